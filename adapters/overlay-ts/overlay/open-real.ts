import { openFlags } from "../../../harness/agent/constants.ts";
import type { OpenDirectory, Opened, OpenFile } from "../vfs/inode.ts";
import { type Placed, event } from "../vfs/notifications.ts";
import { MAY_READ, MAY_WRITE } from "../vfs/permission.ts";
import type { Mounted } from "./structure.ts";

/* Opening what is in a layer, as who mounted. */

const { O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_NOCTTY, O_TRUNC } = openFlags;
const O_ACCMODE = 3;
const ONCE = O_CREAT | O_EXCL | O_NOCTTY | O_TRUNC;

/** @throws EACCES, EROFS, EPERM where the mounter may not */
export function openReal({ mounter, hearers }: Mounted, at: Placed, flags: number): OpenFile {
  const access = flags & O_ACCMODE;
  const reads = access === O_WRONLY ? 0 : MAY_READ;
  at.inode.permission(reads | (access === 0 ? 0 : MAY_WRITE), mounter);
  const file = at.inode.open(flags & ~ONCE, mounter);
  hearers.notifications.at(at, event.open);
  return file;
}

/** @throws EACCES where the mounter may not */
export function openRealDirectory(
  { mounter, hearers }: Mounted,
  at: Placed,
  flags: number,
): OpenDirectory {
  at.inode.permission(MAY_READ, mounter);
  const directory = at.inode.openDirectory(flags, mounter);
  hearers.notifications.at(at, event.open);
  return directory;
}

/** Closes it again. */
export function closeReal({ hearers }: Mounted, at: Placed, file: Opened, flags: number): void {
  const writes = (flags & O_ACCMODE) !== 0;
  hearers.notifications.at(at, writes ? event.closeWrite : event.closeNowrite);
  file.release();
}

/** Whether opening with these flags changes the file: O_TRUNC does, also for reading only. */
export function opensForChange(flags: number): boolean {
  return (flags & (O_WRONLY | O_RDWR | O_TRUNC)) !== 0;
}
