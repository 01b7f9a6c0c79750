import type { Lacks } from "../language/protocol.ts";
import type { Scenario } from "../language/scenario.ts";
import type { Entry, Tree, TreeName } from "../language/transcript.ts";
import type { Mismatch } from "../run/results.ts";
import { fieldsOf, isWhiteout } from "./entry.ts";
import { lacksTree } from "./lacking.ts";
import type { Look } from "./looks.ts";
import { isUnder, parentOf } from "./paths.ts";

/*
 * What upper changed of the lowers, as `docker diff` tells it, computed from the trees: `A`, `C` or `D` and a path.
 * docs/clauses.md, docker-diff.
 */

/** Compares the changes at the end with the written ones, path by path. */
export function judgeDockerDiff(
  { dockerDiff, lowers }: Scenario,
  last: Look | undefined,
  lacks: Lacks,
): readonly Mismatch[] {
  const names = lowers.map((_, index): TreeName => `lower${index}`);
  if (
    dockerDiff === undefined ||
    ["upper" as const, ...names].some((each) => lacksTree(lacks, each))
  )
    return [];
  const trees = names.map((name) => last?.trees[name] ?? {});
  const expected = byPath(dockerDiff);
  const observed = byPath(changesOf(last?.trees.upper ?? {}, viewOf(trees)));
  return [...new Set([...expected.keys(), ...observed.keys()])]
    .filter((path) => expected.get(path) !== observed.get(path))
    .toSorted()
    .map((path) => ({
      step: last?.after ?? -1,
      where: "upper",
      path,
      field: "dockerDiff",
      expected: expected.get(path) ?? "no change",
      observed: observed.get(path) ?? "no change",
      against: "expectation",
    }));
}

/** From `C /etc` to the letter of `/etc`. */
function byPath(lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map(lines.map((line) => [line.slice(2), line.slice(0, 1)]));
}

const isOpaque = ({ type, marks }: Entry): boolean => type === "dir" && marks?.["opaque"] === "y";

/** The lowers as one tree: what upper is laid over. */
function viewOf(lowers: readonly Tree[]): Tree {
  const view = new Map<string, Entry>();
  for (const lower of lowers.toReversed()) {
    for (const [path, entry] of Object.entries(lower).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const below = view.get(path);
      if (
        below !== undefined &&
        (below.type !== "dir" || entry.type !== "dir" || isOpaque(entry))
      ) {
        for (const hidden of view.keys()) if (isUnder(path, hidden)) view.delete(hidden);
      }
      if (!isWhiteout(entry)) view.set(path, entry);
    }
  }
  return Object.fromEntries(view);
}

function changesOf(upper: Tree, below: Tree): readonly string[] {
  const changes = new Map<string, string>();
  const change = (path: string, letter: "A" | "C" | "D"): void => {
    changes.set(path, letter);
    // Every directory that holds a change is changed, unless it is told already.
    for (let at = parentOf(path); at !== undefined && at !== "/"; at = parentOf(at)) {
      if (!changes.has(at)) changes.set(at, "C");
    }
  };
  for (const path of Object.keys(upper)
    .filter((each) => each !== "/")
    .toSorted()) {
    const [entry, old] = [upper[path] as Entry, below[path]];
    if (old === undefined) {
      if (!isWhiteout(entry)) change(path, "A");
    } else if (isWhiteout(entry)) change(path, "D");
    else if (isOpaque(entry) || differ(entry, old)) change(path, "C");
  }
  for (const path of hiddenOf(upper, below)) change(path, "D");
  return [...changes].map(([path, letter]) => `${letter} ${path}`);
}

/** What opaque directories hide: the topmost of it. */
function hiddenOf(upper: Tree, below: Tree): readonly string[] {
  const opaque = Object.keys(upper).filter((path) => isOpaque(upper[path] as Entry));
  return Object.keys(below).filter((path) => {
    const parent = parentOf(path);
    return (
      parent !== undefined &&
      upper[path] === undefined &&
      upper[parent]?.type === "dir" &&
      opaque.some((each) => isUnder(each, parent))
    );
  });
}

const ofDirectories = /^(type|mode|uid|gid|xattrs\..*)$/;
const ofOthers = /^(type|mode|uid|gid|xattrs\..*|rdev|target|content|size|mtime)$/;

function differ(a: Entry, b: Entry): boolean {
  const compared = a.type === "dir" ? ofDirectories : ofOthers;
  const [one, other] = [fieldsOf(a), fieldsOf(b)];
  return [...Object.keys(one), ...Object.keys(other)].some(
    (name) => compared.test(name) && one[name] !== other[name],
  );
}
