import { mayAccess } from "../vfs/access.ts";
import { lookup } from "../vfs/at.ts";
import { type TimeChange, chmod, chown, truncate, utimens } from "../vfs/attributes.ts";
import type { FileSystemStatus } from "../vfs/filesystem-status.ts";
import { AT_FDCWD, type Process } from "../vfs/process.ts";
import { getxattr, listxattr, removexattr, setxattr } from "../vfs/xattr.ts";
import { called } from "./overlay-error.ts";
import { Stats } from "./stats.ts";

/** A time: in seconds as node takes it, in nanoseconds, or a Date. */
export type TimeLike = number | bigint | Date;

function timeOf(time: TimeLike): TimeChange {
  if (typeof time === "bigint") return time;
  const milliseconds = typeof time === "number" ? time * 1000 : time.getTime();
  return BigInt(Math.round(milliseconds * 1000)) * 1000n;
}

/** Calls about the attributes of objects: all take absolute paths, and throw OverlayError. */
export function attributeCalls(process: Process) {
  const on = (path: string, follow = true) => lookup(process, AT_FDCWD, path, follow);
  return {
    stat: (path: string): Stats => called("stat", () => new Stats(on(path).inode.getattr()), path),
    lstat: (path: string): Stats =>
      called("lstat", () => new Stats(on(path, false).inode.getattr()), path),
    /** `mode` of access(2): R_OK 4, W_OK 2, X_OK 1; 0 asks only whether it is there. */
    access(path: string, mode = 0): void {
      called("access", () => mayAccess(on(path), mode, process.who), path);
    },
    chmod(path: string, mode: number): void {
      called("chmod", () => chmod(process, on(path), mode), path);
    },
    /** -1 leaves an id as it is. */
    chown(path: string, uid: number, gid: number): void {
      called("chown", () => chown(process, on(path), uid, gid), path);
    },
    lchown(path: string, uid: number, gid: number): void {
      called("lchown", () => chown(process, on(path, false), uid, gid), path);
    },
    utimes(path: string, atime: TimeLike, mtime: TimeLike): void {
      called("utime", () => utimens(process, on(path), timeOf(atime), timeOf(mtime)), path);
    },
    lutimes(path: string, atime: TimeLike, mtime: TimeLike): void {
      called("lutime", () => utimens(process, on(path, false), timeOf(atime), timeOf(mtime)), path);
    },
    truncate(path: string, length = 0): void {
      called("truncate", () => truncate(process, on(path), length), path);
    },
    statfs: (path: string): FileSystemStatus =>
      called("statfs", () => on(path).inode.filesystem.status(), path),
    getxattr: (path: string, name: string): Uint8Array =>
      called("getxattr", () => getxattr(process, on(path, false), name), path),
    /** `flags`: XATTR_CREATE 1, XATTR_REPLACE 2. */
    setxattr(path: string, name: string, value: Uint8Array, flags = 0): void {
      called("setxattr", () => setxattr(process, on(path, false), name, value, flags), path);
    },
    removexattr(path: string, name: string): void {
      called("removexattr", () => removexattr(process, on(path, false), name), path);
    },
    listxattr: (path: string): readonly string[] =>
      called("listxattr", () => listxattr(process, on(path, false)), path),
  };
}
