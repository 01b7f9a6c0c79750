import { dirname } from "node:path";
import type { Layers } from "../../adapters/adapter.ts";
import type { FeatureSet } from "../language/feature.ts";
import { AT_FDCWD, calls } from "./calls.ts";
import { openFlags } from "./constants.ts";
import { withCredentials } from "./credentials.ts";
import { deviceNumber, readStatx, statxMask, statxSize } from "./structs.ts";
import { tellsChanges } from "./dnotify.ts";
import { mapped } from "./extents.ts";
import { setQuota } from "./quota.ts";
import { givesRings } from "./ring.ts";
import { system } from "./syscalls.ts";
import { idmappedClone } from "./user-namespace.ts";
import { enableVerity } from "./verity.ts";

/*
 * What the machine lets the agent do on the filesystem of the layers. Everything is tried, nothing is inferred.
 */

const call = {
  setxattr: system("setxattr", "sspii"),
  removexattr: system("removexattr", "ss"),
  mkdirat: system("mkdirat", "isi"),
  mknodat: system("mknodat", "isii"),
  ioctl: system("ioctl", "iip"),
  ioctlInt: system("ioctl", "iii"),
  fanotify_init: system("fanotify_init", "ii"),
  fcntl: system("fcntl", "iii"),
  fchownat: system("fchownat", "isiii"),
  openByHandle: system("open_by_handle_at", "ipi"),
} as const;

const { O_RDWR, O_CREAT, O_CLOEXEC, O_RDONLY, O_DIRECT, O_TMPFILE, O_DIRECTORY } = openFlags;
const EINVAL = 22;
const EPERM = 1;

/** user::rw-, user:1:rw-, group::r--, mask::rw-, other::r-- as in linux/posix_acl_xattr.h */
const acl = Buffer.from(
  "0200000001000600ffffffff020006000100000004000400ffffffff10000600ffffffff20000400ffffffff",
  "hex",
);

/** `file` and `directory` are in upper, `below` is a file in the first lower: mostly the filesystem of upper decides. */
type Trial = (file: string, directory: string, below: string) => boolean;

const trials: Readonly<Record<string, Trial>> = {
  uids: (file) =>
    call.fchownat(AT_FDCWD, file, 1000, 1000, 0) === 0 &&
    attempt(() => withCredentials({ uid: 1000, gid: 1000 }, () => 0)),
  trusted_xattr: (file) => xattr(file, "trusted.trial"),
  user_xattr: (file) => xattr(file, "user.trial"),
  security_xattr: (file) => xattr(file, "security.trial"),
  large_xattrs: (file, _, below) => [file, below].every(takesLargeXattr),
  acl: (file) => call.setxattr(file, "system.posix_acl_access", acl, acl.length, 0) === 0,
  lower_acls: (_, __, below) =>
    call.setxattr(below, "system.posix_acl_access", acl, acl.length, 0) === 0,
  mknod: (_, directory) =>
    call.mknodat(AT_FDCWD, `${directory}/device`, 0o020644, deviceNumber(1, 3)) === 0,
  mounts: () => true,
  idmapped_mounts: (_, directory) =>
    closing(idmappedClone(directory, [{ inside: 0, outside: 1000, count: 10 }])),
  handles: (file) => withFile(file, O_RDONLY, (fd) => handle(file, fd)),
  dnotify: (_, directory) => withFile(directory, O_RDONLY, tellsChanges),
  fanotify: () => closing(call.fanotify_init(0, O_RDONLY | O_CLOEXEC)),
  inode_flags: (file) => withFile(file, O_RDONLY, (fd) => flags(fd, 0x40) && flags(fd, 0)),
  immutable: (file) => withFile(file, O_RDONLY, (fd) => flags(fd, 0x10) && flags(fd, 0)),
  fs_verity: (file, _, below) => [file, below].every((each) => takesVerity(`${each}-verity`)),
  casefold: (_, directory, below) =>
    [directory, dirname(below)].every((each) => foldsCase(`${each}/folded`)),
  extents: (file, _, below) =>
    [file, below].every((each) => withFile(each, O_RDONLY, (fd) => mapped(fd) >= 0)),
  reflink: (file, directory) =>
    withFile(file, O_RDONLY, (from) =>
      withFile(
        `${directory}/clone`,
        O_RDWR | O_CREAT,
        (to) => call.ioctlInt(to, 0x40049409, from) === 0,
      ),
    ),
  quota: (_, directory) =>
    setQuota(directory, 2 ** 40) === 0 && setQuota(directory, undefined) === 0,
  direct_io: (file) => withFile(file, O_RDONLY | O_DIRECT, () => true),
  io_uring: () => givesRings(),
  tmpfile: (_, directory) => closing(calls.openat(AT_FDCWD, directory, O_TMPFILE | O_RDWR, 0o600)),
  leases: (file) => withFile(file, O_RDONLY, (fd) => call.fcntl(fd, 1024, 0) === 0),
  concurrency: () => true,
  multi_lower: () => true,
  index_over_lowers: () => true,
  lower_special_links: () => true,
  layers_on_disk: () => true,
  lower_marks: () => true,
  exact_times: (file) => keepsTimes(file),
  writable_lowers: () => true,
  creat_directory_refused: (_, directory) =>
    calls.openat(AT_FDCWD, `${directory}/none`, O_CREAT | O_DIRECTORY | O_CLOEXEC, 0o600) ===
    -EINVAL,
  socket_xattrs: (_, directory) => xattrOfSocket(directory) === 0,
  sockets_refuse_xattrs: (_, directory) => xattrOfSocket(directory) === -EPERM,
};

/** Features of the machine, by trials in `layers.upper`. What the trials make goes with the layers. */
export function machineFeatures(layers: Layers): FeatureSet {
  const directory = layers.upper;
  const file = trialFile(directory);
  const below = trialFile(layers.lowers[0] ?? directory);
  return Object.fromEntries(
    Object.entries(trials).map(([feature, trial]) => [feature, trial(file, directory, below)]),
  );
}

function trialFile(directory: string): string {
  const file = `${directory}/trial`;
  const fd = calls.openat(AT_FDCWD, file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644);
  calls.write(fd, Buffer.from("trial"), 5);
  calls.close(fd);
  return file;
}

/** Both times, to the nanosecond. */
function keepsTimes(file: string): boolean {
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

function xattr(file: string, name: string, size = 1): boolean {
  return call.setxattr(file, name, Buffer.alloc(size, "1"), size, 0) === 0;
}

/** It goes again: there may be no room beside it for what others try. */
function takesLargeXattr(file: string): boolean {
  return xattr(file, "user.large", 4000) && call.removexattr(file, "user.large") === 0;
}

/** What setting an attribute of a new socket answers. */
function xattrOfSocket(directory: string): number {
  const path = `${directory}/socket`;
  call.mknodat(AT_FDCWD, path, 0o140644, 0);
  return call.setxattr(path, "user.trial", Buffer.from("1"), 1, 0);
}

function withFile(path: string, how: number, use: (fd: number) => boolean): boolean {
  const fd = calls.openat(AT_FDCWD, path, how | O_CLOEXEC, 0o600);
  if (fd < 0) return false;
  try {
    return use(fd);
  } finally {
    calls.close(fd);
  }
}

function closing(fd: number): boolean {
  if (fd < 0) return false;
  calls.close(fd);
  return true;
}

function attempt(action: () => unknown): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}

function takesVerity(path: string): boolean {
  withFile(path, O_RDWR | O_CREAT, () => true);
  return withFile(path, O_RDONLY, (fd) => enableVerity(fd) === 0);
}

/** An empty directory, there and then. */
function foldsCase(path: string): boolean {
  call.mkdirat(AT_FDCWD, path, 0o700);
  return withFile(path, O_RDONLY, (fd) => flags(fd, 0x40000000));
}

/** FS_IOC_SETFLAGS */
function flags(fd: number, value: number): boolean {
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

function handle(file: string, mount: number): boolean {
  const b = handleBuffer();
  const id = Buffer.alloc(8);
  return (
    calls.nameToHandle(AT_FDCWD, file, b, id, 0) === 0 &&
    closing(call.openByHandle(mount, b, O_RDONLY))
  );
}
