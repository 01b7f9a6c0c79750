import type { AttributeChange, Inode } from "../vfs/inode.ts";
import { S_IFDIR, S_IFREG } from "../vfs/mode.ts";
import type { Placed } from "../vfs/notifications.ts";
import { fail } from "../vfs/posix-error.ts";
import type { Listing } from "./listing.ts";
import type { Layer, LowerPath, Mounted } from "./structure.ts";

/* An object of the overlay, and its names: what the kernel keeps in struct ovl_inode and in dentries. */

/** A name in a directory, with or without an object. */
export interface Entry {
  parent: Node;
  name: string;
  node: Node | undefined;
  /** Without an object: there is a whiteout. With one, a directory: upper's hides those of its name below. */
  opaque: boolean;
  /** Upper has this name itself: what is indexed may be copied up under another one only. */
  inUpper: boolean;
}

/** What an object is made from. */
export interface Parts {
  readonly upper: Inode | undefined;
  /** Of a file at most two: what it comes from, and where that has no data, who has it. */
  readonly lowers: LowerPath[];
  /** Upper has a metadata copy only. */
  readonly metacopy: boolean;
  readonly indexed: boolean;
  readonly redirect: string | undefined;
  /** Data that is looked up in the data-only layers when it is needed. */
  readonly dataRedirect: string | undefined;
}

export interface Node extends Inode {
  readonly mounted: Mounted;
  /** The type bits of its mode. */
  readonly type: number;
  upper: Inode | undefined;
  lowers: LowerPath[];
  metacopy: boolean;
  indexed: boolean;
  redirect: string | undefined;
  dataRedirect: string | undefined;
  /** The name by which it was looked up last. undefined of the root, and of what has no name. */
  entry: Entry | undefined;
  /** The key in `objects`; undefined of a lower hard link that copy-up will break. */
  key: Inode | undefined;
  /** Names that are known. */
  aliases: number;
  /** Those, and open files. */
  users: number;
  /** Its number is that of its lower object, before and after copy-up. */
  keepsNumber: boolean;
  /** Made up, or that of a real one: what shows where nothing better does. */
  readonly number: bigint;
  /** Names in the union. */
  nlink: number;
  /** FS_IMMUTABLE_FL and FS_APPEND_FL: those of the real object when it was met, and those that upper has in a mark. */
  protection: number;
  /** A directory that was removed. */
  dead: boolean;
  /** Of a directory: upper's holds copies of lower objects. */
  impure: boolean;
  /** Of a directory: its upper may hold whiteouts, so that listing merges. */
  merges: boolean;
  /** Of a directory: a layer of it may hold whiteouts that are files with a mark. */
  fileWhiteouts: boolean;
  /** Of a directory: the names that were looked up. */
  readonly children: Map<string, Entry>;
  /** Of a directory: counts changes that a listing must show. */
  version: number;
  /** Of a directory: the listing of this version. */
  listing: Listing | undefined;
  /** Of an impure directory: numbers of copies in upper, at this version. */
  copies: { readonly version: number; readonly numbers: ReadonlyMap<string, bigint> } | undefined;
  /** Makes another object of the same mount. */
  make(parts: Parts, real: Inode, layer: Layer): Node;
  setattr(change: AttributeChange): void;
}

export function isDirectoryNode(node: Node): boolean {
  return node.type === S_IFDIR;
}

/** Upper's object, else the topmost lower one. */
export function realOf(node: Node): Inode {
  return node.upper ?? lowerOf(node).inode;
}

/** The topmost lower object of one that has any. */
export function lowerOf(node: Node): LowerPath {
  return node.lowers[0] ?? fail("EIO");
}

/** Has parts of several layers: a directory, or a file whose data is in another one. OVL_TYPE_MERGE */
export function isMerged(node: Node): boolean {
  if (node.upper === undefined) return countLowers(node) > 1;
  return node.lowers.length > 0 && (isDirectoryNode(node) || node.metacopy);
}

function countLowers(node: Node): number {
  return node.lowers.length + (node.dataRedirect === undefined ? 0 : 1);
}

/** Was copied up from what is known: OVL_TYPE_ORIGIN. */
export function hasOrigin(node: Node): boolean {
  return node.upper !== undefined && node.lowers.length > 0 && node.keepsNumber;
}

/** Whether its data is in another layer than its attributes. */
export function isMetacopy(node: Node): boolean {
  if (node.type !== S_IFREG) return false;
  return node.upper === undefined ? countLowers(node) > 1 : node.metacopy;
}

/** Where upper has all that a caller is about to change. */
export function isCopiedUp(node: Node, data: boolean): boolean {
  if (node.upper === undefined || (data && node.metacopy)) return false;
  return node.entry === undefined || node.entry.inUpper;
}

/** Upper's object of one that is copied up. */
export function upperOf(node: Node): Inode {
  return node.upper ?? fail("EROFS");
}

/** A real inode with its place in its layer, as far as that is the one of the name that was looked up last. */
export function placeOf({ entry, upper, lowers }: Node, real: Inode): Placed {
  if (entry === undefined) return { inode: real };
  const { parent, name } = entry;
  if (real === upper) return { inode: real, parent: parent.upper, name };
  const layer = lowers.find(({ inode }) => inode === real)?.layer;
  return { inode: real, parent: parent.lowers.find((each) => each.layer === layer)?.inode, name };
}

/** A change in a directory: listings are made anew where they have to show it. ovl_dir_modified */
export function modified(directory: Node, impurity: boolean): void {
  if (directory.merges || impurity) directory.version += 1;
}
