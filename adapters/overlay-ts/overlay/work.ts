import type { Credentials } from "../vfs/credentials.ts";
import { O_RDONLY } from "../vfs/file.ts";
import type { Inode } from "../vfs/inode.ts";
import { fail } from "../vfs/posix-error.ts";
import { removeIn } from "./layer-names.ts";
import type { Mounted } from "./structure.ts";

/* The directory where objects are prepared before they get their names. */

/** EROFS where nothing can be written. */
export function inWork(mounted: Mounted): Inode {
  return mounted.workdir ?? fail("EROFS");
}

/** Removes a file or an empty directory; where that fails it stays until work is cleaned. */
export function cleanUp(mounted: Mounted, directory: Inode, name: string): void {
  const inode = directory.lookup(name);
  if (inode === undefined) return;
  try {
    removeIn(mounted, directory, name, inode);
  } catch {
    // The next mount cleans up.
  }
}

/** A file without a name is gone when it is closed. */
export function discard(file: Inode, mounter: Credentials): void {
  try {
    file.open(O_RDONLY, mounter).release();
  } catch {
    // Whoever may not open it has it gone at the latest with the store.
  }
}

/**
 * Makes an object under a temporary name in a directory of work and has it prepared and moved to its place. Where that
 * fails nothing is left.
 */
export function prepared(
  mounted: Mounted,
  workdir: Inode,
  make: (temporary: string) => Inode,
  place: (inode: Inode, temporary: string) => void,
): Inode {
  const temporary = mounted.temporaryName();
  const inode = make(temporary);
  try {
    place(inode, temporary);
  } catch (error) {
    cleanUp(mounted, workdir, temporary);
    throw error;
  }
  return inode;
}
