import { isDirectory } from "../vfs/mode.ts";
import { fail } from "../vfs/posix-error.ts";
import { clearEmpty, whiteoutsOfEmpty } from "./clear-empty.ts";
import { copyUp } from "./copy-up.ts";
import { removeIn } from "./layer-names.ts";
import { entryOf, nodeAt } from "./lookup.ts";
import { endLinks, startLinks } from "./nlink.ts";
import { type Entry, type Node, hasOrigin, isDirectoryNode, modified, upperOf } from "./node.ts";
import { unhash } from "./objects.ts";
import { coverWithWhiteout, isWhiteout } from "./whiteout.ts";

/* unlink(2) and rmdir(2): what lower has too is covered by a whiteout. Source: ovl_do_remove. */

export function remove(directory: Node, name: string): void {
  const entry = entryOf(directory, name);
  const node = nodeAt(entry) ?? fail("ENOENT");
  const covered = showsBelow(entry);
  const looksInside = isDirectoryNode(node) && (covered || !isPureUpper(node));
  const whiteouts = looksInside ? whiteoutsOfEmpty(node) : [];
  copyUp(directory);
  startLinks(node);
  const upper = whiteouts.length > 0 ? clearEmpty(entry, node, whiteouts) : node.upper;
  if (upper !== undefined && upperOf(directory).lookup(name) !== upper) fail("ESTALE");
  if (covered) {
    const exchanged = upper !== undefined && isDirectory(upper.getattr().mode);
    coverWithWhiteout(directory.mounted, upperOf(directory), name, exchanged);
  } else if (upper !== undefined) {
    removeIn(directory.mounted, upperOf(directory), name, upper);
  }
  modified(directory, covered || hasOrigin(node));
  unhash(entry);
  lose(node);
  endLinks(node);
}

/**
 * One name less. A directory has no other one; a file that has other names keeps them, whatever became of links behind
 * the mount's back: ovl_drop_nlink.
 */
export function lose(node: Node): void {
  if (isDirectoryNode(node)) {
    node.nlink = 0;
    node.dead = true;
  } else if (node.nlink > (node.aliases > 0 ? 1 : 0)) node.nlink -= 1;
}

/** Nothing of it comes from below, nor does it hold whiteouts. */
export function isPureUpper(node: Node): boolean {
  return node.lowers.length === 0 && !node.merges;
}

/** Whether a lower layer would show something at the name: ovl_lower_positive. */
export function showsBelow({ parent, name, node, opaque }: Entry): boolean {
  if (node === undefined) return opaque;
  if (node.upper === undefined) return true;
  for (const { inode } of parent.lowers) {
    const lower = inode.lookup(name);
    if (lower !== undefined) return !isWhiteout(parent.mounted, lower);
  }
  return false;
}
