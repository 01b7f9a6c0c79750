/** A library may answer at once or later. */
export type Awaitable<T> = T | Promise<T>;

/**
 * File operations of an in-process subject, in the shape of `node:fs/promises`. Every one may be absent: what the
 * adapter declares as a lack is never tried, what it forgot to declare answers ENOSYS. Paths are absolute.
 */
export interface FileSystem {
  open?(path: string, flags: number, mode?: number): Awaitable<Handle>;
  mkdir?(path: string, mode: number): Awaitable<void>;
  mknod?(path: string, mode: number, major: number, minor: number): Awaitable<void>;
  symlink?(target: string, path: string): Awaitable<void>;
  link?(from: string, to: string): Awaitable<void>;
  unlink?(path: string): Awaitable<void>;
  rmdir?(path: string): Awaitable<void>;
  rename?(from: string, to: string): Awaitable<void>;
  readdir?(path: string): Awaitable<readonly string[]>;
  readlink?(path: string): Awaitable<string>;
  stat?(path: string): Awaitable<Stats>;
  lstat?(path: string): Awaitable<Stats>;
  access?(path: string, mode: number): Awaitable<void>;
  chmod?(path: string, mode: number): Awaitable<void>;
  chown?(path: string, uid: number, gid: number): Awaitable<void>;
  lchown?(path: string, uid: number, gid: number): Awaitable<void>;
  truncate?(path: string, length: number): Awaitable<void>;
  /** Seconds since the epoch, with a fraction. */
  utimes?(path: string, atime: number, mtime: number): Awaitable<void>;
  lutimes?(path: string, atime: number, mtime: number): Awaitable<void>;
  setxattr?(path: string, name: string, value: Uint8Array, flags: number): Awaitable<void>;
  getxattr?(path: string, name: string): Awaitable<Uint8Array>;
  listxattr?(path: string): Awaitable<readonly string[]>;
  removexattr?(path: string, name: string): Awaitable<void>;
  /** Frees what a layer holds, after the last use of it. */
  close?(): Awaitable<void>;
}

export interface Handle {
  read(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number | null,
  ): Awaitable<{ readonly bytesRead: number }>;
  write?(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number | null,
  ): Awaitable<{ readonly bytesWritten: number }>;
  stat?(): Awaitable<Stats>;
  truncate?(length: number): Awaitable<void>;
  chmod?(mode: number): Awaitable<void>;
  chown?(uid: number, gid: number): Awaitable<void>;
  /** Seconds since the epoch, with a fraction. */
  utimes?(atime: number, mtime: number): Awaitable<void>;
  sync?(): Awaitable<void>;
  close(): Awaitable<void>;
}

/** A part of `node:fs`'s Stats. `mode` holds the type bits of stat(2). */
export interface Stats {
  readonly mode: number;
  readonly size: number;
  readonly nlink?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly ino?: number;
  readonly dev?: number;
  readonly rdev?: number;
  readonly mtimeMs?: number;
  readonly atimeMs?: number;
  readonly ctimeMs?: number;
}
