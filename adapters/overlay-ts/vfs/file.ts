import type { Credentials } from "./credentials.ts";
import type { FileSystem } from "./filesystem.ts";
import type { Inode } from "./inode.ts";
import type { Path } from "./mount.ts";
import { fail } from "./posix-error.ts";

/* struct file: what descriptors share after dup(2). Source: open(2) */

export const O_ACCMODE = 3;
export const O_RDONLY = 0;
export const O_WRONLY = 1;
export const O_RDWR = 2;

/**
 * One open file. Each kind overrides what it can do; the rest answers as Linux does for a file without that operation.
 */
export class File {
  /** Undefined of what no path leads to. */
  readonly path: Path | undefined;
  /** Those of open(2) that F_GETFL shows. */
  flags: number;
  /** Of who opened it. */
  readonly who: Credentials;
  /** How many descriptors and mappings there are. */
  references = 1;

  constructor(path: Path | undefined, flags: number, who: Credentials) {
    this.path = path;
    this.flags = flags;
    this.who = who;
  }

  /** The fourth access mode gives neither: who has it may only ask for more by ioctl(2). */
  get readable(): boolean {
    const access = this.flags & O_ACCMODE;
    return access === O_RDONLY || access === O_RDWR;
  }

  get writable(): boolean {
    const access = this.flags & O_ACCMODE;
    return access === O_WRONLY || access === O_RDWR;
  }

  has(flag: number): boolean {
    return (this.flags & flag) !== 0;
  }

  /** @throws EBADF where nothing of a filesystem is behind it */
  get inode(): Inode {
    return this.path?.inode ?? fail("EBADF");
  }

  get filesystem(): FileSystem {
    return this.inode.filesystem;
  }

  /** What it keeps in use. */
  get held(): Path | undefined {
    return this.path;
  }

  /** fsync(2). EINVAL where nothing of a filesystem is behind it. */
  sync(_dataOnly: boolean): void {
    fail("EINVAL");
  }

  /** At the offset of the file where no position is given. */
  read(_into: Uint8Array, _position?: number): number {
    return fail("EINVAL");
  }

  write(_from: Uint8Array, _position?: number): number {
    return fail("EINVAL");
  }

  /** Whether reading and writing at a position makes sense. */
  get seekable(): boolean {
    return false;
  }

  seek(_offset: number, _whence: number): number {
    return fail("ESPIPE");
  }

  /** The last descriptor and the last mapping are gone. */
  release(): void {}
}

/** An O_PATH descriptor: it only says where. */
export class PathFile extends File {
  override readonly path: Path;

  constructor(path: Path, flags: number, who: Credentials) {
    super(path, flags, who);
    this.path = path;
  }
}
