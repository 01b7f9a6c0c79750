import type { Attributes, Inode } from "../vfs/inode.ts";
import { isDirectory, isRegular, isSymlink } from "../vfs/mode.ts";
import { fail } from "../vfs/posix-error.ts";
import { copyData } from "./copy-up-data.ts";
import { type Metadata, copyMetadata } from "./copy-up-metadata.ts";
import { markImpure } from "./impure.ts";
import { indexName, linkIntoIndex, needsIndex } from "./index.ts";
import { setLinks } from "./links.ts";
import { linkIn, renameIn } from "./layer-names.ts";
import { makeNode } from "./make-node.ts";
import { changeReal } from "./change-real.ts";
import { completeData, findData, needsMetadataOnly } from "./metacopy.ts";
import { type Entry, type Node, isCopiedUp, lowerOf, placeOf, upperOf } from "./node.ts";
import { encodeOrigin } from "./origin.ts";
import { discard, inWork, prepared } from "./work.ts";

/*
 * An object gets its own inode in upper before it is changed, and so do the directories above it.
 * Source: overlayfs.rst, "Non-directories"; ovl_copy_up_flags.
 */

/** What upper needs: a file that is cut needs none of its data. */
export type Want = "attributes" | "data" | "no data";

export function copyUp(node: Node, want: Want = "attributes"): void {
  findData(node);
  if (isCopiedUp(node, want !== "attributes")) return;
  const { entry } = node;
  if (entry !== undefined && entry.parent.upper === undefined) copyUp(entry.parent);
  const found = lowerOf(node).inode.getattr();
  const attributes = want === "no data" ? { ...found, size: 0 } : found;
  if (node.upper === undefined) makeUpper(node, attributes, want);
  if (entry !== undefined && !entry.inUpper) linkUp(node, entry);
  if (want !== "attributes" && node.metacopy) completeData(node, attributes.size);
}

/** Where an inode of upper goes: into the index, if other names may need it too. */
interface Place {
  readonly directory: Inode;
  readonly name: string;
}

function makeUpper(node: Node, attributes: Attributes, want: Want): void {
  const { mounted, entry } = node;
  const lower = lowerOf(node).inode;
  const { mode, nlink } = attributes;
  const directory = isDirectory(mode);
  const indexed = needsIndex(mounted, lower);
  const toIndex = indexed && !directory;
  const copy: Metadata = {
    node,
    lower,
    attributes,
    origin: directory || nlink === 1 || toIndex ? encodeOrigin(mounted, lower) : undefined,
    metacopy: want === "attributes" && needsMetadataOnly(node),
  };
  if (toIndex) {
    const name = indexName(mounted, lower) ?? fail("EIO");
    take(node, copy, make(copy, { directory: mounted.indexdir ?? fail("EIO"), name }, false));
    node.indexed = true;
    setLinks(mounted, upperOf(node), node.nlink, "upper");
  } else {
    const { parent, name } = entry ?? fail("EIO");
    const { atime, mtime } = upperOf(parent).getattr();
    markImpure(parent);
    take(node, copy, make(copy, { directory: upperOf(parent), name }, indexed));
    node.indexed = indexed;
    changeReal(mounted, { inode: upperOf(parent) }, { atime, mtime });
    if (entry !== undefined) entry.inUpper = true;
  }
}

function take(node: Node, { metacopy }: Metadata, upper: Inode): void {
  node.upper = upper;
  node.metacopy = metacopy;
  node.merges = true;
  if (node.key !== undefined) return;
  node.key = upper;
  node.mounted.objects.set(upper, node);
}

function make(copy: Metadata, place: Place, indexed: boolean): Inode {
  const { node, attributes } = copy;
  return isRegular(attributes.mode) && node.mounted.tmpfile
    ? makeFile(copy, place)
    : makeInWork(copy, place, indexed);
}

/** A file without a name gets all of it, and then its name. */
function makeFile(copy: Metadata, { directory, name }: Place): Inode {
  const { mounted } = copy.node;
  const { mode, uid, gid } = copy.attributes;
  const upper = inWork(mounted).tmpfile({ mode, uid, gid });
  try {
    fill(copy, upper);
    // What is there now is not what was looked up: a whiteout over a file that was removed while it was open.
    if (directory.lookup(name) !== undefined) fail("EEXIST");
    linkIn(mounted, directory, name, upper);
  } catch (error) {
    discard(upper, mounted.mounter);
    throw error;
  }
  return upper;
}

function makeInWork(copy: Metadata, { directory, name }: Place, indexed: boolean): Inode {
  const { mounted } = copy.node;
  const { mode, uid, gid, rdev } = copy.attributes;
  const workdir = (indexed ? mounted.indexdir : undefined) ?? inWork(mounted);
  const target = isSymlink(mode) ? { target: copy.lower.readlink() } : {};
  return prepared(
    mounted,
    workdir,
    (temporary) => makeNode(mounted, workdir, temporary, { mode, uid, gid, rdev, ...target }),
    (upper, temporary) => {
      fill(copy, upper);
      if (indexed) linkIntoIndex(mounted, copy.lower, upper);
      checkPlace(directory, name, mode);
      renameIn(mounted, workdir, temporary, directory, name, 0);
    },
  );
}

/** Data before the rest: writing would take capabilities away. */
function fill(copy: Metadata, upper: Inode): void {
  const { node, attributes, metacopy } = copy;
  if (isRegular(attributes.mode) && !metacopy) {
    const data = (node.lowers.at(-1) ?? fail("EIO")).inode;
    copyData(node.mounted, placeOf(node, data), { inode: upper }, attributes.size);
  }
  copyMetadata(copy, upper);
}

/** A directory does not take the place of a whiteout. */
function checkPlace(directory: Inode, name: string, mode: number): void {
  const there = directory.lookup(name)?.getattr().mode;
  if (there === undefined || isDirectory(there) === isDirectory(mode)) return;
  fail(isDirectory(mode) ? "ENOTDIR" : "EISDIR");
}

/** Another name of a file that is in upper already. */
function linkUp(node: Node, entry: Entry): void {
  const { mounted } = node;
  const { parent, name } = entry;
  const upper = upperOf(node);
  const directory = upperOf(parent);
  const { atime, mtime } = directory.getattr();
  markImpure(parent);
  setLinks(mounted, upper, node.nlink, { lower: lowerOf(node).inode });
  if (directory.lookup(name) !== undefined) fail("EEXIST");
  linkIn(mounted, directory, name, upper);
  changeReal(mounted, { inode: directory }, { atime, mtime });
  entry.inUpper = true;
  setLinks(mounted, upper, node.nlink, "upper");
}
