import type { File } from "./file.ts";
import type { FileFlags } from "./inode.ts";
import { event } from "./notifications.ts";
import { owns } from "./owner.ts";
import { fail } from "./posix-error.ts";
import type { Process } from "./process.ts";

const FS_IMMUTABLE_FL = 0x10;
const FS_APPEND_FL = 0x20;

/** vfs_fileattr_set: only the owner, and what guards the file only with a capability. */
export function setFileFlags(process: Process, { path, inode }: File, asked: FileFlags): void {
  path?.mount.wantWrite();
  if (!owns(process.who, inode.getattr())) fail("EPERM");
  const old = inode.fileFlags();
  const guards = (old.flags ^ asked.flags) & (FS_IMMUTABLE_FL | FS_APPEND_FL);
  if (guards !== 0 && !process.initiallyCapable("CAP_LINUX_IMMUTABLE")) fail("EPERM");
  if (!process.system.initial && old.projid !== asked.projid) fail("EINVAL");
  inode.setFileFlags(asked);
  if (path !== undefined) process.system.notifications.at(path, event.attrib);
}
