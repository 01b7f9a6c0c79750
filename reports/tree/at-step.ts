import {
  type Observation,
  type Tree,
  type TreeName,
  applyDelta,
} from "../../harness/language/transcript.ts";

/** The tree after a step, built up from what changed at each observation until then. */
export function treeAt(observations: readonly Observation[], name: TreeName, step: number): Tree {
  return observations
    .filter(({ after }) => after <= step)
    .reduce<Tree>((tree, { trees }) => applyDelta(tree, trees[name]), {});
}

/** The trees that were observed at all: merged first, then the layers from the top. */
export function treeNames(observations: readonly Observation[]): readonly TreeName[] {
  const names = new Set(observations.flatMap(({ trees }) => Object.keys(trees) as TreeName[]));
  return [...names].toSorted((a, b) => place(a) - place(b));
}

function place(name: TreeName): number {
  const first = ["merged", "upper", "work"].indexOf(name);
  return first >= 0 ? first : 3 + Number(name.replace(/\D/g, ""));
}
