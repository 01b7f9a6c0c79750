import type { Attributes, Time } from "../vfs/inode.ts";
import {
  S_IFBLK,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFLNK,
  S_IFMT,
  S_IFREG,
  S_IFSOCK,
} from "../vfs/mode.ts";

/** The type of an object, asked as of node's Stats and Dirent. */
class Typed {
  readonly #type: number;

  constructor(mode: number) {
    this.#type = mode & S_IFMT;
  }

  isFile(): boolean {
    return this.#type === S_IFREG;
  }

  isDirectory(): boolean {
    return this.#type === S_IFDIR;
  }

  isSymbolicLink(): boolean {
    return this.#type === S_IFLNK;
  }

  isCharacterDevice(): boolean {
    return this.#type === S_IFCHR;
  }

  isBlockDevice(): boolean {
    return this.#type === S_IFBLK;
  }

  isFIFO(): boolean {
    return this.#type === S_IFIFO;
  }

  isSocket(): boolean {
    return this.#type === S_IFSOCK;
  }
}

/** In the shape of node's Stats. `dev` and `rdev` are MKDEV numbers: 20 bits of minor; the *Ns times are exact. */
export class Stats extends Typed {
  readonly dev: number;
  readonly ino: bigint;
  readonly mode: number;
  readonly nlink: number;
  readonly uid: number;
  readonly gid: number;
  readonly rdev: number;
  readonly size: number;
  readonly blksize: number;
  /** Of 512 bytes. */
  readonly blocks: number;
  readonly atimeNs: Time;
  readonly mtimeNs: Time;
  readonly ctimeNs: Time;
  readonly birthtimeNs: Time;

  constructor(attributes: Attributes) {
    super(attributes.mode);
    this.dev = attributes.dev;
    this.ino = attributes.ino;
    this.mode = attributes.mode;
    this.nlink = attributes.nlink;
    this.uid = attributes.uid;
    this.gid = attributes.gid;
    this.rdev = attributes.rdev;
    this.size = attributes.size;
    this.blksize = attributes.blksize;
    this.blocks = attributes.blocks;
    this.atimeNs = attributes.atime;
    this.mtimeNs = attributes.mtime;
    this.ctimeNs = attributes.ctime;
    this.birthtimeNs = attributes.btime;
  }

  get atimeMs(): number {
    return Number(this.atimeNs) / 1e6;
  }

  get mtimeMs(): number {
    return Number(this.mtimeNs) / 1e6;
  }

  get ctimeMs(): number {
    return Number(this.ctimeNs) / 1e6;
  }

  get mtime(): Date {
    return new Date(this.mtimeMs);
  }
}

/** In the shape of node's Dirent. */
export class Dirent extends Typed {
  readonly name: string;
  readonly parentPath: string;

  constructor(name: string, parentPath: string, type: number) {
    super(type);
    this.name = name;
    this.parentPath = parentPath;
  }
}
