import { setMark } from "./marks.ts";
import { type Node, isDirectoryNode, lowerOf, upperOf } from "./node.ts";
import { fail } from "../vfs/posix-error.ts";

/* Where the lower part of what is renamed stays: overlayfs.rst, "Renaming directories"; ovl_set_redirect. */

/** Bytes of a path: the module parameter redirect_max. */
const REDIRECT_MAX = 256;

/**
 * Marks upper's object with the name, or with the path from the root, by which lower has it.
 * @throws EXDEV where the path is too long, or upper does not take the mark
 */
export function setRedirect(node: Node, sameDirectory: boolean): void {
  const absolute = needsPath(node, sameDirectory);
  if (node.redirect !== undefined && (!absolute || node.redirect.startsWith("/"))) return;
  const redirect = absolute ? pathOf(node) : (node.entry?.name ?? fail("EIO"));
  if (!node.mounted.xattrs) fail("EXDEV");
  try {
    setMark(node.mounted, upperOf(node), "redirect", Buffer.from(redirect));
  } catch {
    fail("EXDEV");
  }
  node.redirect = redirect;
}

/** Names of one file may be in several directories. */
function needsPath(node: Node, sameDirectory: boolean): boolean {
  if (!sameDirectory) return true;
  return !isDirectoryNode(node) && lowerOf(node).inode.getattr().nlink > 1;
}

/** The path from the root in the layers: what was renamed itself begins with its redirect. */
function pathOf(node: Node): string {
  let path = "";
  let room = REDIRECT_MAX;
  for (let at: Node | undefined = node; at?.entry !== undefined; at = at.entry.parent) {
    const name: string = at.redirect ?? at.entry.name;
    const rooted = name.startsWith("/");
    room -= Buffer.byteLength(name) + (rooted ? 0 : 1);
    if (room < 0) fail("EXDEV");
    path = rooted ? name + path : `/${name}${path}`;
    if (rooted) break;
  }
  return path;
}
