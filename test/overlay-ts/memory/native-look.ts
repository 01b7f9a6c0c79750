import { Buffer } from "node:buffer";
import { AT_FDCWD, AT_SYMLINK_NOFOLLOW, calls } from "../../../harness/agent/calls.ts";
import { openFlags } from "../../../harness/agent/constants.ts";
import { errnoName } from "../../../harness/agent/errno-table.ts";
import {
  readDirents,
  readNames,
  readStatx,
  statxMask,
  statxSize,
} from "../../../harness/agent/structs.ts";
import type { Seen } from "./machine.ts";

const { O_DIRECTORY, O_NOATIME } = openFlags;

export function done(result: number): unknown {
  return result < 0 ? errnoName(-result) : undefined;
}

export function counted(result: number): unknown {
  return result < 0 ? errnoName(-result) : result;
}

export function xattr(path: string, name: string): unknown {
  const b = Buffer.alloc(65536);
  const n = calls.lgetxattr(path, name, b, b.length);
  return n < 0 ? done(n) : b.toString("hex", 0, n);
}

export function entries(fd: number): ReturnType<typeof readDirents> {
  const b = Buffer.alloc(65536);
  const n = calls.getdents64(fd, b, b.length);
  return n <= 0 ? [] : readDirents(b, n);
}

export function status(path: string, flags: number): ReturnType<typeof readStatx> {
  const b = Buffer.alloc(statxSize);
  calls.statx(AT_FDCWD, path, flags, statxMask, b);
  return readStatx(b);
}

export function look(root: string, path: string): readonly Seen[] {
  const at = root + path;
  const x = status(at, AT_SYMLINK_NOFOLLOW);
  const { mode, nlink, uid, gid, size, blocks, blksize } = x;
  const rdev = ((x.rdev[0] << 20) | x.rdev[1]) >>> 0;
  const b = Buffer.alloc(4096);
  const names = readNames(b, Math.max(0, calls.llistxattr(at, b, b.length)));
  const seen = {
    path: path || "/",
    attributes: { mode, nlink, uid, gid, size, blocks, blksize, rdev, ino: Number(x.ino) },
    times: [x.atime, x.mtime, x.ctime, x.btime].map(
      ({ sec, nsec }) => BigInt(sec) * 1_000_000_000n + BigInt(nsec),
    ),
    xattrs: names.map((name) => `${name}=${String(xattr(at, name))}`),
  };
  const type = mode & 0o170000;
  if (type === 0o100000) return [{ ...seen, content: content(at, size) }];
  return type === 0o040000 ? [seen, ...children(root, path)] : [seen];
}

function content(path: string, size: number): string {
  const fd = calls.openat(AT_FDCWD, path, O_NOATIME, 0);
  const b = Buffer.alloc(Math.min(size, 65536), 0xff);
  calls.pread64(fd, b, b.length, 0);
  calls.close(fd);
  return b.toString("latin1");
}

function children(root: string, path: string): readonly Seen[] {
  const fd = calls.openat(AT_FDCWD, root + path, O_DIRECTORY | O_NOATIME, 0);
  const found = entries(fd);
  calls.close(fd);
  return found.slice(2).flatMap(({ name }) => look(root, `${path}/${name}`));
}
