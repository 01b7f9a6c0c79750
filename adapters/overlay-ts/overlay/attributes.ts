import type { AttributeChange, Attributes } from "../vfs/inode.ts";
import { changeReal } from "./change-real.ts";
import { copyUp } from "./copy-up.ts";
import { sameDevice, showNumbers } from "./inode-numbers.ts";
import {
  type Node,
  hasOrigin,
  isDirectoryNode,
  isMerged,
  isMetacopy,
  lowerOf,
  realOf,
  placeOf,
  upperOf,
} from "./node.ts";
import type { Layer } from "./structure.ts";
import { fail } from "../vfs/posix-error.ts";

/* What stat(2) shows, and what changes it. Source: ovl_getattr, ovl_setattr, ovl_permission. */

export function getattr(node: Node): Attributes {
  const { mounted } = node;
  const attributes = realOf(node).getattr();
  const { layer, ino } = numbered(node, attributes.ino);
  return {
    ...attributes,
    ...showNumbers(mounted, { ino, mode: attributes.mode }, layer, node.number),
    blocks: isMetacopy(node) ? dataBlocks(node, attributes) : attributes.blocks,
    nlink: shownLinks(node, attributes.nlink),
  };
}

/** Which number shows, and of which layer it is: that of the lower object, where it is sure that no other one shows it. */
function numbered(node: Node, ino: bigint): { readonly layer: Layer; readonly ino: bigint } {
  const { mounted, upper } = node;
  if (upper === undefined) return { layer: lowerOf(node).layer, ino };
  const own = { layer: mounted.upper ?? fail("EIO"), ino };
  const directory = isDirectoryNode(node);
  if (!hasOrigin(node) || (directory && !sameDevice(mounted))) return own;
  const { layer, inode } = lowerOf(node);
  const lower = inode.getattr();
  const sure = node.indexed || (!verifiesLowers(node) && (directory || lower.nlink === 1));
  return sure ? { layer, ino: lower.ino } : own;
}

function verifiesLowers({ mounted }: Node): boolean {
  return mounted.config.nfsExport && mounted.indexdir !== undefined;
}

/** Data that was not looked up yet is taken to fill its blocks. */
function dataBlocks(node: Node, { size, blksize }: Attributes): number {
  if (node.dataRedirect === undefined) {
    return (node.lowers.at(-1) ?? lowerOf(node)).inode.getattr().blocks;
  }
  return (Math.ceil(size / blksize) * blksize) / 512;
}

/** A merged directory does not count its subdirectories; an indexed file counts its names in the union. */
function shownLinks(node: Node, nlink: number): number {
  if (isDirectoryNode(node)) return isMerged(node) ? 1 : nlink;
  return node.indexed ? node.nlink : nlink;
}

export function setattr(node: Node, change: AttributeChange): void {
  copyUp(node, change.size === undefined ? "attributes" : "data");
  changeReal(node.mounted, placeOf(node, upperOf(node)), change);
}
