import type { FileSystem } from "../../../adapters/file-system.ts";
import type { TreeName } from "../../language/transcript.ts";
import type { RawEntry, RawTree, RawTrees } from "../../observe/raw.ts";
import { lookAt, walk } from "./walk.ts";

/** The layers and the merged view of one subject, as they are now. */
export interface Sight {
  readonly merged: FileSystem;
  readonly upper: FileSystem;
  readonly lowers: readonly FileSystem[];
}

/** Merged comes first: what a library holds back from its upper, a reader of merged must see all the same. */
export async function look(sight: Sight): Promise<RawTrees> {
  const trees = new Map<TreeName, RawTree>();
  const merged = await walk(sight.merged);
  const upper = await walk(sight.upper);
  for (const [index, lower] of sight.lowers.entries()) {
    trees.set(`lower${index}`, await walk(lower));
  }
  await addUnlisted(merged, sight.merged, [upper, ...trees.values()]);
  trees.set("upper", upper);
  trees.set("merged", merged);
  return trees;
}

/**
 * Names that a layer holds and merged does not list are tried all the same: they must not be there. Not below a file,
 * and not below a symbolic link, which leads elsewhere; but below what was deleted, where a library may forget it.
 */
async function addUnlisted(
  merged: Map<string, RawEntry>,
  fs: FileSystem,
  layers: readonly RawTree[],
): Promise<void> {
  for (const path of new Set(layers.flatMap((layer) => [...layer.keys()]))) {
    if (merged.has(path) || !openTo(merged, path)) continue;
    const found = await lookAt(fs, path);
    if (found !== undefined) merged.set(path, { ...found, unlisted: true });
  }
}

/** Whether nothing in the tree but directories stands above the path. */
function openTo(tree: RawTree, path: string): boolean {
  return ancestors(path).every((parent) => (tree.get(parent)?.type ?? "dir") === "dir");
}

/** `/` first, without the path itself. */
function ancestors(path: string): readonly string[] {
  const parts = path.split("/").slice(1, -1);
  return ["/", ...parts.map((_, index) => `/${parts.slice(0, index + 1).join("/")}`)];
}
