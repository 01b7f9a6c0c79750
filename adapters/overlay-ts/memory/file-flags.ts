/* Flags of ioctl_iflags(2) that a filesystem in memory keeps. Source: linux/fs.h */

export const FS_IMMUTABLE_FL = 0x10;
const FS_APPEND_FL = 0x20;
const FS_NODUMP_FL = 0x40;
export const FS_NOATIME_FL = 0x80;

export const SETTABLE_FLAGS = FS_IMMUTABLE_FL | FS_APPEND_FL | FS_NODUMP_FL | FS_NOATIME_FL;

/** Of those of a directory, what a new inode in it gets. */
export function inheritedFlags(flags: number): number {
  return flags & (FS_NODUMP_FL | FS_NOATIME_FL);
}
