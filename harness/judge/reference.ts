import type { Lacks } from "../language/protocol.ts";
import type { Entry, Tree, TreeName } from "../language/transcript.ts";
import { type Difference, entryDifferences, printEntry } from "./entry.ts";
import { lacksField, lacksTree } from "./lacking.ts";
import { type Look, type Trees, treeNames } from "./looks.ts";
import { parentOf } from "./paths.ts";

export interface TreeDifference extends Difference {
  readonly step: number;
  readonly tree: TreeName;
}

export interface ComparedLooks {
  /** Each where it appears first. */
  readonly differences: readonly TreeDifference[];
  /** How many trees were compared. */
  readonly judged: number;
}

interface Manner {
  readonly lacks: Lacks;
  /** The step from which on the reference says nothing. */
  readonly before: number;
  /** The step before which fields that the kernel leaves open are compared too. */
  readonly every: number;
  /** The first step of which the calls ran at the same time. */
  readonly raced: number;
}

/** Compares the trees after each look with those of the reference after the same step. */
export function compareLooks(
  ours: readonly Look[],
  theirs: readonly Look[],
  { lacks, before, every, raced }: Manner,
): ComparedLooks {
  const seen = new Set<string>();
  const differences: TreeDifference[] = [];
  let judged = 0;
  let next = 0;
  let reference: Trees = {};
  let pending: Look["changed"] = {};
  for (const look of ours.filter(({ after }) => after < before)) {
    for (; next < theirs.length && (theirs[next] as Look).after <= look.after; next += 1) {
      const passed = theirs[next] as Look;
      reference = passed.trees;
      pending = union(pending, passed.changed);
    }
    for (const tree of treeNames({ ...look, trees: { ...reference, ...look.trees } })) {
      const expected = reference[tree];
      if (expected === undefined || lacksTree(lacks, tree)) continue;
      judged += 1;
      const paths = new Set([...(look.changed[tree] ?? []), ...(pending[tree] ?? [])]);
      for (const found of compareTrees(expected, look.trees[tree], paths, look.after < every)) {
        if (lacksField(lacks, found.field)) continue;
        // The kernel gives a directory that it copies into its time back, and finds there what another has just made of it.
        if (look.after >= raced && found.field === "mtime" && isDirectory(expected[found.path]))
          continue;
        const key = JSON.stringify([tree, found.path, found.field, found.expected, found.observed]);
        if (seen.has(key)) continue;
        seen.add(key);
        differences.push({ step: look.after, tree, ...found });
      }
    }
    pending = {};
  }
  return { differences, judged };
}

const isDirectory = (entry: Entry | undefined): boolean => entry?.type === "dir";

function union(a: Look["changed"], b: Look["changed"]): Look["changed"] {
  const merged: Partial<Record<TreeName, readonly string[]>> = { ...a };
  for (const [tree, paths] of Object.entries(b) as [TreeName, readonly string[]][]) {
    merged[tree] = [...(merged[tree] ?? []), ...paths];
  }
  return merged;
}

/** Only paths that changed on either side are looked at: what was equal before is equal still. */
function compareTrees(
  expected: Tree,
  observed: Tree | undefined,
  paths: Iterable<string>,
  every: boolean,
): readonly Difference[] {
  if (observed === undefined) {
    return [{ path: "/", field: "tree", expected: "observed", observed: "not observed" }];
  }
  return [...paths].toSorted().flatMap((path) => comparePath(expected, observed, path, every));
}

function comparePath(
  expected: Tree,
  observed: Tree,
  path: string,
  every: boolean,
): readonly Difference[] {
  const [wanted, found] = [expected[path], observed[path]];
  if (wanted === undefined && found === undefined) return [];
  if (wanted !== undefined && found !== undefined) {
    return entryDifferences(wanted, found, every).map((each) => ({ path, ...each }));
  }
  // Of a directory that only one side has, what is in it goes without saying.
  const parent = parentOf(path);
  const [side, other] = wanted === undefined ? [observed, expected] : [expected, observed];
  if (parent !== undefined && side[parent] !== undefined && other[parent] === undefined) return [];
  return [
    {
      path,
      field: "entry",
      expected: wanted === undefined ? "absent" : printEntry(wanted),
      observed: found === undefined ? "absent" : printEntry(found),
    },
  ];
}
