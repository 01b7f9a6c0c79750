import { AT_FDCWD, calls } from "./calls.ts";
import { inodeFlags, openFlags } from "./constants.ts";
import { readStatx, statxMask, statxSize } from "./structs.ts";
import { system } from "./syscalls.ts";
import { enableVerity } from "./verity.ts";

/* Trials of one call or a few, on files of the layers, for the features of a machine. */

const call = {
  setxattr: system("setxattr", "sspii"),
  removexattr: system("removexattr", "ss"),
  mkdirat: system("mkdirat", "isi"),
  mknodat: system("mknodat", "isii"),
  ioctl: system("ioctl", "iip"),
  openByHandle: system("open_by_handle_at", "ipi"),
} as const;

const { O_RDWR, O_CREAT, O_CLOEXEC, O_RDONLY } = openFlags;

/** user::rw-, user:1:rw-, group::r--, mask::rw-, other::r-- as in linux/posix_acl_xattr.h */
const acl = Buffer.from(
  "0200000001000600ffffffff020006000100000004000400ffffffff10000600ffffffff20000400ffffffff",
  "hex",
);

export function setsAcl(file: string): boolean {
  return call.setxattr(file, "system.posix_acl_access", acl, acl.length, 0) === 0;
}

/** Both times, to the nanosecond. */
export function keepsTimes(file: string): boolean {
  const times = Buffer.alloc(32); // struct timespec[2]
  [1_000_000_001n, 123_456_789n, 1_000_000_002n, 987_654_321n].forEach((part, index) =>
    times.writeBigInt64LE(part, 8 * index),
  );
  if (calls.utimensat(AT_FDCWD, file, times, 0) !== 0) return false;
  const b = Buffer.alloc(statxSize);
  if (calls.statx(AT_FDCWD, file, 0, statxMask, b) !== 0) return false;
  const { atime, mtime } = readStatx(b);
  return atime.nsec === 123_456_789 && mtime.nsec === 987_654_321 && atime.sec !== mtime.sec;
}

export function xattr(file: string, name: string, size = 1): boolean {
  return call.setxattr(file, name, Buffer.alloc(size, "1"), size, 0) === 0;
}

/** It goes again: there may be no room beside it for what others try. */
export function takesLargeXattr(file: string): boolean {
  return xattr(file, "user.large", 4000) && call.removexattr(file, "user.large") === 0;
}

/** What setting an attribute of a new socket answers. */
export function xattrOfSocket(directory: string): number {
  const path = `${directory}/socket`;
  call.mknodat(AT_FDCWD, path, 0o140644, 0);
  return call.setxattr(path, "user.trial", Buffer.from("1"), 1, 0);
}

export function withFile(path: string, how: number, use: (fd: number) => boolean): boolean {
  const fd = calls.openat(AT_FDCWD, path, how | O_CLOEXEC, 0o600);
  if (fd < 0) return false;
  try {
    return use(fd);
  } finally {
    calls.close(fd);
  }
}

export function closing(fd: number): boolean {
  if (fd < 0) return false;
  calls.close(fd);
  return true;
}

export function attempt(action: () => unknown): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}

/** Over the directory, for a moment. */
export function mountsRamfs(directory: string): boolean {
  return (
    calls.mount("ramfs", directory, "ramfs", 0, null) === 0 && calls.umount2(directory, 0) === 0
  );
}

export function takesVerity(path: string): boolean {
  withFile(path, O_RDWR | O_CREAT, () => true);
  return withFile(path, O_RDONLY, (fd) => enableVerity(fd) === 0);
}

/** An empty directory, there and then. */
export function foldsCase(path: string): boolean {
  call.mkdirat(AT_FDCWD, path, 0o700);
  return withFile(path, O_RDONLY, (fd) => flags(fd, inodeFlags.FS_CASEFOLD_FL));
}

/** FS_IOC_SETFLAGS */
export function flags(fd: number, value: number): boolean {
  const b = Buffer.alloc(8);
  b.writeUInt32LE(value, 0);
  return call.ioctl(fd, 0x40086602, b) === 0;
}

/** struct file_handle with room for the longest one. */
function handleBuffer(): Buffer {
  const b = Buffer.alloc(136);
  b.writeUInt32LE(128, 0);
  return b;
}

export function handle(file: string, mount: number): boolean {
  const b = handleBuffer();
  const id = Buffer.alloc(8);
  return (
    calls.nameToHandle(AT_FDCWD, file, b, id, 0) === 0 &&
    closing(call.openByHandle(mount, b, O_RDONLY))
  );
}
