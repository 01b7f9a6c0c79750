import type { Errno } from "../../../harness/language/errno.ts";
import type { Inode } from "../vfs/inode.ts";
import { S_IFREG, isDirectory, isRegular, isSymlink } from "../vfs/mode.ts";
import { fail } from "../vfs/posix-error.ts";
import { copyData } from "./copy-up-data.ts";
import { removeMark } from "./marks.ts";
import { type Node, isMetacopy, placeOf, realOf, upperOf } from "./node.ts";
import { METACOPY_MIN_SIZE, metacopySize } from "./redirect.ts";
import type { LowerPath } from "./structure.ts";

/*
 * Files whose attributes and data are in different layers. Source: overlayfs.rst, "Metadata only copy up" and
 * "Data-only lower layers"; ovl_verify_lowerdata.
 */

/** Whether copy-up leaves the data where it is. No filesystem here measures files, which `verity=require` asks for. */
export function needsMetadataOnly(node: Node): boolean {
  const { metacopy, verity } = node.mounted.config;
  return metacopy && verity !== "require" && node.type === S_IFREG;
}

/**
 * Looks for data in the data-only layers, where it is not known yet, and compares it with its digest.
 * @throws ENOENT where it is missing, EIO where it is not what it was
 */
export function findData(node: Node): void {
  const { dataRedirect, mounted } = node;
  if (dataRedirect !== undefined) {
    if (!dataRedirect.startsWith("/")) fail("EIO");
    node.lowers.push(lookupData(node, dataRedirect));
    node.dataRedirect = undefined;
  }
  const { verity } = mounted.config;
  if (verity === "off" || !isMetacopy(node)) return;
  const digest = metacopySize(mounted, realOf(node)) > METACOPY_MIN_SIZE;
  if (digest || verity === "require") fail("EIO");
}

function lookupData({ mounted }: Node, path: string): LowerPath {
  let why: Errno = "ENOENT";
  for (const layer of mounted.lowers) {
    if (!layer.dataOnly) continue;
    const inode = walk(layer.root, path);
    if (typeof inode === "object") return { layer, inode };
    why = inode;
  }
  return fail(why);
}

/** A regular file, through no symbolic link; else why not. */
function walk(root: Inode, path: string): Inode | Errno {
  let at = root;
  for (const name of path.slice(1).split("/")) {
    const { mode } = at.getattr();
    if (isSymlink(mode)) return "ELOOP";
    if (!isDirectory(mode)) return "ENOTDIR";
    const next = at.lookup(name);
    if (next === undefined) return "ENOENT";
    at = next;
  }
  return isRegular(at.getattr().mode) ? at : "ENOENT";
}

/** Who has the data: upper, or the last of the lower ones. */
export function dataOf(node: Node): Inode {
  findData(node);
  if (node.upper !== undefined && !node.metacopy) return node.upper;
  return (node.lowers.at(-1) ?? fail("EIO")).inode;
}

/** Copies data to a file that has a metadata copy in upper. Writing takes its capabilities away: they are put back. */
export function completeData(node: Node, size: number): void {
  const { mounted } = node;
  const upper = upperOf(node);
  const capability = size > 0 ? upper.getxattr(CAPABILITY) : undefined;
  copyData(mounted, placeOf(node, dataOf(node)), placeOf(node, upper), size);
  if (capability !== undefined) upper.setxattr(CAPABILITY, capability, 0);
  removeMark(mounted, upper, "metacopy");
  node.metacopy = false;
}

const CAPABILITY = "security.capability";
