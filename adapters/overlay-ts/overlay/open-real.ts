import { openFlags } from "../../../harness/agent/constants.ts";
import type { Inode, OpenFile } from "../vfs/inode.ts";
import { MAY_READ, MAY_WRITE } from "../vfs/permission.ts";
import type { Mounted } from "./structure.ts";

/* Opening what is in a layer, as who mounted. */

const { O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_NOCTTY, O_TRUNC } = openFlags;
const O_ACCMODE = 3;
const ONCE = O_CREAT | O_EXCL | O_NOCTTY | O_TRUNC;

/** @throws EACCES, EROFS, EPERM where the mounter may not */
export function openReal({ mounter }: Mounted, inode: Inode, flags: number): OpenFile {
  const access = flags & O_ACCMODE;
  const reads = access === O_WRONLY ? 0 : MAY_READ;
  inode.permission(reads | (access === 0 ? 0 : MAY_WRITE), mounter);
  return inode.open(flags & ~ONCE, mounter);
}

/** Whether opening with these flags changes the file: O_TRUNC does, also for reading only. */
export function opensForChange(flags: number): boolean {
  return (flags & (O_WRONLY | O_RDWR | O_TRUNC)) !== 0;
}
