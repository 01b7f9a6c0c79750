import { Buffer } from "node:buffer";
import { AT_FDCWD, AT_SYMLINK_NOFOLLOW, calls } from "../../../harness/agent/calls.ts";
import { openFlags } from "../../../harness/agent/constants.ts";
import { readStatfs, statfsSize } from "../../../harness/agent/stat.ts";
import { type Stamp, deviceNumber, formatOf, timespecs } from "../../../harness/agent/structs.ts";
import { system } from "../../../harness/agent/syscalls.ts";
import { minorOf, majorOf } from "../../../adapters/overlay-ts/vfs/mode.ts";
import type { Machine } from "./machine.ts";
import { counted, done, entries, look, status, xattr } from "./native-look.ts";

const call = {
  mknodat: system("mknodat", "isii"),
  symlinkat: system("symlinkat", "sis"),
  linkat: system("linkat", "isisi"),
  renameat2: system("renameat2", "isisi"),
  fchmodat: system("fchmodat", "isi"),
  fchownat: system("fchownat", "isiii"),
  truncate: system("truncate", "si"),
  ftruncate: system("ftruncate", "ii"),
  pwrite64: system("pwrite64", "ipii"),
  fallocate: system("fallocate", "iiii"),
  lseek: system("lseek", "iii"),
  ioctl: system("ioctl", "iii"),
  ioctlBytes: system("ioctl", "iip"),
  lsetxattr: system("lsetxattr", "sspii"),
  lremovexattr: system("lremovexattr", "ss"),
  statfs: system("statfs", "sp"),
  nameToHandle: system("name_to_handle_at", "isppi"),
  openByHandle: system("open_by_handle_at", "ipi"),
} as const;

const { O_RDWR, O_DIRECTORY, O_NOATIME, O_TMPFILE } = openFlags;
const AT_SYMLINK_FOLLOW = 0x400;
const FICLONE = 0x40049409;
const FS_IOC_GETFLAGS = 0x80086601;
const FS_IOC_SETFLAGS = 0x40086602;
const SEEK_DATA = 3;
const SEEK_HOLE = 4;

/** A real tmpfs that is mounted at `root`. */
export function native(root: string): Machine {
  const files = new Map<string, number>();
  const handles = new Map<string, Buffer>();
  const at = (path: string) => root + path;
  const fd = (slot: string) => files.get(slot) ?? -1;
  const keep = (slot: string, result: number) => {
    files.set(slot, result);
    return done(result);
  };
  return {
    create: (path, mode, rdev = 0) =>
      done(
        (mode & 0o170000) === 0o040000
          ? calls.mkdirat(AT_FDCWD, at(path), mode & 0o7777)
          : call.mknodat(AT_FDCWD, at(path), mode, deviceNumber(majorOf(rdev), minorOf(rdev))),
      ),
    symlink: (target, path) => done(call.symlinkat(target, AT_FDCWD, at(path))),
    link: (from, to) => done(call.linkat(AT_FDCWD, at(from), AT_FDCWD, at(to), 0)),
    unlink: (path) => done(calls.unlinkat(AT_FDCWD, at(path), 0)),
    rmdir: (path) => done(calls.unlinkat(AT_FDCWD, at(path), 0x200)),
    rename: (from, to, flags = 0) =>
      done(call.renameat2(AT_FDCWD, at(from), AT_FDCWD, at(to), flags)),
    readlink(path) {
      const b = Buffer.alloc(4096);
      const n = calls.readlinkat(AT_FDCWD, at(path), b, b.length);
      return n < 0 ? done(n) : b.toString("utf8", 0, n);
    },
    setattr(path, { mode, uid, gid, size, atime, mtime }) {
      if (mode !== undefined) return done(call.fchmodat(AT_FDCWD, at(path), mode));
      if (size !== undefined) return done(call.truncate(at(path), size));
      if (uid !== undefined || gid !== undefined)
        return done(call.fchownat(AT_FDCWD, at(path), uid ?? -1, gid ?? -1, AT_SYMLINK_NOFOLLOW));
      const times = timespecs([stamp(atime), stamp(mtime)]);
      return done(calls.utimensat(AT_FDCWD, at(path), times, AT_SYMLINK_NOFOLLOW));
    },
    open(slot, path) {
      const directory = calls.openat(AT_FDCWD, at(path), O_DIRECTORY, 0);
      return keep(slot, directory < 0 ? calls.openat(AT_FDCWD, at(path), O_RDWR, 0) : directory);
    },
    tmpfile: (slot, directory) =>
      keep(slot, calls.openat(AT_FDCWD, at(directory), O_TMPFILE | O_RDWR, 0o600)),
    name: (slot, path) =>
      done(
        call.linkat(AT_FDCWD, `/proc/self/fd/${fd(slot)}`, AT_FDCWD, at(path), AT_SYMLINK_FOLLOW),
      ),
    close: (slot) => done(calls.close(fd(slot))),
    read(slot, length, position) {
      const b = Buffer.alloc(length);
      const n = calls.pread64(fd(slot), b, length, position);
      return n < 0 ? done(n) : b.toString("latin1", 0, n);
    },
    write: (slot, bytes, position) =>
      counted(call.pwrite64(fd(slot), bytes, bytes.length, position)),
    truncate: (slot, size) => done(call.ftruncate(fd(slot), size)),
    allocate: (slot, mode, offset, length) => done(call.fallocate(fd(slot), mode, offset, length)),
    seek: (slot, offset, what) =>
      counted(call.lseek(fd(slot), offset, what === "data" ? SEEK_DATA : SEEK_HOLE)),
    clone: (from, to) => done(call.ioctl(fd(to), FICLONE, fd(from))),
    list(slot, position, count = 100) {
      call.lseek(fd(slot), position, 0);
      return entries(fd(slot))
        .slice(0, count)
        .map(({ name, ino, type, off }) => [name, Number(ino), formatOf(type) >> 12, Number(off)]);
    },
    seekDirectory(slot, position, offset, whence) {
      call.lseek(fd(slot), position, 0);
      return counted(call.lseek(fd(slot), offset, whence));
    },
    getxattr: (path, name) => xattr(at(path), name),
    setxattr: (path, name, value, flags = 0) =>
      done(call.lsetxattr(at(path), name, value, value.length, flags)),
    removexattr: (path, name) => done(call.lremovexattr(at(path), name)),
    setFlags: (path, flags) => ioctl(at(path), FS_IOC_SETFLAGS, flags),
    getFlags: (path) => ioctl(at(path), FS_IOC_GETFLAGS, 0),
    handle(slot, path) {
      const b = Buffer.alloc(8 + 128);
      b.writeUInt32LE(128, 0);
      const result = call.nameToHandle(AT_FDCWD, at(path), b, Buffer.alloc(4), 0);
      handles.set(slot, b);
      return result < 0 ? done(result) : [b.readInt32LE(4), b.readUInt32LE(0)];
    },
    find(slot) {
      const mount = calls.openat(AT_FDCWD, root, O_DIRECTORY | O_NOATIME, 0);
      const found = call.openByHandle(mount, handles.get(slot) ?? null, 0);
      const ino = found < 0 ? done(found) : Number(status(`/proc/self/fd/${found}`, 0).ino);
      if (found >= 0) calls.close(found);
      calls.close(mount);
      return ino;
    },
    status() {
      const b = Buffer.alloc(statfsSize);
      call.statfs(root, b);
      const {
        fsid: _fsid,
        flags: _flags,
        type,
        ...rest
      } = readStatfs(b) as Record<string, unknown>;
      return { ...rest, type: Number.parseInt(String(type), 16) };
    },
    look: () => look(root, ""),
  };
}

function stamp(time: bigint | undefined): Stamp | "omit" {
  if (time === undefined) return "omit";
  return { sec: Number(time / 1_000_000_000n), nsec: Number(time % 1_000_000_000n) };
}

function ioctl(path: string, request: number, flags: number): unknown {
  const fd = calls.openat(AT_FDCWD, path, openFlags.O_NONBLOCK | O_NOATIME, 0);
  const b = Buffer.alloc(8);
  b.writeUInt32LE(flags, 0);
  const result = call.ioctlBytes(fd, request, b);
  calls.close(fd);
  return request === FS_IOC_SETFLAGS || result < 0 ? done(result) : b.readUInt32LE(0);
}
