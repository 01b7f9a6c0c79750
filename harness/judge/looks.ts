import { type Observation, type Tree, type TreeName, applyDelta } from "../language/transcript.ts";

export type Trees = Readonly<Partial<Record<TreeName, Tree>>>;

/** Whole trees after a step, and the paths that are not as they were at the look before. */
export interface Look {
  readonly after: number;
  readonly trees: Trees;
  readonly changed: Readonly<Partial<Record<TreeName, readonly string[]>>>;
}

/** Observations hold only what changed; looks hold everything, in the order of the steps. */
export function looksOf(observations: readonly Observation[]): readonly Look[] {
  let trees: Trees = {};
  return observations
    .toSorted((a, b) => a.after - b.after)
    .map((observation) => {
      const deltas = Object.entries(observation.trees) as [TreeName, Record<string, never>][];
      const next = deltas.map(([name, delta]) => [name, applyDelta(trees[name] ?? {}, delta)]);
      trees = { ...trees, ...(Object.fromEntries(next) as Trees) };
      const changed = Object.fromEntries(
        deltas.map(([name, delta]) => [name, Object.keys(delta)]),
      ) as Look["changed"];
      return { after: observation.after, trees, changed };
    });
}

/** The names of the trees that a look has, merged and upper first. */
export function treeNames(look: Look): readonly TreeName[] {
  return Object.keys(look.trees).toSorted(byImportance) as TreeName[];
}

function byImportance(a: string, b: string): number {
  const order = ["merged", "upper", "work"];
  const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : 9);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}
