import type { Inode } from "../vfs/inode.ts";
import { isDirectory } from "../vfs/mode.ts";
import { fail } from "../vfs/posix-error.ts";
import type { Mounted } from "./structure.ts";

/* The directory where objects are prepared before they get their names. */

/** EROFS where nothing can be written. */
export function inWork(mounted: Mounted): Inode {
  return mounted.workdir ?? fail("EROFS");
}

/** Removes a file or an empty directory; where that fails it stays until work is cleaned. */
export function cleanUp(directory: Inode, name: string): void {
  const inode = directory.lookup(name);
  if (inode === undefined) return;
  try {
    if (isDirectory(inode.getattr().mode)) directory.rmdir(name);
    else directory.unlink(name);
  } catch {
    // The next mount cleans up.
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
    cleanUp(workdir, temporary);
    throw error;
  }
  return inode;
}
