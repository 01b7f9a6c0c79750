import type { Inode } from "../vfs/inode.ts";
import { setMark } from "./marks.ts";
import type { Mounted } from "./structure.ts";
import { fail } from "../vfs/posix-error.ts";
import type { Errno } from "../../../harness/language/errno.ts";

/* The mark of an upper directory that hides those of its name below: ovl_set_opaque. */

const yes = new Uint8Array([0x79]);

/** @param otherwise the error where upper keeps no marks */
export function markOpaque(mounted: Mounted, upper: Inode, otherwise: Errno): void {
  if (!mounted.xattrs) fail(otherwise);
  setMark(mounted, upper, "opaque", yes);
}
