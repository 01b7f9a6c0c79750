import { atFlags, openFlags } from "../../../harness/agent/constants.ts";
import { errnoName } from "../../../harness/agent/errno-table.ts";
import { native } from "../../../harness/agent/native.ts";
import { fail } from "../vfs/posix-error.ts";

/** The system calls of the host by which this store works. A negative result is a negative errno. */
export const host = {
  close: native("close", "i"),
  fallocate: native("fallocate", "iiii"),
  fchmodat: native("fchmodat", "isi"),
  fchownat: native("fchownat", "isiii"),
  fcntl: native("fcntl", "iii"),
  fdatasync: native("fdatasync", "i"),
  fstatfs: native("fstatfs", "ip"),
  fsync: native("fsync", "i"),
  ftruncate: native("ftruncate", "ii"),
  getdents64: native("getdents64", "ipi"),
  getxattr: native("getxattr", "sspi"),
  ioctl: native("ioctl", "iip"),
  linkat: native("linkat", "isisi"),
  listxattr: native("listxattr", "spi"),
  // Positions in a directory have 64 bits. The result is cut, so only its sign counts.
  lseek: native("lseek", "iii") as (fd: number, offset: number | bigint, whence: number) => number,
  mkdirat: native("mkdirat", "isi"),
  mknodat: native("mknodat", "isii"),
  mount_setattr: native("mount_setattr", "isipi"),
  name_to_handle_at: native("name_to_handle_at", "isppi"),
  open_by_handle_at: native("open_by_handle_at", "ipi"),
  open_tree: native("open_tree", "isi"),
  openat: native("openat", "isii"),
  pread64: native("pread64", "ipii"),
  pwrite64: native("pwrite64", "ipii"),
  readlinkat: native("readlinkat", "ispi"),
  removexattr: native("removexattr", "ss"),
  renameat2: native("renameat2", "isisi"),
  setxattr: native("setxattr", "sspii"),
  statx: native("statx", "isiip"),
  symlinkat: native("symlinkat", "sis"),
  syncfs: native("syncfs", "i"),
  truncate: native("truncate", "si"),
  umask: native("umask", "i"),
  unlinkat: native("unlinkat", "isi"),
  utimensat: native("utimensat", "ispi"),
} as const;

/** The result of a call. @throws its errno */
export function answered(result: number): number {
  return result < 0 ? fail(errnoName(-result)) : result;
}

export const AT_FDCWD = -100;
export const { AT_EMPTY_PATH, AT_SYMLINK_FOLLOW, AT_SYMLINK_NOFOLLOW, AT_REMOVEDIR } = atFlags;

/** Refers to an object without opening it: nothing of it is read, no permission of its own is needed. */
export const REFERENCE = openFlags.O_PATH | openFlags.O_CLOEXEC;

/** The object itself, whatever its type: the link is not followed by its text, so a symbolic link is reached too. */
export function magicLink(fd: number): string {
  return `/proc/self/fd/${fd}`;
}

/** Another descriptor for what `fd` refers to. A negative errno where it is refused. */
export function reopen(fd: number, flags: number): number {
  return host.openat(AT_FDCWD, magicLink(fd), flags | openFlags.O_CLOEXEC, 0);
}
