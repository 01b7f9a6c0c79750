import { readFileSync } from "node:fs";
import type { FileHandle } from "../vfs/filesystem-status.ts";
import { fail } from "../vfs/posix-error.ts";
import { handleOf, sameHandle } from "./handles.ts";
import { identify } from "./host-stat.ts";
import { REFERENCE, answered, host, magicLink, reopen } from "./host.ts";

/*
 * Descriptors are few and inodes are many, so only the latest used ones are held open. An inode that is not can be
 * opened again by its file handle: that names the inode and its generation, so it follows renames, and never gives
 * another inode that got the same number. It is opened once before the descriptor is closed: where that is refused, for
lack of privilege or of handles, the descriptor stays.
 */

/** Opens what a handle names; a negative errno where it cannot. */
export type HandleOpener = (handle: FileHandle) => number;

/** A removed inode cannot come back. The latest ones stay, since somebody may still look at them. */
const removedLimit = 64;
const removed = new Set<Held>();

/** Those that can come back. No operation uses as many at once as the least limit. */
const latest = new Set<Held>();
const leastLimit = 64;
const greatestLimit = 2048;
let latestLimit: number | undefined;

/** A quarter of what the process may open: the rest is for open files, and for others. */
function limit(): number {
  if (latestLimit !== undefined) return latestLimit;
  const soft = /^Max open files +(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1];
  latestLimit = Math.min(Math.max(Math.floor(Number(soft) / 4), leastLimit), greatestLimit);
  return latestLimit;
}

/** Moves to the end what was used, and parks what was used longest ago. */
function use(set: Set<Held>, held: Held, most: number): void {
  set.delete(held);
  set.add(held);
  if (set.size <= most) return;
  const [oldest] = set;
  oldest?.park();
}

/** Gives every descriptor back that can be opened again: the host must not keep an inode for the store's sake. */
export function parkAll(): void {
  for (const held of [...latest, ...removed]) held.park();
}

/** One inode of the host, by an O_PATH descriptor that may come and go. */
export class Held {
  /** Descriptors of open files: as long as there is one, the inode lives, with a name or without. */
  readonly files = new Set<number>();
  readonly #opener: HandleOpener;
  #fd: number;
  #handle: FileHandle | undefined;
  #removed = false;
  #lasting = false;

  constructor(fd: number, opener: HandleOpener) {
    this.#fd = fd;
    this.#opener = opener;
    this.#used();
  }

  /** ESTALE where the inode is gone. */
  get fd(): number {
    if (this.#fd < 0) this.#fd = answered(this.#again());
    this.#used();
    return this.#fd;
  }

  get path(): string {
    return magicLink(this.fd);
  }

  /** undefined where the filesystem gives none. */
  handle(): FileHandle | undefined {
    this.#handle ??= handleOf(this.fd);
    return this.#handle;
  }

  /**
   * Takes `fd` over, which is of an inode with the same number. Answers false where that is another inode: a number is
   * given to the next one when nothing holds the old one any more.
   */
  take(fd: number): boolean {
    const kept = this.#fd >= 0 || this.files.size > 0;
    if (!kept && !this.#named(handleOf(fd))) return false;
    if (this.#fd < 0) this.#fd = fd;
    else host.close(fd);
    this.#used();
    return true;
  }

  /** Whether it has no name: the host forgets it with its last descriptor. */
  nameless(is: boolean): void {
    this.#leave();
    this.#removed = is;
    this.#used();
  }

  /** A name of it is gone: perhaps the last one. */
  unlinked(): void {
    if (this.#fd >= 0 && identify(this.#fd).nlink === 0) this.nameless(true);
  }

  /** Gives the descriptor back, to open another one when it is needed. */
  park(): void {
    this.#leave();
    this.#lasting = !this.#removed && !this.#returns();
    if (!this.#lasting) this.release();
  }

  release(): void {
    this.#leave();
    if (this.#fd >= 0) host.close(this.#fd);
    this.#fd = -1;
  }

  #returns(): boolean {
    this.#handle ??= handleOf(this.#fd);
    if (this.#handle === undefined) return false;
    const fd = this.#opener(this.#handle);
    host.close(fd);
    return fd >= 0;
  }

  #named(handle: FileHandle | undefined): boolean {
    return handle !== undefined && this.#handle !== undefined && sameHandle(this.#handle, handle);
  }

  #used(): void {
    if (this.#removed) use(removed, this, removedLimit);
    else if (!this.#lasting) use(latest, this, limit());
  }

  #leave(): void {
    latest.delete(this);
    removed.delete(this);
  }

  #again(): number {
    for (const file of this.files) return reopen(file, REFERENCE);
    if (this.#removed || this.#handle === undefined) return fail("ESTALE");
    return this.#opener(this.#handle);
  }
}
