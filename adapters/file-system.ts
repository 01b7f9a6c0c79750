/**
 * File operations of an in-process subject, in the shape of `node:fs/promises`. Every one may be absent: what the
 * adapter declares as a lack is never tried, what it forgot to declare answers ENOSYS. Paths are absolute.
 */
export interface FileSystem {
  open?(path: string, flags: number, mode?: number): Promise<Handle>;
  mkdir?(path: string, mode: number): Promise<void>;
  mknod?(path: string, mode: number, major: number, minor: number): Promise<void>;
  symlink?(target: string, path: string): Promise<void>;
  link?(from: string, to: string): Promise<void>;
  unlink?(path: string): Promise<void>;
  rmdir?(path: string): Promise<void>;
  rename?(from: string, to: string): Promise<void>;
  readdir?(path: string): Promise<readonly string[]>;
  readlink?(path: string): Promise<string>;
  stat?(path: string): Promise<Stats>;
  lstat?(path: string): Promise<Stats>;
  access?(path: string, mode: number): Promise<void>;
  chmod?(path: string, mode: number): Promise<void>;
  chown?(path: string, uid: number, gid: number): Promise<void>;
  lchown?(path: string, uid: number, gid: number): Promise<void>;
  truncate?(path: string, length: number): Promise<void>;
  /** Seconds since the epoch, with a fraction. */
  utimes?(path: string, atime: number, mtime: number): Promise<void>;
  lutimes?(path: string, atime: number, mtime: number): Promise<void>;
  setxattr?(path: string, name: string, value: Uint8Array, flags: number): Promise<void>;
  getxattr?(path: string, name: string): Promise<Uint8Array>;
  listxattr?(path: string): Promise<readonly string[]>;
  removexattr?(path: string, name: string): Promise<void>;
  /** Frees what a layer holds, after the last use of it. */
  close?(): Promise<void>;
}

export interface Handle {
  read(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number | null,
  ): Promise<{ readonly bytesRead: number }>;
  write?(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number | null,
  ): Promise<{ readonly bytesWritten: number }>;
  stat?(): Promise<Stats>;
  truncate?(length: number): Promise<void>;
  chmod?(mode: number): Promise<void>;
  chown?(uid: number, gid: number): Promise<void>;
  /** Seconds since the epoch, with a fraction. */
  utimes?(atime: number, mtime: number): Promise<void>;
  sync?(): Promise<void>;
  close(): Promise<void>;
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
}
