import type { Inode } from "../vfs/inode.ts";
import { fail } from "../vfs/posix-error.ts";

/*
 * Which directories a mount has for itself. Two layers of one mount never overlap; upper and work of another mount may be
 * used with a warning, unless the index has to rely on them. Source: overlayfs.rst, "Sharing and copying layers";
 * ovl_setup_trap, ovl_check_overlapping_layers, ovl_inuse_trylock.
 */

/** Upper and work of all mounts. */
const inUse = new WeakSet<Inode>();

export class Claims {
  /** Roots of the layers, and directories of work. */
  readonly traps = new Set<Inode>();
  readonly #taken: Inode[] = [];

  /** ELOOP where it is a directory of this mount already. */
  trap(directory: Inode): void {
    if (this.traps.has(directory)) fail("ELOOP");
    this.traps.add(directory);
  }

  /** Upper or work. EBUSY by `exclusive`, where it is one of another mount. */
  take(directory: Inode, exclusive: boolean): void {
    if (isFree(directory, exclusive)) {
      inUse.add(directory);
      this.#taken.push(directory);
    }
  }

  /** A lower layer. ELOOP, EBUSY */
  lower(directory: Inode, exclusive: boolean): void {
    this.trap(directory);
    isFree(directory, exclusive);
  }

  /** Whether a layer is below a directory of this mount or of another one. ELOOP, EBUSY */
  checkAbove(directory: Inode, lower: boolean, exclusive: boolean): void {
    for (const parent of ancestors(directory)) {
      if (lower && this.traps.has(parent)) fail("ELOOP");
      isFree(parent, exclusive);
    }
  }

  /** What was made of it is not used. */
  untrap(directory: Inode): void {
    this.traps.delete(directory);
  }

  release(): void {
    for (const directory of this.#taken) inUse.delete(directory);
  }
}

function isFree(directory: Inode, exclusive: boolean): boolean {
  const free = !inUse.has(directory);
  if (!free && exclusive) fail("EBUSY");
  return free;
}

function* ancestors(directory: Inode): Generator<Inode> {
  let at = directory.standing()?.parent;
  while (at !== undefined) {
    yield at;
    at = at.standing()?.parent;
  }
}

/** Whether a directory is another one, or below it. */
export function isWithin(directory: Inode, other: Inode): boolean {
  if (directory === other) return true;
  for (const each of ancestors(directory)) if (each === other) return true;
  return false;
}
