import { type Creation, type Inode, RENAME_EXCHANGE } from "../vfs/inode.ts";
import { S_IFDIR, S_IFMT, isWhiteoutDevice } from "../vfs/mode.ts";
import { PosixError, fail } from "../vfs/posix-error.ts";
import { copyUp } from "./copy-up.ts";
import { entryOf, nodeAt } from "./lookup.ts";
import { renameIn } from "./layer-names.ts";
import { makeNode } from "./make-node.ts";
import { type Entry, type Node, isMerged, modified, upperOf } from "./node.ts";
import { hash, obtain } from "./objects.ts";
import { markOpaque } from "./opaque.ts";
import type { Mounted } from "./structure.ts";
import { isWhiteout } from "./whiteout.ts";
import { cleanUp, inWork, prepared } from "./work.ts";

/* New objects, and new names of old ones: ovl_create_object, ovl_create_upper, ovl_create_over_whiteout. */

export function create(directory: Node, name: string, creation: Creation): Node {
  // A whiteout is made by removing.
  if (isWhiteoutDevice(creation.mode, creation.rdev ?? -1)) fail("EPERM");
  copyUp(directory);
  const isDirectory = (creation.mode & S_IFMT) === S_IFDIR;
  const entry = entryOf(directory, name);
  const upper = place(entry, isDirectory, (parent, at) =>
    makeNode(directory.mounted, parent, at, creation),
  );
  const node = obtain(directory, pureUpper(upper));
  entry.node = node;
  hash(node);
  nodeAt(entry);
  entry.inUpper = true;
  return node;
}

export function tmpfile(directory: Node, creation: Creation): Node {
  if (!directory.mounted.tmpfile) fail("EOPNOTSUPP");
  copyUp(directory);
  return obtain(directory, pureUpper(upperOf(directory).tmpfile(creation)));
}

function pureUpper(upper: Inode) {
  return {
    upper,
    lowers: [],
    metacopy: false,
    indexed: false,
    redirect: undefined,
    dataRedirect: undefined,
  };
}

/**
 * Makes an inode at a name of upper that the overlay does not show: at once, or where there is a whiteout in work, to
 * change places with it.
 */
export function place(
  entry: Entry,
  isDirectory: boolean,
  make: (parent: Inode, name: string) => Inode,
): Inode {
  const { parent, name, opaque } = entry;
  const upper = opaque ? placeOverWhiteout(entry, isDirectory, make) : make(upperOf(parent), name);
  if (isDirectory && !opaque && isMerged(parent) && !changesOffline(parent.mounted)) {
    entry.opaque = hideLowers(parent.mounted, upper);
  }
  modified(parent, false);
  return upper;
}

function placeOverWhiteout(
  { parent, name }: Entry,
  isDirectory: boolean,
  make: (parent: Inode, name: string) => Inode,
): Inode {
  const { mounted } = parent;
  const directory = upperOf(parent);
  const workdir = inWork(mounted);
  const there = directory.lookup(name);
  if (there === undefined || !isWhiteout(mounted, there)) fail("ESTALE");
  return prepared(
    mounted,
    workdir,
    (temporary) => make(workdir, temporary),
    (inode, temporary) => {
      if (isDirectory) markOpaque(mounted, inode, "EIO");
      renameIn(mounted, workdir, temporary, directory, name, isDirectory ? RENAME_EXCHANGE : 0);
      if (isDirectory) cleanUp(mounted, workdir, temporary);
    },
  );
}

/** Whether layers may be changed between mounts: then a new directory may get a lower part later. */
function changesOffline({ config }: Mounted): boolean {
  const { index, metacopy, redirectDir, xino } = config;
  return !index && !metacopy && !redirectDir && xino !== "on";
}

/** Spares lookups to ask the layers below. It is no fault where it does not work. */
function hideLowers(mounted: Mounted, upper: Inode): boolean {
  try {
    markOpaque(mounted, upper, "EIO");
    return true;
  } catch (error) {
    if (error instanceof PosixError) return false;
    throw error;
  }
}
