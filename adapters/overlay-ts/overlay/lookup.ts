import type { Inode } from "../vfs/inode.ts";
import { fail } from "../vfs/posix-error.ts";
import { markImpure } from "./impure.ts";
import { lookupIndex } from "./index.ts";
import { type Search, lookupLayer } from "./lookup-layer.ts";
import { markOrigin } from "./mark-origin.ts";
import { getMark } from "./marks.ts";
import type { Entry, Node } from "./node.ts";
import { obtain } from "./objects.ts";
import { encodeOrigin, originOf, verifyMark } from "./origin.ts";
import { metacopySize, redirectOf } from "./redirect.ts";
import type { LowerPath } from "./structure.ts";

/* Looking up a name through all layers. Source: overlayfs.rst, "Directories"; ovl_lookup. */

/** What the layers were found to have. */
interface Found {
  readonly directory: Node;
  readonly search: Search;
  readonly stack: LowerPath[];
  upper: Inode | undefined;
  /** What upper's file was copied from, by its mark. */
  origin: LowerPath | undefined;
  /** The lower object that upper's is known to be a copy of. */
  verified: Inode | undefined;
  opaque: boolean;
  upperRedirect: string | undefined;
  upperMetacopy: boolean;
  /** The data is in a data-only layer. */
  pending: boolean;
}

/** A name of a directory, with or without an object; it is kept, and looked up once. */
export function entryOf(directory: Node, name: string): Entry {
  const known = directory.children.get(name);
  if (known !== undefined) return known;
  if (Buffer.byteLength(name) > NAME_MAX) fail("ENAMETOOLONG");
  const entry = lookupEntry(directory, name);
  directory.children.set(name, entry);
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

function begin(directory: Node, name: string): Found {
  const { mounted } = directory;
  const search: Search = {
    mounted,
    layer: mounted.upper ?? mounted.lowers[0] ?? fail("EIO"),
    name,
    directory: false,
    opaque: false,
    fileWhiteouts: [],
    stop: false,
    last: !followsRedirects(directory) && directory.lowers.length === 0,
    redirect: undefined,
    absolute: false,
    metacopy: 0,
  };
  return {
    directory,
    search,
    stack: [],
    upper: undefined,
    origin: undefined,
    verified: undefined,
    opaque: false,
    upperRedirect: undefined,
    upperMetacopy: false,
    pending: false,
  };
}

function askUpper(found: Found, base: Inode): void {
  const { directory, search } = found;
  found.upper = lookupLayer(search, base);
  if (found.upper !== undefined && !search.directory) {
    found.origin = originOf(directory.mounted, found.upper);
    found.upperMetacopy = search.metacopy > 0;
  }
  found.upperRedirect = search.redirect;
  found.opaque = search.opaque;
}

function askLowers(found: Found): void {
  const { directory, search, stack } = found;
  const root = directory.mounted.root as Node;
  let parents = found.upperRedirect?.startsWith("/") === true ? root.lowers : directory.lowers;
  for (let at = 0; at < parents.length && !search.stop; at += 1) {
    const { layer, inode: base } = parents[at] ?? fail("EIO");
    checkFollowing(found);
    if (!followsRedirects(directory)) search.last = at === parents.length - 1;
    else if (search.directory || !hasDataLayers(directory)) {
      search.last = layer.index === root.lowers.length;
    }
    search.layer = layer;
    const inode = lookupLayer(search, base);
    if (inode === undefined) continue;
    if (!belongs(found, inode)) break;
    // Of metadata copies only the topmost shows.
    if (search.metacopy === 0 || stack.length === 0) stack.push({ layer, inode });
    if (search.redirect?.startsWith("/") === true && parents !== root.lowers) {
      parents = root.lowers;
      at = layer.index - 1;
    }
  }
}

/**
 * Whether the first lower object is what upper's was copied from: it has to be known where that matters.
 * @throws ESTALE of a file with another origin
 */
function belongs(found: Found, inode: Inode): boolean {
  const { directory, search, upper, stack } = found;
  const { mounted } = directory;
  if (upper === undefined || stack.length > 0) return true;
  if (search.directory && mounted.xattrs) fixOrigin(directory, inode, upper);
  const { index, nfsExport } = mounted.config;
  const matters = search.directory ? nfsExport && index : index && found.origin !== undefined;
  if (!matters) return true;
  if (verifyMark(mounted, upper, "origin", encodeOrigin(mounted, inode)) === "same") {
    found.verified = inode;
    return true;
  }
  return search.directory ? false : fail("ESTALE");
}

/** A merged directory that does not say so, as after another way of making it. */
function fixOrigin(directory: Node, lower: Inode, upper: Inode): void {
  const { mounted } = directory;
  if (getMark(mounted, upper, "origin") !== undefined) return;
  markOrigin(mounted, upper, encodeOrigin(mounted, lower));
  markImpure(directory);
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

/** Layers must not show what is elsewhere below unless that is wanted. */
function checkFollowing({ directory, search, upperRedirect }: Found): void {
  const { metacopy, redirectFollow } = directory.mounted.config;
  if (search.metacopy > 0 && !metacopy) fail("EPERM");
  if ((search.redirect ?? upperRedirect) !== undefined && !redirectFollow) fail("EPERM");
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

function followsRedirects(directory: Node): boolean {
  return directory.mounted.config.redirectFollow || hasDataLayers(directory);
}

function hasDataLayers({ mounted }: Node): boolean {
  return mounted.lowers.at(-1)?.dataOnly === true;
}
