import type { RawEntry, RawTree, RawTrees } from "./raw.ts";
import { lookAt } from "./walk.ts";

/** Names that a layer holds and merged does not list are tried all the same: they must not be there. */
export function withUnlisted(merged: RawTree, directory: string, layers: RawTrees): RawTree {
  const tree = new Map<string, RawEntry>(merged);
  for (const [name, layer] of layers) {
    if (name === "work") continue;
    for (const path of layer.keys()) {
      // Below what is no directory in merged nothing can be there, and a symbolic link would lead elsewhere.
      if (tree.has(path) || tree.get(parentOf(path))?.type !== "dir") continue;
      const found = lookAt(directory, path);
      if (found !== undefined) tree.set(path, { ...found, unlisted: true });
    }
  }
  return tree;
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}
