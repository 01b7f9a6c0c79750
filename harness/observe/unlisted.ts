import type { RawEntry, RawTree, RawTrees } from "./raw.ts";
import { lookAt } from "./walk.ts";

/** Names that a layer holds and merged does not list are tried all the same: they must not be there. */
export function withUnlisted(merged: RawTree, directory: string, layers: RawTrees): RawTree {
  const hidden = hiddenPaths(merged, layers);
  if (hidden.length === 0) return merged;
  const tree = new Map<string, RawEntry>(merged);
  for (const [path, entry] of lookAt(directory, hidden)) {
    tree.set(path, { ...entry, unlisted: true });
  }
  return tree;
}

/** Below what is no directory in merged nothing can be there, and a symbolic link would lead elsewhere. */
function hiddenPaths(merged: RawTree, layers: RawTrees): readonly string[] {
  const hidden = new Set<string>();
  for (const [name, layer] of layers) {
    if (name === "work") continue;
    for (const path of layer.keys()) {
      if (!merged.has(path) && merged.get(parentOf(path))?.type === "dir") hidden.add(path);
    }
  }
  return [...hidden];
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}
