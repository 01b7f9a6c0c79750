/* The names of a directory, in the order and with the offsets of Linux's directories in memory (simple_offset). */

/** The offset of the first child that there ever was: below are the positions of `.`, `..` and of the newest child. */
const MIN = 3;
export const END_OF_DIRECTORY = 0x7fffffff;

export interface Child<T> {
  readonly name: string;
  readonly inode: T;
  /** Stays the same for as long as the name does, and is never given to another. */
  readonly offset: number;
}

export class Children<T> {
  /** The newest last: what comes, or moves, comes last. */
  readonly #byName = new Map<string, Child<T>>();
  #next = MIN;

  get count(): number {
    return this.#byName.size;
  }

  get(name: string): Child<T> | undefined {
    return this.#byName.get(name);
  }

  newOffset(): number {
    return this.#next++;
  }

  add(name: string, inode: T, offset: number): void {
    this.#byName.set(name, { name, inode, offset });
  }

  remove(name: string): void {
    this.#byName.delete(name);
  }

  /**
   * Children as they are listed, the newest first, from a position on: that of a child, or of the nearest lower offset
   * where that child is gone; all of them where there is none.
   */
  from(position: number): readonly Child<T>[] {
    if (position === END_OF_DIRECTORY) return [];
    const listed = [...this.#byName.values()].toReversed();
    let found: Child<T> | undefined;
    for (const child of listed)
      if (child.offset <= position && child.offset > (found?.offset ?? 0)) found = child;
    return found === undefined ? listed : listed.slice(listed.indexOf(found));
  }
}
