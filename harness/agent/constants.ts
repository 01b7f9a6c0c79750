import type * as F from "../language/flags.ts";

/**
 * Values of the flags that scenarios name. Where architectures differ, arm64 has its own.
 * Source: include/uapi (asm-generic/fcntl.h, linux/fcntl.h, linux/fs.h, linux/stat.h, linux/mount.h, …).
 */
type Values<W extends readonly string[]> = Readonly<Record<W[number], number>>;

const arm = process.arch === "arm64";

export const openFlags: Values<typeof F.openFlags> = {
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
  O_CREAT: 0o100,
  O_EXCL: 0o200,
  O_NOCTTY: 0o400,
  O_TRUNC: 0o1000,
  O_APPEND: 0o2000,
  O_NONBLOCK: 0o4000,
  O_DSYNC: 0o10000,
  O_SYNC: 0o4010000,
  O_DIRECT: arm ? 0o200000 : 0o40000,
  O_LARGEFILE: arm ? 0o400000 : 0o100000,
  O_DIRECTORY: arm ? 0o40000 : 0o200000,
  O_NOFOLLOW: arm ? 0o100000 : 0o400000,
  O_NOATIME: 0o1000000,
  O_CLOEXEC: 0o2000000,
  O_PATH: 0o10000000,
  O_TMPFILE: 0o20000000 | (arm ? 0o40000 : 0o200000),
};

export const resolveFlags: Values<typeof F.resolveFlags> = {
  RESOLVE_NO_XDEV: 0x01,
  RESOLVE_NO_MAGICLINKS: 0x02,
  RESOLVE_NO_SYMLINKS: 0x04,
  RESOLVE_BENEATH: 0x08,
  RESOLVE_IN_ROOT: 0x10,
  RESOLVE_CACHED: 0x20,
};

/** AT_EACCESS and AT_REMOVEDIR, AT_HANDLE_FID share 0x200: each belongs to its own call. */
export const atFlags: Values<typeof F.atFlags> = {
  AT_SYMLINK_NOFOLLOW: 0x100,
  AT_SYMLINK_FOLLOW: 0x400,
  AT_EACCESS: 0x200,
  AT_REMOVEDIR: 0x200,
  AT_NO_AUTOMOUNT: 0x800,
  AT_EMPTY_PATH: 0x1000,
  AT_STATX_FORCE_SYNC: 0x2000,
  AT_STATX_DONT_SYNC: 0x4000,
  AT_HANDLE_FID: 0x200,
  AT_HANDLE_CONNECTABLE: 0x2,
  AT_RECURSIVE: 0x8000,
};

export const whences: Values<typeof F.whences> = {
  SEEK_SET: 0,
  SEEK_CUR: 1,
  SEEK_END: 2,
  SEEK_DATA: 3,
  SEEK_HOLE: 4,
};

export const fallocateFlags: Values<typeof F.fallocateFlags> = {
  FALLOC_FL_KEEP_SIZE: 0x01,
  FALLOC_FL_PUNCH_HOLE: 0x02,
  FALLOC_FL_COLLAPSE_RANGE: 0x08,
  FALLOC_FL_ZERO_RANGE: 0x10,
  FALLOC_FL_INSERT_RANGE: 0x20,
  FALLOC_FL_UNSHARE_RANGE: 0x40,
};

export const advices: Values<typeof F.advices> = {
  POSIX_FADV_NORMAL: 0,
  POSIX_FADV_RANDOM: 1,
  POSIX_FADV_SEQUENTIAL: 2,
  POSIX_FADV_WILLNEED: 3,
  POSIX_FADV_DONTNEED: 4,
  POSIX_FADV_NOREUSE: 5,
};

export const renameFlags: Values<typeof F.renameFlags> = {
  RENAME_NOREPLACE: 1,
  RENAME_EXCHANGE: 2,
  RENAME_WHITEOUT: 4,
};

export const accessModes: Values<typeof F.accessModes> = { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 };

export const xattrFlags: Values<typeof F.xattrFlags> = { XATTR_CREATE: 1, XATTR_REPLACE: 2 };

export const shutdownFlags: Values<typeof F.shutdownFlags> = {
  FS_SHUTDOWN_FLAGS_DEFAULT: 0,
  FS_SHUTDOWN_FLAGS_LOGFLUSH: 1,
  FS_SHUTDOWN_FLAGS_NOLOGFLUSH: 2,
};

export const inodeFlags: Values<typeof F.inodeFlags> = {
  FS_SECRM_FL: 0x1,
  FS_UNRM_FL: 0x2,
  FS_COMPR_FL: 0x4,
  FS_SYNC_FL: 0x8,
  FS_IMMUTABLE_FL: 0x10,
  FS_APPEND_FL: 0x20,
  FS_NODUMP_FL: 0x40,
  FS_NOATIME_FL: 0x80,
  FS_JOURNAL_DATA_FL: 0x4000,
  FS_NOTAIL_FL: 0x8000,
  FS_DIRSYNC_FL: 0x10000,
  FS_TOPDIR_FL: 0x20000,
  FS_EXTENT_FL: 0x80000,
  FS_VERITY_FL: 0x100000,
  FS_NOCOW_FL: 0x800000,
  FS_INLINE_DATA_FL: 0x10000000,
  FS_PROJINHERIT_FL: 0x20000000,
  FS_CASEFOLD_FL: 0x40000000,
};

export const fsxFlags: Values<typeof F.fsxFlags> = {
  FS_XFLAG_REALTIME: 0x1,
  FS_XFLAG_PREALLOC: 0x2,
  FS_XFLAG_IMMUTABLE: 0x8,
  FS_XFLAG_APPEND: 0x10,
  FS_XFLAG_SYNC: 0x20,
  FS_XFLAG_NOATIME: 0x40,
  FS_XFLAG_NODUMP: 0x80,
  FS_XFLAG_PROJINHERIT: 0x200,
  FS_XFLAG_DAX: 0x8000,
  FS_XFLAG_HASATTR: 0x80000000,
};

/** The bits of a set of flags. */
export function bits<W extends string>(
  values: Readonly<Record<W, number>>,
  names: readonly W[] | undefined,
): number {
  let sum = 0;
  for (const name of names ?? []) sum |= values[name];
  return sum >>> 0;
}

/** The names of the bits that the vocabulary knows. */
export function namesOf<W extends string>(
  values: Readonly<Record<W, number>>,
  mask: number,
): readonly W[] {
  return (Object.keys(values) as W[]).filter((name) => (mask & values[name]) !== 0);
}
