import type { Inode } from "../vfs/inode.ts";
import { PosixError } from "../vfs/posix-error.ts";
import { setMark } from "./marks.ts";
import type { Mounted } from "./structure.ts";

/** Keeps what an upper object was copied from. Links and devices cannot have marks of the user namespace. */
export function markOrigin(mounted: Mounted, upper: Inode, origin: Uint8Array): void {
  if (!mounted.xattrs) return;
  try {
    setMark(mounted, upper, "origin", origin);
  } catch (error) {
    if (!(error instanceof PosixError) || error.code !== "EPERM") throw error;
  }
}
