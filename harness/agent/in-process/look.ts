import type { FileSystem } from "../../../adapters/file-system.ts";
import type { TreeName } from "../../language/transcript.ts";
import type { RawEntry, RawTree, RawTrees } from "../../observe/raw.ts";
import { byBytes } from "../../observe/order.ts";
import { lookAt, walk } from "./walk.ts";

/** The layers and the merged view of one subject, as they are now. */
export interface Sight {
  readonly merged: FileSystem;
  readonly upper: FileSystem;
  readonly lowers: readonly FileSystem[];
  /** Deleted names that upper has no object for, and how the subject keeps them. */
  readonly whiteouts: readonly string[];
  readonly encoding: string;
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
  addWhiteouts(upper, merged, sight);
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

/**
 * Puts the subject's whiteouts into upper as if they were objects there. The directories on the way, which the kernel
 * would have copied up to have a place for them, are implied by them; they look as merged shows them. What stands
 * below another whiteout or below a file hides nothing and is left out.
 */
function addWhiteouts(
  upper: Map<string, RawEntry>,
  merged: RawTree,
  { whiteouts, encoding }: Sight,
): void {
  for (const path of whiteouts.toSorted(byBytes)) {
    if (upper.has(path) || !openTo(upper, path)) continue;
    for (const parent of ancestors(path)) {
      if (!upper.has(parent)) upper.set(parent, implied(parent, merged.get(parent), encoding));
    }
    upper.set(path, { type: "chr", mode: 0, rdev: [0, 0], encoding });
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

function implied(path: string, entry: RawEntry | undefined, encoding: string): RawEntry {
  const { listing: _, nlink: __, ...seen } = entry ?? { type: "dir" };
  return { ...seen, identity: `${encoding}:${path}`, encoding };
}
