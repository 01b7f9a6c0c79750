import type { Inode } from "./inode.ts";
import { fail } from "./posix-error.ts";

/* Advisory locks. What would have to wait answers EAGAIN. Source: fcntl(2), flock(2) */

/** Who holds a lock: a process for POSIX ones, an open file for its own. */
export type LockOwner = object;

type LockKind = "shared" | "exclusive";

export interface RecordLock {
  readonly owner: LockOwner;
  readonly kind: LockKind;
  readonly start: number;
  /** Behind its last byte: Infinity for a lock that ends with the file, however that grows. */
  readonly end: number;
}

/** Locks of flock(2) are apart from those of fcntl(2). */
interface Held {
  records: readonly RecordLock[];
  readonly whole: Map<LockOwner, LockKind>;
}

export class Locks {
  readonly #held = new Map<Inode, Held>();

  #of(inode: Inode): Held {
    const known = this.#held.get(inode);
    if (known !== undefined) return known;
    const made: Held = { records: [], whole: new Map() };
    this.#held.set(inode, made);
    return made;
  }

  /** The first lock that keeps one from being had. */
  conflict(inode: Inode, wanted: RecordLock): RecordLock | undefined {
    return this.#held
      .get(inode)
      ?.records.find(
        (lock) => lock.owner !== wanted.owner && overlap(lock, wanted) && clash(lock, wanted),
      );
  }

  /** In place of what its owner holds there. EAGAIN */
  lock(inode: Inode, wanted: RecordLock): void {
    if (this.conflict(inode, wanted) !== undefined) fail("EAGAIN");
    const held = this.#of(inode);
    held.records = joined([...without(held.records, wanted), wanted]);
  }

  unlock(inode: Inode, range: RecordLock): void {
    const held = this.#of(inode);
    held.records = without(held.records, range);
    this.#settle(inode, held);
  }

  /** flock(2) by an open file. EAGAIN */
  lockWhole(inode: Inode, owner: LockOwner, kind: LockKind): void {
    const { whole } = this.#of(inode);
    const others = [...whole].filter(([other]) => other !== owner);
    // A lock that is changed is given up first, whether the other one can be had or not.
    whole.delete(owner);
    if (others.some(([, other]) => kind === "exclusive" || other === "exclusive")) fail("EAGAIN");
    whole.set(owner, kind);
  }

  unlockWhole(inode: Inode, owner: LockOwner): void {
    const held = this.#of(inode);
    held.whole.delete(owner);
    this.#settle(inode, held);
  }

  /** What these owners hold on a file, and by which call they got it. */
  heldBy(
    inode: Inode,
    owners: readonly LockOwner[],
  ): readonly { readonly api: "FLOCK" | "POSIX"; readonly kind: LockKind }[] {
    const { records = [], whole = new Map<LockOwner, LockKind>() } = this.#held.get(inode) ?? {};
    return [
      ...records
        .filter(({ owner }) => owners.includes(owner))
        .map(({ kind }) => ({ api: "POSIX" as const, kind })),
      ...[...whole]
        .filter(([owner]) => owners.includes(owner))
        .map(([, kind]) => ({ api: "FLOCK" as const, kind })),
    ];
  }

  /** All that an owner holds on a file goes. */
  closed(inode: Inode, owner: LockOwner): void {
    const held = this.#held.get(inode);
    if (held === undefined) return;
    held.records = held.records.filter((lock) => lock.owner !== owner);
    held.whole.delete(owner);
    this.#settle(inode, held);
  }

  #settle(inode: Inode, { records, whole }: Held): void {
    if (records.length === 0 && whole.size === 0) this.#held.delete(inode);
  }
}

function overlap(a: RecordLock, b: RecordLock): boolean {
  return a.start < b.end && b.start < a.end;
}

function clash(a: RecordLock, b: RecordLock): boolean {
  return a.kind === "exclusive" || b.kind === "exclusive";
}

/** What is left of the locks of the owner of a range outside of it. */
function without(locks: readonly RecordLock[], range: RecordLock): readonly RecordLock[] {
  return locks.flatMap((lock) => {
    if (lock.owner !== range.owner || !overlap(lock, range)) return [lock];
    const before = lock.start < range.start ? [{ ...lock, end: range.start }] : [];
    const after = range.end < lock.end ? [{ ...lock, start: range.end }] : [];
    return [...before, ...after];
  });
}

/** Neighbours of one owner and kind are one lock; in the order of their starts. */
function joined(locks: readonly RecordLock[]): readonly RecordLock[] {
  const result: RecordLock[] = [];
  for (const lock of locks.toSorted((a, b) => a.start - b.start)) {
    const index = result.findIndex(
      (other) => other.owner === lock.owner && other.kind === lock.kind && other.end === lock.start,
    );
    const other = result[index];
    if (other === undefined) result.push(lock);
    else result[index] = { ...other, end: lock.end };
  }
  return result;
}
