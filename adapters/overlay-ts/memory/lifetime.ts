import type { Inode } from "../vfs/inode.ts";
import { fail } from "../vfs/posix-error.ts";
import type { Node } from "./node.ts";

/* From when to when an inode counts, and can be found by its handle. */

/** What an inode costs where their number is limited; each further name of it costs the same. */
export const INODE_SPACE = 1024;

/** A new inode: ENOSPC. */
export function begin(inode: Node & Inode): void {
  const { alive, pages, inodes } = inode.filesystem;
  if (!inodes.take(INODE_SPACE)) fail("ENOSPC");
  if (!pages.take(inode.pageCount)) {
    inodes.give(INODE_SPACE);
    fail("ENOSPC");
  }
  alive.set(inode.ino, inode);
}

/** What has no name and is not open counts no more, until a name is given to it. */
export function settle(inode: Node & Inode, lives: boolean): void {
  const { alive, pages, inodes } = inode.filesystem;
  if (lives === alive.has(inode.ino)) return;
  const space = INODE_SPACE + inode.xattrSpace;
  if (lives) {
    alive.set(inode.ino, inode);
    pages.take(inode.pageCount);
    inodes.take(space);
  } else {
    alive.delete(inode.ino);
    pages.give(inode.pageCount);
    inodes.give(space);
  }
}
