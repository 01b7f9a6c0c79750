import type { Credentials } from "../vfs/credentials.ts";
import type {
  AttributeChange,
  Attributes,
  Creation,
  FileFlags,
  Inode,
  OpenDirectory,
  OpenFile,
  Standing,
} from "../vfs/inode.ts";
import { S_IFMT, isDirectory } from "../vfs/mode.ts";
import { fail } from "../vfs/posix-error.ts";
import { getattr, setattr } from "./attributes.ts";
import { copyUp } from "./copy-up.ts";
import { create, tmpfile } from "./create.ts";
import { DirectoryFile } from "./directory-file.ts";
import { protect, protectionOf } from "./file-flags.ts";
import { OverlayFile } from "./file.ts";
import { isMarkedImpure } from "./impure.ts";
import { inodeNumber } from "./inode-numbers.ts";
import { link } from "./link.ts";
import { unionLinks } from "./links.ts";
import type { Listing } from "./listing.ts";
import { entryOf, nodeAt } from "./lookup.ts";
import { getMark } from "./marks.ts";
import { type Entry, type Node, type Parts, realOf, upperOf } from "./node.ts";
import { permission } from "./permission.ts";
import { remove } from "./remove.ts";
import { rename } from "./rename.ts";
import type { Layer, LowerPath, Mounted } from "./structure.ts";
import type { XattrList } from "../vfs/xattr-list.ts";
import { getxattr, listxattr, removexattr, setxattr } from "./xattr.ts";

/** An object of the overlay, as the system above sees it: what it is asked is answered in the files of this folder. */
export class OverlayInode implements Node {
  readonly mounted: Mounted;
  readonly type: number;
  readonly number: bigint;
  readonly children = new Map<string, Entry>();
  upper: Inode | undefined;
  lowers: LowerPath[];
  metacopy: boolean;
  indexed: boolean;
  redirect: string | undefined;
  dataRedirect: string | undefined;
  entry: Entry | undefined;
  key: Inode | undefined;
  aliases = 0;
  users = 0;
  keepsNumber = false;
  nlink: number;
  protection: number;
  dead = false;
  impure: boolean;
  merges: boolean;
  fileWhiteouts = false;
  version = 0;
  listing: Listing | undefined;
  copies: Node["copies"];

  /** @param numbered the real inode whose number it has, of `layer` */
  constructor(mounted: Mounted, parts: Parts, numbered: Inode, layer: Layer) {
    const { upper, lowers, metacopy, indexed, redirect, dataRedirect } = parts;
    const real = upper ?? lowers[0]?.inode ?? fail("EIO");
    const attributes = real.getattr();
    this.mounted = mounted;
    this.upper = upper;
    this.lowers = lowers;
    this.metacopy = metacopy;
    this.indexed = indexed;
    this.redirect = redirect;
    this.dataRedirect = dataRedirect;
    this.type = attributes.mode & S_IFMT;
    this.number = inodeNumber(mounted, numbered.getattr(), layer);
    this.impure = isDirectory(attributes.mode) && isMarkedImpure(this);
    this.merges =
      isDirectory(attributes.mode) &&
      (lowers.length > (upper === undefined ? 1 : 0) ||
        getMark(mounted, real, "origin") !== undefined);
    this.nlink = isDirectory(attributes.mode)
      ? 1
      : unionLinks(mounted, lowers[0]?.inode, upper, attributes.nlink);
    this.protection = real.guards() | (upper === undefined ? 0 : protectionOf(mounted, upper));
  }

  get filesystem(): Mounted {
    return this.mounted;
  }

  get alias(): unknown {
    return this.entry;
  }

  set alias(entry: unknown) {
    this.entry = entry as Entry | undefined;
  }

  make(parts: Parts, numbered: Inode, layer: Layer): Node {
    return new OverlayInode(this.mounted, parts, numbered, layer);
  }

  getattr(): Attributes {
    return getattr(this);
  }

  setattr(change: AttributeChange): void {
    setattr(this, change);
  }

  permission(mask: number, who: Credentials): void {
    permission(this, mask, who);
  }

  accessed(): void {
    this.upper?.accessed();
  }

  lookup(name: string): Inode | undefined {
    return nodeAt(entryOf(this, name));
  }

  create(name: string, creation: Creation): Inode {
    return create(this, name, creation);
  }

  link(name: string, inode: Inode): void {
    link(this, name, inode as Node);
  }

  unlink(name: string): void {
    remove(this, name);
  }

  rmdir(name: string): void {
    remove(this, name);
  }

  rename(name: string, newParent: Inode, newName: string, flags: number): void {
    rename(this, name, newParent as Node, newName, flags);
  }

  tmpfile(creation: Creation): Inode {
    return tmpfile(this, creation);
  }

  standing(): Standing | undefined {
    return this.dead ? undefined : this.entry;
  }

  readlink(): string {
    return realOf(this).readlink();
  }

  getxattr(name: string): Uint8Array | undefined {
    return getxattr(this, name);
  }

  setxattr(name: string, value: Uint8Array, flags: number): void {
    setxattr(this, name, value, flags);
  }

  removexattr(name: string): void {
    removexattr(this, name);
  }

  listxattr(trusted: boolean): XattrList {
    return listxattr(this, trusted);
  }

  guards(): number {
    return this.protection;
  }

  fileFlags(): FileFlags {
    const own = realOf(this).fileFlags();
    return { ...own, flags: own.flags | this.protection };
  }

  setFileFlags(flags: FileFlags): void {
    copyUp(this);
    const upper = upperOf(this);
    upper.setFileFlags({ ...flags, flags: protect(this, upper, flags.flags) });
  }

  open(flags: number): OpenFile {
    return new OverlayFile(this, flags);
  }

  openDirectory(flags: number): OpenDirectory {
    return new DirectoryFile(this, flags);
  }
}
