import type { Inode } from "../vfs/inode.ts";
import { isDirectory, isRegular } from "../vfs/mode.ts";
import { PosixError, fail } from "../vfs/posix-error.ts";
import { noteFileWhiteouts } from "./file-whiteouts.ts";
import { getMark } from "./marks.ts";
import { metacopySize, redirectOf } from "./redirect.ts";
import type { Layer, Mounted } from "./structure.ts";
import { isWhiteout } from "./whiteout.ts";

/*
 * Looking up a name in one layer, and what that says about the layers below. A redirect gives them another name, or a
 * path from their roots. Source: ovl_lookup_single, ovl_lookup_layer.
 */

export interface Search {
  readonly mounted: Mounted;
  layer: Layer;
  /** What the next layer is asked for: a name, or a path from the root that begins with `/`. */
  name: string;
  /** What was found up to now is a directory. */
  directory: boolean;
  /** A whiteout, or an opaque directory. */
  opaque: boolean;
  /** The directory has whiteouts that are files. */
  fileWhiteouts: boolean;
  /** Layers below have no part in it. */
  stop: boolean;
  /** No layer below will be asked, so that marks for them do not count. */
  last: boolean;
  redirect: string | undefined;
  /** The last mark that was met is one from the root. */
  absolute: boolean;
  /** The data of what was found is further down. */
  metacopy: number;
}

/** undefined where the layer says nothing, or that the name is deleted. */
export function lookupLayer(search: Search, base: Inode): Inode | undefined {
  if (!search.name.startsWith("/")) return lookupSingle(search, base, search.name, 0, "");
  let at: Inode | undefined = base;
  // Counted from the end: a redirect on the way changes what is before.
  let remaining = search.name.length - 1;
  for (;;) {
    const start = search.name.length - remaining;
    const slash = search.name.indexOf("/", start);
    const end = slash < 0 ? search.name.length : slash;
    const rest = search.name.slice(end);
    at = lookupSingle(search, at, search.name.slice(start, end), start, rest);
    if (at === undefined || rest === "") return at;
    remaining = rest.length - 1;
  }
}

/** @param prefix length of what is before the name in the path, and `rest` what is after it */
function lookupSingle(
  search: Search,
  base: Inode,
  name: string,
  prefix: number,
  rest: string,
): Inode | undefined {
  const { mounted } = search;
  const inode = find(base, name);
  if (inode === undefined) return undefined;
  const attributes = inode.getattr();
  if (isWhiteout(mounted, inode, attributes)) {
    search.stop = true;
    search.opaque = true;
    return undefined;
  }
  const { mode } = attributes;
  const final = rest === "";
  if ((final && search.metacopy > 0 && !isRegular(mode)) || misplaced(search, mode, final)) {
    search.stop = true;
    return undefined;
  }
  const done = isDirectory(mode)
    ? enterDirectory(search, inode, final)
    : enterFile(search, inode, mode);
  if (!done) followRedirect(search, inode, prefix, rest);
  return inode;
}

/** A file where the layers above, or the path, have a directory. */
function misplaced(search: Search, mode: number, final: boolean): boolean {
  return !isDirectory(mode) && (search.directory || !final);
}

/** Whether the layers below do not matter. */
function enterDirectory(search: Search, inode: Inode, final: boolean): boolean {
  const { mounted, layer } = search;
  if (mounted.traps.has(inode)) fail("ELOOP");
  if (final) search.directory = true;
  if (search.last) return true;
  const opaque = getMark(mounted, inode, "opaque");
  if (opaque?.length !== 1) return false;
  if (opaque[0] === letterX && final && layer.index > 0) {
    search.fileWhiteouts = true;
    noteFileWhiteouts(layer);
  }
  if (opaque[0] !== letterY) return false;
  search.stop = true;
  if (final) search.opaque = true;
  return true;
}

const letterX = 0x78;
const letterY = 0x79;

function enterFile(search: Search, inode: Inode, mode: number): boolean {
  search.metacopy = isRegular(mode) ? metacopySize(search.mounted, inode) : 0;
  search.stop = search.metacopy === 0;
  return search.stop || search.last;
}

function followRedirect(search: Search, inode: Inode, prefix: number, rest: string): void {
  search.absolute = false;
  const redirect = redirectOf(search.mounted, inode);
  if (redirect === undefined) return;
  if (redirect.startsWith("/")) {
    search.absolute = true;
    // A parent on the path may have been opaque: that does not count for what is elsewhere.
    search.stop = false;
    search.redirect = redirect + rest;
  } else search.redirect = search.name.slice(0, prefix) + redirect + rest;
  search.name = search.redirect;
}

/** @throws EACCES for what is no name, as a redirect may have it */
function find(base: Inode, name: string): Inode | undefined {
  if (name === "" || name === "." || name === "..") fail("EACCES");
  try {
    return base.lookup(name);
  } catch (error) {
    if (error instanceof PosixError && error.code === "ENAMETOOLONG") return undefined;
    throw error;
  }
}
