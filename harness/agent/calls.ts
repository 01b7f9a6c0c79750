import { system } from "./syscalls.ts";

/** The system calls that more than one part of the agent makes. */
export const calls = {
  openat: system("openat", "isii"),
  close: system("close", "i"),
  read: system("read", "ipi"),
  pread64: system("pread64", "ipii"),
  write: system("write", "ipi"),
  getdents64: system("getdents64", "ipi"),
  statx: system("statx", "isiip"),
  readlinkat: system("readlinkat", "ispi"),
  llistxattr: system("llistxattr", "spi"),
  lgetxattr: system("lgetxattr", "sspi"),
  lsetxattr: system("lsetxattr", "sspii"),
  fchdir: system("fchdir", "i"),
  chdir: system("chdir", "s"),
  chroot: system("chroot", "s"),
  mkdirat: system("mkdirat", "isi"),
  unlinkat: system("unlinkat", "isi"),
  utimensat: system("utimensat", "ispi"),
  nameToHandle: system("name_to_handle_at", "isppi"),
  umask: system("umask", "i"),
  mount: system("mount", "sssip"),
  umount2: system("umount2", "si"),
  clock_settime: system("clock_settime", "ip"),
} as const;

export const AT_FDCWD = -100;
export const AT_SYMLINK_NOFOLLOW = 0x100;
export const AT_REMOVEDIR = 0x200;
/** The flag of name_to_handle_at(2) with the same value: a handle that only tells objects apart. */
export const AT_HANDLE_FID = 0x200;
export const AT_HANDLE_CONNECTABLE = 0x2;
