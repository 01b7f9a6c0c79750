import { O_ACCMODE, O_RDONLY } from "../vfs/file.ts";
import {
  type Creation,
  type Inode,
  type OpenDirectory,
  type OpenFile,
  RENAME_EXCHANGE,
  RENAME_NOREPLACE,
  RENAME_WHITEOUT,
  type Standing,
} from "../vfs/inode.ts";
import { S_IFCHR, S_ISGID, isDirectory } from "../vfs/mode.ts";
import { fail } from "../vfs/posix-error.ts";
import { type Child, Children } from "./children.ts";
import { DirectoryFile } from "./directory-file.ts";
import { INODE_SPACE, begin, settle } from "./lifetime.ts";
import { Node, type Store } from "./node.ts";
import { RegularFile } from "./regular-file.ts";

const NAME_MAX = 255;

/** An inode in memory, with its names. */
export class MemoryInode extends Node implements Inode {
  readonly #children: Children<MemoryInode> | undefined;
  #standing: Standing | undefined;
  #opens = 0;
  #writers = 0;

  constructor(filesystem: Store, creation: Creation, parent?: MemoryInode) {
    super(filesystem, creation, parent);
    if (isDirectory(creation.mode)) {
      this.#children = new Children();
      this.nlink = 1;
    }
    begin(this);
  }

  lookup(name: string): Inode | undefined {
    if (name.length * 3 > NAME_MAX && Buffer.byteLength(name) > NAME_MAX) fail("ENAMETOOLONG");
    return this.#directory().get(name)?.inode;
  }

  create(name: string, creation: Creation): Inode {
    this.#vacant(name);
    const inode = new MemoryInode(this.filesystem, creation, this);
    this.#enter(name, inode);
    return inode;
  }

  link(name: string, inode: Inode): void {
    const linked = this.#neighbour(inode);
    this.#vacant(name);
    if (linked.nlink > 0 && !this.filesystem.inodes.take(INODE_SPACE)) fail("ENOSPC");
    this.#enter(name, linked);
    linked.ctime = this.ctime;
  }

  unlink(name: string): void {
    this.#drop(this.#child(name));
  }

  rmdir(name: string): void {
    const child = this.#child(name);
    if (child.inode.names > 0) fail("ENOTEMPTY");
    this.#drop(child);
  }

  rename(name: string, newParent: Inode, newName: string, flags: number): void {
    if ((flags & ~(RENAME_NOREPLACE | RENAME_EXCHANGE | RENAME_WHITEOUT)) !== 0) fail("EINVAL");
    const to = this.#neighbour(newParent);
    const moved = this.#child(name);
    if ((flags & RENAME_EXCHANGE) !== 0) this.#exchange(moved, to, to.#child(newName));
    else this.#move(moved, to, newName, (flags & RENAME_WHITEOUT) !== 0);
  }

  tmpfile(creation: Creation): Inode {
    return new MemoryInode(this.filesystem, creation, this);
  }

  standing(): Standing | undefined {
    return this.#standing;
  }

  readlink(): string {
    return this.target;
  }

  open(flags: number): OpenFile {
    const writes = Number((flags & O_ACCMODE) !== O_RDONLY);
    this.#used(1, writes);
    return new RegularFile(this, this.pages ?? fail("EISDIR"), () => this.#used(-1, -writes));
  }

  openDirectory(): OpenDirectory {
    this.#used(1, 0);
    return new DirectoryFile(this, this.#directory(), () => this.#used(-1, 0));
  }

  #used(opens: number, writers: number): void {
    this.#opens += opens;
    this.#writers += writers;
    this.#settle();
  }

  override get keepsWritable(): boolean {
    return this.#writers > 0 || (this.#opens > 0 && this.nlink === 0);
  }

  protected override get names(): number {
    return this.#children?.count ?? 0;
  }

  #directory(): Children<MemoryInode> {
    return this.#children ?? fail("ENOTDIR");
  }

  #child(name: string): Child<MemoryInode> {
    return this.#directory().get(name) ?? fail("ENOENT");
  }

  /** A directory that was removed takes no names. */
  #vacant(name: string): void {
    if (this.nlink === 0) fail("ENOENT");
    if (this.#directory().get(name) !== undefined) fail("EEXIST");
  }

  #neighbour(inode: Inode): MemoryInode {
    const near = inode instanceof MemoryInode && inode.filesystem === this.filesystem;
    return near ? inode : fail("EXDEV");
  }

  #enter(name: string, inode: MemoryInode): void {
    const children = this.#directory();
    children.add(name, inode, children.newOffset());
    inode.nlink++;
    inode.#settle();
    this.#adopt(name, inode);
    this.modified();
  }

  /** A directory's `..` is a link of its parent. */
  #adopt(name: string, inode: MemoryInode): void {
    if (inode.#children === undefined) return;
    this.nlink++;
    inode.#standing = { parent: this, name };
  }

  #drop({ name, inode }: Child<MemoryInode>): void {
    this.#directory().remove(name);
    this.modified();
    inode.ctime = this.ctime;
    inode.nlink--;
    if (inode.#children !== undefined) {
      inode.nlink--;
      inode.#standing = undefined;
      this.nlink--;
    } else if (inode.nlink > 0) this.filesystem.inodes.give(INODE_SPACE);
    inode.#settle();
  }

  #move(moved: Child<MemoryInode>, to: MemoryInode, newName: string, whiteout: boolean): void {
    if (to.nlink === 0) fail("ENOENT");
    const replaced = to.#directory().get(newName);
    if (replaced !== undefined && replaced.inode.names > 0) fail("ENOTEMPTY");
    const left = whiteout ? new MemoryInode(this.filesystem, this.#whiteout(), this) : undefined;
    if (replaced !== undefined) to.#drop(replaced);
    const offset = replaced?.offset ?? to.#directory().newOffset();
    this.#leave(moved);
    if (left !== undefined) this.#enter(moved.name, left);
    to.#receive(newName, moved.inode, offset);
  }

  #exchange(moved: Child<MemoryInode>, to: MemoryInode, other: Child<MemoryInode>): void {
    this.#leave(moved);
    to.#leave(other);
    this.#receive(moved.name, other.inode, moved.offset);
    to.#receive(other.name, moved.inode, other.offset);
  }

  #leave({ name, inode }: Child<MemoryInode>): void {
    this.#directory().remove(name);
    if (inode.#children !== undefined) this.nlink--;
    this.modified();
  }

  #receive(name: string, inode: MemoryInode, offset: number): void {
    this.#directory().add(name, inode, offset);
    this.#adopt(name, inode);
    this.modified();
    inode.ctime = this.ctime;
  }

  #whiteout(): Creation {
    return { mode: S_IFCHR, uid: 0, gid: (this.mode & S_ISGID) === 0 ? 0 : this.gid, rdev: 0 };
  }

  #settle(): void {
    settle(this, this.nlink > 0 || this.#opens > 0);
  }
}
