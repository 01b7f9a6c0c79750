import { type Acl, parseAcl } from "../vfs/acl.ts";
import type { Credentials } from "../vfs/credentials.ts";
import type {
  AttributeChange,
  Attributes,
  Creation,
  FileFlags,
  FileSystem,
  Inode,
  Time,
} from "../vfs/inode.ts";
import { S_IFMT, isDirectory, isRegular } from "../vfs/mode.ts";
import { type Guarded, MAY_WRITE, genericPermission, writable } from "../vfs/permission.ts";
import { fail } from "../vfs/posix-error.ts";
import { AccessLists } from "./access-lists.ts";
import type { Budget } from "./budget.ts";
import { FS_IMMUTABLE_FL, FS_NOATIME_FL, SETTABLE_FLAGS, inheritedFlags } from "./file-flags.ts";
import { PAGE_SIZE, Pages } from "./pages.ts";
import { relativeAtime } from "./relatime.ts";
import { Xattrs } from "./xattrs.ts";

/** What inodes need of the filesystem they are on. */
export interface Store extends FileSystem {
  /** Pages of content. */
  readonly pages: Budget;
  /** Bytes that inodes, names and extended attributes take. */
  readonly inodes: Budget;
  /** By number: those that have a name or are open. Handles find them. */
  readonly alive: Map<bigint, Node & Inode>;
  /** Numbers of inodes, in their order. */
  nextIno(): bigint;
  now(): Time;
}

/** Of a directory: each name, `.` and `..` among them, counts as this many bytes. */
const ENTRY_SIZE = 20;
/** A longer target takes a page. */
const SHORT_TARGET = 127;
const BLOCKS_PER_PAGE = PAGE_SIZE / 512;

/** What an inode is by itself: attributes, extended attributes, content; names are the inode's in inode.ts. */
export abstract class Node implements Guarded {
  readonly filesystem: Store;
  readonly ino: bigint;
  /** Tells an inode from an earlier one of the same number. */
  readonly generation = Math.floor(Math.random() * 0x1_0000_0000);
  readonly rdev: number;
  /** Of a regular file. */
  readonly pages: Pages | undefined;
  mode: number;
  uid: number;
  gid: number;
  nlink = 0;
  mtime: Time;
  ctime: Time;
  protected readonly target: string;
  readonly #xattrs: Xattrs;
  readonly #targetSize: number;
  readonly #birth: Time;
  readonly #acls = new AccessLists();
  #atime: Time;
  #flags: number;

  /** Of a directory: how many names it has. */
  protected abstract get names(): number;

  constructor(filesystem: Store, creation: Creation, parent?: Node) {
    this.filesystem = filesystem;
    this.ino = filesystem.nextIno();
    const { mode, uid, gid, rdev = 0, target = "" } = creation;
    this.mode = mode;
    this.uid = uid;
    this.gid = gid;
    this.rdev = rdev;
    this.target = target;
    this.#targetSize = Buffer.byteLength(target);
    if (isRegular(mode)) this.pages = new Pages(filesystem.pages);
    this.#xattrs = new Xattrs(filesystem.inodes);
    this.#flags = parent === undefined ? 0 : inheritedFlags(parent.#flags);
    const now = filesystem.now();
    this.#birth = now;
    this.#atime = now;
    this.mtime = now;
    this.ctime = now;
    for (const [name, value] of creation.xattrs ?? []) this.#acls.inherit(name, value);
  }

  get size(): number {
    if (isDirectory(this.mode)) return (this.names + 2) * ENTRY_SIZE;
    return this.pages?.size ?? this.#targetSize;
  }

  /** Pages of the budget that it takes. */
  get pageCount(): number {
    return this.pages?.count ?? (this.#targetSize > SHORT_TARGET ? 1 : 0);
  }

  /** Bytes of the budget that its extended attributes take. */
  get xattrSpace(): number {
    return this.#xattrs.space;
  }

  getattr(): Attributes {
    return {
      mode: this.mode,
      nlink: this.nlink,
      uid: this.uid,
      gid: this.gid,
      size: this.size,
      rdev: this.rdev,
      ino: this.ino,
      dev: this.filesystem.device,
      blocks: this.pageCount * BLOCKS_PER_PAGE,
      blksize: PAGE_SIZE,
      atime: this.#atime,
      mtime: this.mtime,
      ctime: this.ctime,
      btime: this.#birth,
    };
  }

  /** truncate(2) to the size that it has changes no time of a file without pages. */
  setattr(change: AttributeChange): void {
    const { size, mode } = change;
    const resized = size !== undefined && this.pages?.truncate(size) === true;
    if (size !== undefined && !resized && Object.keys(change).length === 1) return;
    this.ctime = this.filesystem.now();
    if (resized) this.mtime = this.ctime;
    this.uid = change.uid ?? this.uid;
    this.gid = change.gid ?? this.gid;
    this.#atime = change.atime ?? this.#atime;
    this.mtime = change.mtime ?? this.mtime;
    if (mode !== undefined) this.#chmod(mode);
  }

  #chmod(mode: number): void {
    this.mode = (this.mode & S_IFMT) | mode;
    this.#acls.follow(mode);
  }

  /** Content or names changed. */
  modified(): void {
    this.ctime = this.filesystem.now();
    this.mtime = this.ctime;
  }

  permission(mask: number, who: Credentials): void {
    if ((mask & MAY_WRITE) !== 0)
      writable(this.mode, this.filesystem.readonly, (this.#flags & FS_IMMUTABLE_FL) !== 0);
    genericPermission(this, mask, who);
  }

  accessAcl(): Acl | undefined {
    return this.#acls.access;
  }

  accessed(): void {
    if (this.filesystem.readonly || (this.#flags & FS_NOATIME_FL) !== 0) return;
    this.#atime = relativeAtime(this.#atime, this.mtime, this.ctime, this.filesystem.now());
  }

  getxattr(name: string): Uint8Array | undefined {
    return AccessLists.names(name) ? this.#acls.get(name) : this.#xattrs.get(name);
  }

  setxattr(name: string, value: Uint8Array, flags: number): void {
    if (AccessLists.names(name)) return this.#setAcl(name, parseAcl(value));
    this.#xattrs.set(name, value, flags);
    this.ctime = this.filesystem.now();
  }

  removexattr(name: string): void {
    if (AccessLists.names(name)) return this.#setAcl(name, undefined);
    this.#xattrs.remove(name);
    this.ctime = this.filesystem.now();
  }

  listxattr(): readonly string[] {
    return [...this.#acls.list(), ...this.#xattrs.names()];
  }

  fileFlags(): FileFlags {
    if (this.pages === undefined && !isDirectory(this.mode)) fail("ENOTTY");
    return { flags: this.#flags, projid: 0 };
  }

  setFileFlags({ flags, projid }: FileFlags): void {
    if ((flags & ~SETTABLE_FLAGS) !== 0 || projid !== 0) fail("EOPNOTSUPP");
    this.#flags = flags;
    this.ctime = this.filesystem.now();
  }

  #setAcl(name: string, acl: Acl | undefined): void {
    this.mode = this.#acls.set(name, acl, this.mode);
    this.ctime = this.filesystem.now();
  }
}
