import type { Credentials } from "./credentials.ts";
import type { FileSystem } from "./filesystem.ts";
import type { XattrList } from "./xattr-list.ts";

/*
 * The one interface of everything here that is a filesystem: the memory store and the directory store implement it, the
 * overlay implements it, and the overlay asks nothing more of its layers. So an overlay can be a layer of another one.
 *
 * Its calls are what remains when the VFS has done its part: names are single components, permissions and types have
 * been checked by the caller (vfs/), owners and modes of new inodes are decided. Errors are thrown by `fail`.
 */

/** Nanoseconds since the epoch. */
export type Time = bigint;

/** struct kstat. Devices are MKDEV numbers, `blocks` are of 512 bytes. */
export interface Attributes {
  /** With the type bits. */
  readonly mode: number;
  readonly nlink: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly rdev: number;
  readonly ino: bigint;
  readonly dev: number;
  readonly blocks: number;
  readonly blksize: number;
  readonly atime: Time;
  readonly mtime: Time;
  readonly ctime: Time;
  readonly btime: Time;
}

/** What a change of attributes sets; the change time becomes now in any case. `mode` is without type bits. */
export interface AttributeChange {
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly size?: number;
  readonly atime?: Time;
  readonly mtime?: Time;
  /** Both times are the present one: that is a lesser change than any other. */
  readonly touch?: true;
}

/** A new inode of any type: everything about it is decided. */
export interface Creation {
  /** With the type bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Of device nodes. */
  readonly rdev?: number;
  /** Of symbolic links. */
  readonly target?: string;
  /** POSIX ACLs by inheritance, in their xattr form. */
  readonly xattrs?: ReadonlyMap<string, Uint8Array>;
}

/** FS_*_FL of linux/fs.h, and the project id. */
export interface FileFlags {
  readonly flags: number;
  readonly projid: number;
}

export const RENAME_NOREPLACE = 1;
export const RENAME_EXCHANGE = 2;
/** Leaves a whiteout at the old name, in the same step. */
export const RENAME_WHITEOUT = 4;

export const XATTR_CREATE = 1;
export const XATTR_REPLACE = 2;

/** Where a directory stands. The root of a filesystem, and what was removed, has none. */
export interface Standing {
  readonly parent: Inode;
  readonly name: string;
}

/** One object for one inode, as long as anybody holds it: identity is comparison by `===`. */
export interface Inode {
  readonly filesystem: FileSystem;
  /** Names that lead to it, as its filesystem counts them: stat(2) may show another number. */
  readonly nlink: number;
  /**
   * Where a filesystem goes by the name of several that an inode was reached by: the one it was reached by last. Who has
   * it open says again by which one.
   */
  alias?: unknown;
  getattr(): Attributes;
  setattr(change: AttributeChange): void;
  /** Whether `who` may: MAY_EXEC 1, MAY_WRITE 2, MAY_READ 4. Throws EACCES, or EROFS, EPERM for what is immutable. */
  permission(mask: number, who: Credentials): void;
  /** A read of data, names or target took place: the access time changes by the rules of relatime. */
  accessed(): void;

  /** undefined where there is no such name. Never `.` or `..`. ENAMETOOLONG. */
  lookup(name: string): Inode | undefined;
  /** EEXIST is the caller's to find out; it may be thrown all the same. */
  create(name: string, creation: Creation): Inode;
  link(name: string, inode: Inode): void;
  unlink(name: string): void;
  /** ENOTEMPTY */
  rmdir(name: string): void;
  /** What `newName` has in `newParent` goes, or changes places: ENOTEMPTY, EXDEV, EINVAL for flags it does not know. */
  rename(name: string, newParent: Inode, newName: string, flags: number): void;
  /** An inode without a name, for O_TMPFILE; `link` gives it one. EOPNOTSUPP */
  tmpfile(creation: Creation): Inode;
  /** Of a directory. */
  standing(): Standing | undefined;

  readlink(): string;

  /** undefined where it is not set. EOPNOTSUPP for a namespace that the filesystem does not keep. */
  getxattr(name: string): Uint8Array | undefined;
  /** EEXIST and ENODATA by the flags. */
  setxattr(name: string, value: Uint8Array, flags: number): void;
  /** ENODATA, but not for an access control list: of that it is enough that it is not there. */
  removexattr(name: string): void;
  /** @param trusted whether those of `trusted.` are among them: only a few may know of them */
  listxattr(trusted: boolean): XattrList;

  /** FS_IMMUTABLE_FL and FS_APPEND_FL, as far as the inode resists by them; 0 where the filesystem has no flags. */
  guards(): number;
  /** ENOTTY where the filesystem has none. */
  fileFlags(): FileFlags;
  setFileFlags(flags: FileFlags): void;

  /** Of a regular file. `flags` are those of open(2), without creation. */
  open(flags: number, who: Credentials): OpenFile;
  /** Of a directory. */
  openDirectory(flags: number, who: Credentials): OpenDirectory;
}

/** What is behind a descriptor. The offset is the caller's, except where a filesystem has to know of it. */
export interface Opened {
  readonly inode: Inode;
  sync(dataOnly: boolean): void;
  /** The last descriptor was closed. */
  release(): void;
}

export interface OpenFile extends Opened {
  /** At most `into.length` bytes from `position`; 0 at the end. */
  read(into: Uint8Array, position: number): number;
  write(from: Uint8Array, position: number): number;
  /** fallocate(2). EOPNOTSUPP for modes that the filesystem does not know. */
  allocate(mode: number, offset: number, length: number): void;
  /** SEEK_DATA and SEEK_HOLE. ENXIO beyond the end. */
  seek(offset: number, what: "data" | "hole"): number;
  /** FICLONE, FICLONERANGE. EOPNOTSUPP, EXDEV, EINVAL */
  clone(from: OpenFile, fromOffset: number, length: number, toOffset: number): void;
  /** The file whose pages a mapping shows: where an overlay has a real file, that of now. */
  mapped(): OpenFile;
}

export interface OpenDirectory extends Opened {
  /**
   * Emits entries, `.` and `..` among them, from a position that was 0 or given as the `next` of an entry; stops where
   * `emit` answers false, and that entry is emitted again by the next call.
   */
  iterate(position: bigint, emit: (entry: DirectoryEntry, next: bigint) => boolean): void;
  /** lseek(2) of a directory: gives the new position. `whence`: SEEK_SET 0, SEEK_CUR 1, SEEK_END 2. EINVAL */
  seekDirectory(position: bigint, offset: bigint, whence: number): bigint;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly ino: bigint;
  /** The type bits of a mode; 0 where the filesystem does not tell. */
  readonly type: number;
}
