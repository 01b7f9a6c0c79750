import { coverWithWhiteout } from "./whiteout.ts";
import { copyUp } from "./copy-up.ts";
import { indexName, needsIndex } from "./index.ts";
import { setLinks } from "./links.ts";
import { type Node, isDirectoryNode, lowerOf, upperOf } from "./node.ts";
import { cleanUp } from "./work.ts";

/*
 * The number of names in the union is kept with an indexed file before names of it come or go.
 * Source: ovl_nlink_start, ovl_nlink_end.
 */

/** What has an entry in the index is copied up for it: the count needs a place. */
export function startLinks(node: Node): void {
  const lower = node.lowers[0];
  if (
    lower !== undefined &&
    node.entry?.inUpper !== true &&
    needsIndex(node.mounted, lower.inode)
  ) {
    copyUp(node);
  }
  if (isDirectoryNode(node) || !node.indexed) return;
  setLinks(node.mounted, upperOf(node), node.nlink, "upper");
}

export function endLinks(node: Node): void {
  if (node.nlink === 0 && node.indexed) dropIndex(node);
}

/** The entry of what has no names any more goes; with nfs_export a whiteout says that handles of it are stale. */
function dropIndex(node: Node): void {
  const { mounted } = node;
  const name = indexName(mounted, lowerOf(node).inode);
  const { indexdir } = mounted;
  if (name === undefined || indexdir === undefined) return;
  const upper = upperOf(node);
  const { nlink } = upper.getattr();
  if (!isDirectoryNode(node) && nlink !== 1) {
    node.nlink = nlink - 1;
    setLinks(mounted, upper, node.nlink, "upper");
  } else if (mounted.config.nfsExport) {
    coverWithWhiteout(mounted, indexdir, name, isDirectoryNode(node));
  } else cleanUp(mounted, indexdir, name);
}
