import type { Inode } from "../vfs/inode.ts";
import { fail } from "../vfs/posix-error.ts";
import { type Found, checkFollowing, followsRedirects, hasDataLayers } from "./found.ts";
import { markImpure } from "./impure.ts";
import { lookupLayer } from "./lookup-layer.ts";
import { markOrigin } from "./mark-origin.ts";
import { getMark } from "./marks.ts";
import type { Node } from "./node.ts";
import { encodeOrigin, originOf, verifyMark } from "./origin.ts";

/* Asking the layers for a name, from the top down: the loop of ovl_lookup. */

export function askUpper(found: Found, base: Inode): void {
  const { directory, search } = found;
  found.upper = lookupLayer(search, base);
  if (found.upper !== undefined && !search.directory) {
    found.origin = originOf(directory.mounted, found.upper);
    found.upperMetacopy = search.metacopy > 0;
  }
  found.upperRedirect = search.redirect;
  found.opaque = search.opaque;
}

export function askLowers(found: Found): void {
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
