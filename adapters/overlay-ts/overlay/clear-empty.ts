import { type Inode, RENAME_EXCHANGE } from "../vfs/inode.ts";
import { isDirectory } from "../vfs/mode.ts";
import { fail } from "../vfs/posix-error.ts";
import { copyAttributes, copyXattrs } from "./copy-up-metadata.ts";
import { renameIn } from "./layer-names.ts";
import { makeNode } from "./make-node.ts";
import { mergedNames } from "./merge.ts";
import { type Entry, type Node, upperOf } from "./node.ts";
import { unhash } from "./objects.ts";
import { markOpaque } from "./opaque.ts";
import { cleanUp, inWork, prepared } from "./work.ts";

/*
 * A directory that shows nothing may hold whiteouts in upper. Before it goes an opaque copy takes its place, so that
 * nothing of lower shows through while they are removed. Source: ovl_check_empty_dir, ovl_clear_empty.
 */

/**
 * The whiteouts that upper has in a directory without names.
 * @throws ENOTEMPTY
 */
export function whiteoutsOfEmpty(node: Node): readonly string[] {
  const names = mergedNames(node);
  if (names.some(({ name, whiteout }) => !whiteout && name !== "." && name !== "..")) {
    fail("ENOTEMPTY");
  }
  return names.filter(({ whiteout, inUpper }) => whiteout && inUpper).map(({ name }) => name);
}

/** Gives upper's new directory. */
export function clearEmpty(entry: Entry, node: Node, whiteouts: readonly string[]): Inode {
  const { parent, name } = entry;
  const { mounted } = parent;
  const workdir = inWork(mounted);
  const old = upperOf(node);
  const attributes = old.getattr();
  const { mode, uid, gid } = attributes;
  if (!isDirectory(mode) || upperOf(parent).lookup(name) !== old) fail("ESTALE");
  return prepared(
    mounted,
    workdir,
    (temporary) => makeNode(mounted, workdir, temporary, { mode, uid, gid }),
    (copy, temporary) => {
      copyXattrs(mounted, old, copy);
      markOpaque(mounted, copy, "EIO");
      entry.opaque = true;
      copyAttributes(attributes, copy);
      renameIn(mounted, workdir, temporary, upperOf(parent), name, RENAME_EXCHANGE);
      for (const whiteout of whiteouts) cleanUp(mounted, old, whiteout);
      cleanUp(mounted, workdir, temporary);
      unhash(entry);
    },
  );
}
