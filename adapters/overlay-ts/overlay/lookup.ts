import type { Inode } from "../vfs/inode.ts";
import { fail } from "../vfs/posix-error.ts";
import { askLowers, askUpper } from "./ask-layers.ts";
import { type Found, begin, checkFollowing, hasDataLayers } from "./found.ts";
import { lookupIndex } from "./index.ts";
import type { Entry, Node } from "./node.ts";
import { hash, obtain } from "./objects.ts";
import { metacopySize, redirectOf } from "./redirect.ts";

/* Looking up a name through all layers. Source: overlayfs.rst, "Directories"; ovl_lookup. */

/** A name of a directory, with or without an object; it is kept, and looked up once. */
export function entryOf(directory: Node, name: string): Entry {
  const known = directory.children.get(name);
  if (known !== undefined) return known;
  if (Buffer.byteLength(name) > NAME_MAX) fail("ENAMETOOLONG");
  const entry = lookupEntry(directory, name);
  directory.children.set(name, entry);
  if (entry.node !== undefined) hash(entry.node);
  return entry;
}

const NAME_MAX = 255;

/** The object of a name. It is known by this one from now on. */
export function nodeAt(entry: Entry): Node | undefined {
  const { node } = entry;
  if (node !== undefined) node.entry = entry;
  return node;
}

function lookupEntry(directory: Node, name: string): Entry {
  const found = begin(directory, name);
  if (directory.upper !== undefined) askUpper(found, directory.upper);
  askLowers(found);
  settle(found);
  const inUpper = found.upper !== undefined;
  const index = indexOf(found);
  if (index !== undefined) useIndex(found, index);
  const node =
    found.upper === undefined && found.stack.length === 0 ? undefined : objectOf(found, index);
  return { parent: directory, name, node, opaque: found.opaque, inUpper };
}

/**
 * Ends the search: data that nobody has, or that is looked up later.
 * @throws EIO, EPERM
 */
function settle(found: Found): void {
  const { directory, search, stack, origin } = found;
  found.pending =
    search.metacopy > 0 && stack.length > 0 && hasDataLayers(directory) && search.absolute;
  if (!found.pending) {
    checkFollowing(found);
    if (search.metacopy > 0 || (found.upperMetacopy && stack.length === 0)) fail("EIO");
  }
  if (search.directory || stack.length > 0 || found.upper === undefined) return;
  if (origin === undefined) return;
  stack.push(origin);
  found.verified = origin.inode;
}

function indexOf({ directory, search, upper, stack, verified }: Found): Inode | undefined {
  const { mounted } = directory;
  const origin = upper === undefined ? stack[0]?.inode : verified;
  if (origin === undefined || mounted.indexdir === undefined) return undefined;
  if (search.directory && !mounted.config.nfsExport) return undefined;
  const index = lookupIndex(mounted, origin, upper);
  // Another file than the one with this name: a link that copy-up has broken.
  return !search.directory && upper !== undefined && upper !== index ? undefined : index;
}

/** Another name of the same lower file was copied up. */
function useIndex(found: Found, index: Inode): void {
  if (found.upper !== undefined) return;
  const { mounted } = found.directory;
  found.upper = index;
  found.upperRedirect = redirectOf(mounted, index);
  found.search.metacopy = metacopySize(mounted, index);
  found.upperMetacopy = found.search.metacopy > 0;
  checkFollowing(found);
}

function objectOf(found: Found, index: Inode | undefined): Node {
  const { directory, search, stack, upper, upperMetacopy, upperRedirect } = found;
  const node = obtain(directory, {
    upper,
    lowers: stack,
    metacopy: upperMetacopy,
    indexed: index !== undefined,
    redirect: upperRedirect,
    dataRedirect: found.pending ? search.redirect : undefined,
  });
  node.fileWhiteouts = search.fileWhiteouts;
  return node;
}
