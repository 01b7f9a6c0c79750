import { type Inode, RENAME_EXCHANGE, RENAME_NOREPLACE, RENAME_WHITEOUT } from "../vfs/inode.ts";
import { fail } from "../vfs/posix-error.ts";
import { clearEmpty, whiteoutsOfEmpty } from "./clear-empty.ts";
import { copyUp } from "./copy-up.ts";
import { markImpure } from "./impure.ts";
import { renameIn } from "./layer-names.ts";
import { entryOf, nodeAt } from "./lookup.ts";
import { endLinks, startLinks } from "./nlink.ts";
import {
  type Entry,
  type Node,
  hasOrigin,
  isDirectoryNode,
  isMerged,
  modified,
  upperOf,
} from "./node.ts";
import { unhash } from "./objects.ts";
import { markOpaque } from "./opaque.ts";
import { isPureUpper, lose, showsBelow } from "./remove.ts";
import { setRedirect } from "./set-redirect.ts";
import { isWhiteout } from "./whiteout.ts";
import { cleanUp } from "./work.ts";

/* rename(2) in all its forms. Source: overlayfs.rst, "Renaming directories"; ovl_rename. */

interface Move {
  readonly from: Entry;
  readonly to: Entry;
  readonly node: Node;
  /** What changes places with it. */
  readonly swapped: Node | undefined;
  /** What goes. */
  readonly replaced: Node | undefined;
  /** Of the rename in upper. */
  flags: number;
  /** The whiteout that came to the old place is not needed there. */
  leavesWhiteout: boolean;
}

export function rename(
  directory: Node,
  name: string,
  newDirectory: Node,
  newName: string,
  flags: number,
): void {
  if ((flags & ~(RENAME_NOREPLACE | RENAME_EXCHANGE)) !== 0) fail("EINVAL");
  const from = entryOf(directory, name);
  const to = entryOf(newDirectory, newName);
  const exchange = (flags & RENAME_EXCHANGE) !== 0;
  const move: Move = {
    from,
    to,
    node: nodeAt(from) ?? fail("ENOENT"),
    swapped: exchange ? nodeAt(to) : undefined,
    replaced: exchange ? undefined : nodeAt(to),
    flags: flags & RENAME_EXCHANGE,
    leavesWhiteout: false,
  };
  const { node, swapped, replaced } = move;
  if (!canMove(node) || (swapped !== undefined && !canMove(swapped))) fail("EXDEV");
  const looksInside = replaced !== undefined && isDirectoryNode(replaced) && !isPureUpper(replaced);
  const whiteouts = looksInside ? whiteoutsOfEmpty(replaced) : [];
  if (!exchange) decideWhiteout(move);
  copyUp(node);
  copyUp(newDirectory);
  if (swapped !== undefined) copyUp(swapped);
  if (replaced !== undefined) startLinks(replaced);
  moveUpper(move, whiteouts);
  settle(move);
}

/** Directories with a lower part move with a redirect only. */
function canMove(node: Node): boolean {
  if (node.mounted.config.redirectDir || !isDirectoryNode(node)) return true;
  return !isMergedOrLower(node);
}

function isMergedOrLower(node: Node): boolean {
  return node.upper === undefined || isMerged(node);
}

/** What is left at the old place: nothing, a whiteout, or the one of the new place. */
function decideWhiteout(move: Move): void {
  const { from, to, node } = move;
  const overWhiteout = to.node === undefined && to.opaque;
  if (showsBelow(from)) move.flags |= overWhiteout ? RENAME_EXCHANGE : RENAME_WHITEOUT;
  else if (isDirectoryNode(node) && overWhiteout) {
    move.flags |= RENAME_EXCHANGE;
    move.leavesWhiteout = true;
  }
}

function moveUpper(move: Move, whiteouts: readonly string[]): void {
  const { from, to, node, swapped, replaced, flags } = move;
  const { mounted } = node;
  const cleared =
    whiteouts.length > 0 && replaced !== undefined
      ? clearEmpty(to, replaced, whiteouts)
      : (swapped ?? replaced)?.upper;
  if (from.parent !== to.parent) {
    if (hasOrigin(node)) markImpure(to.parent);
    if (swapped !== undefined && hasOrigin(swapped)) markImpure(from.parent);
  }
  const oldDirectory = upperOf(from.parent);
  const newDirectory = upperOf(to.parent);
  if (oldDirectory.lookup(from.name) !== node.upper) fail("ESTALE");
  checkTarget(move, newDirectory.lookup(to.name), cleared);
  hide(node, from, to);
  if (swapped !== undefined) hide(swapped, to, from);
  renameIn(mounted, oldDirectory, from.name, newDirectory, to.name, flags);
  if (move.leavesWhiteout) cleanUp(mounted, oldDirectory, from.name);
}

/** @throws ESTALE where upper has something else at the new place than what was looked up */
function checkTarget({ to, flags }: Move, there: Inode | undefined, expected?: Inode): void {
  if (expected !== undefined) {
    if (there !== expected) fail("ESTALE");
  } else if (there === undefined) {
    if ((flags & RENAME_EXCHANGE) !== 0) fail("ESTALE");
  } else if (!to.opaque || !isWhiteout(to.parent.mounted, there)) fail("ESTALE");
}

/** Lower parts of the old place come along, those of the new place stay hidden. */
function hide(node: Node, from: Entry, to: Entry): void {
  const { mounted } = node;
  if (isMergedOrLower(node)) setRedirect(node, from.parent === to.parent);
  else if (isDirectoryNode(node) && !from.opaque && isMerged(to.parent)) {
    markOpaque(mounted, upperOf(node), "EXDEV");
    from.opaque = true;
  }
}

/** The names as they are now. */
function settle({ from, to, node, swapped, replaced }: Move): void {
  const oldParent = from.parent;
  const newParent = to.parent;
  const origin = hasOrigin(node);
  modified(oldParent, origin || (swapped !== undefined && hasOrigin(swapped)));
  const other = swapped ?? replaced;
  modified(newParent, origin || (other !== undefined && hasOrigin(other)));
  const { name } = from;
  if (swapped === undefined) unhash(to);
  oldParent.children.delete(name);
  put(from, newParent, to.name);
  if (swapped !== undefined) put(to, oldParent, name);
  if (replaced === undefined) return;
  lose(replaced);
  endLinks(replaced);
}

function put(entry: Entry, parent: Node, name: string): void {
  entry.parent = parent;
  entry.name = name;
  parent.children.set(name, entry);
}
