import { fail } from "../vfs/posix-error.ts";
import type { Budget } from "./budget.ts";

export const PAGE_SIZE = 4096;

/** Stands for pages that were allocated and never written: they cost space, read as zeros and are holes. */
const unwritten = new Uint8Array(PAGE_SIZE);

/** The bytes of a file, in pages: what was never written costs nothing. */
export class Pages {
  size = 0;
  readonly #pages = new Map<number, Uint8Array>();
  readonly #budget: Budget;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  get count(): number {
    return this.#pages.size;
  }

  read(into: Uint8Array, position: number): number {
    const length = Math.max(0, Math.min(into.length, this.size - position));
    for (const { index, from, at, to } of pieces(position, length)) {
      const page = this.#pages.get(index) ?? unwritten;
      into.set(page.subarray(from, from + to - at), at);
    }
    return length;
  }

  /** Writes as much as there is space for. ENOSPC where that is nothing. */
  write(bytes: Uint8Array, position: number): number {
    for (const { index, from, at, to } of pieces(position, bytes.length)) {
      const page = this.#written(index);
      if (page === undefined) return at === 0 ? fail("ENOSPC") : at;
      page.set(bytes.subarray(at, to), from);
      this.size = Math.max(this.size, position + to);
    }
    return bytes.length;
  }

  /**
   * What was allocated beyond the end goes, even where the size stays. Answers whether that is a change: to a file that
   * has pages it always is.
   */
  truncate(size: number): boolean {
    const changes = size !== this.size || this.count > 0;
    if (size <= this.size) this.punch(size, Infinity);
    this.size = size;
    return changes;
  }

  /** Frees the whole pages of a range, and writes zeros into the rest of it. */
  punch(start: number, end: number): void {
    const first = Math.ceil(start / PAGE_SIZE);
    const last = Math.floor(end / PAGE_SIZE);
    const before = this.count;
    for (const index of this.#pages.keys())
      if (index >= first && index < last) this.#pages.delete(index);
    this.#budget.give(before - this.count);
    this.#clear(start, Math.min(end, first * PAGE_SIZE));
    if (last >= first) this.#clear(last * PAGE_SIZE, end);
  }

  /**
   * All or nothing: ENOSPC. The size stays. What was allocated before and not written yet becomes zeros.
   */
  allocate(start: number, end: number): void {
    const first = Math.floor(start / PAGE_SIZE);
    const last = Math.ceil(end / PAGE_SIZE);
    if (last - first > this.#budget.limit) fail("ENOSPC");
    const added: number[] = [];
    for (let index = first; index < last; index++) {
      const known = this.#pages.get(index);
      if (known === unwritten) this.#pages.set(index, new Uint8Array(PAGE_SIZE));
      if (known !== undefined) continue;
      if (!this.#budget.take(1)) this.#undo(added);
      this.#pages.set(index, unwritten);
      added.push(index);
    }
  }

  #undo(added: readonly number[]): never {
    for (const index of added) this.#pages.delete(index);
    this.#budget.give(added.length);
    return fail("ENOSPC");
  }

  /** SEEK_DATA and SEEK_HOLE. ENXIO */
  seek(offset: number, what: "data" | "hole"): number {
    if (offset < 0 || offset >= this.size) fail("ENXIO");
    const first = Math.floor(offset / PAGE_SIZE);
    const found = what === "data" ? this.#dataFrom(first) : this.#holeFrom(first);
    if (found === undefined) fail("ENXIO");
    return Math.min(this.size, Math.max(offset, found * PAGE_SIZE));
  }

  #dataFrom(first: number): number | undefined {
    let nearest: number | undefined;
    for (const [index, page] of this.#pages) {
      if (index < first || page === unwritten) continue;
      nearest = Math.min(nearest ?? index, index);
    }
    return nearest;
  }

  #holeFrom(first: number): number {
    let index = first;
    while ((this.#pages.get(index) ?? unwritten) !== unwritten) index++;
    return index;
  }

  /** A page to write to; undefined where there is no space for it. */
  #written(index: number): Uint8Array | undefined {
    const known = this.#pages.get(index);
    if (known !== undefined && known !== unwritten) return known;
    if (known === undefined && !this.#budget.take(1)) return undefined;
    const page = new Uint8Array(PAGE_SIZE);
    this.#pages.set(index, page);
    return page;
  }

  /** Zeros in a part of one page. */
  #clear(start: number, end: number): void {
    const index = Math.floor(start / PAGE_SIZE);
    this.#pages.get(index)?.fill(0, start - index * PAGE_SIZE, end - index * PAGE_SIZE);
  }
}

interface Piece {
  readonly index: number;
  /** Where in the page it begins. */
  readonly from: number;
  /** Where in the whole it begins and ends. */
  readonly at: number;
  readonly to: number;
}

/** A range, cut where pages end. */
function* pieces(position: number, length: number): Generator<Piece> {
  for (let at = 0; at < length;) {
    const index = Math.floor((position + at) / PAGE_SIZE);
    const from = position + at - index * PAGE_SIZE;
    const to = Math.min(length, at + PAGE_SIZE - from);
    yield { index, from, at, to };
    at = to;
  }
}
