import type { Lacks } from "../language/protocol.ts";
import type { Scenario } from "../language/scenario.ts";
import type { Entry, Tree, TreeName } from "../language/transcript.ts";
import { type Difference, fieldsOf, isWhiteout } from "./entry.ts";
import { lacksTree } from "./lacking.ts";
import type { Look } from "./looks.ts";
import { childOf, parentOf } from "./paths.ts";

/** Compares the written lines with those of the last look, path by path. Undefined where there is nothing to compare. */
export function judgeDockerDiff(
  scenario: Scenario,
  last: Look | undefined,
  lacks: Lacks,
): readonly Difference[] | undefined {
  const names = ["upper", ...scenario.lowers.map((_, index) => `lower${index}`)] as TreeName[];
  if (scenario.dockerDiff === undefined || names.some((name) => lacksTree(lacks, name))) {
    return undefined;
  }
  const [upper, ...lowers] = names.map((name) => last?.trees[name]);
  if (upper === undefined || !lowers.every((lower) => lower !== undefined)) {
    return [{ path: "/", field: "docker diff", expected: "observed", observed: "not observed" }];
  }
  const wanted = kindsOf(scenario.dockerDiff);
  const found = kindsOf(dockerDiff(upper, lowers));
  return [...new Set([...wanted.keys(), ...found.keys()])]
    .filter((path) => wanted.get(path) !== found.get(path))
    .toSorted()
    .map((path) => ({
      path,
      field: "docker diff",
      expected: wanted.get(path) ?? "absent",
      observed: found.get(path) ?? "absent",
    }));
}

const kindsOf = (lines: readonly string[]): ReadonlyMap<string, string> =>
  new Map(lines.map((line) => [line.slice(2), line.slice(0, 1)]));

/**
 * What the topmost layer changed of those below it, as container engines tell it: `A /added`, `C /changed`,
 * `D /deleted`, sorted by path.
 *
 * @param lowers topmost first
 */
export function dockerDiff(upper: Tree, lowers: readonly Tree[]): readonly string[] {
  const below = seenFrom(lowers);
  const kinds = new Map<string, "A" | "C" | "D">();
  for (const path of namesIn(upper)) {
    const kind = kindOf(upper[path] as Entry, below[path]);
    if (kind !== undefined) kinds.set(path, kind);
  }
  for (const path of hiddenBy(upper, below)) kinds.set(path, "D");
  for (const path of kinds.keys()) {
    // A directory that holds a change is changed, up to the root, which is never told.
    for (let above = parentOf(path); above !== undefined; above = parentOf(above)) {
      if (above !== "/" && !kinds.has(above)) kinds.set(above, "C");
    }
  }
  return [...kinds]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, kind]) => `${kind} ${path}`);
}

const namesIn = (tree: Tree): readonly string[] => Object.keys(tree).filter((path) => path !== "/");

function kindOf(now: Entry, before: Entry | undefined): "A" | "C" | "D" | undefined {
  if (isWhiteout(now)) return before === undefined ? undefined : "D";
  if (before === undefined) return "A";
  const opaque = isOpaque(now) && before.type === "dir";
  return opaque || told(now) !== told(before) ? "C" : undefined;
}

/** What makes an object another one: neither times nor marks, and of links not the count. */
function told(entry: Entry): string {
  const fields = Object.entries(fieldsOf(entry)).filter(
    ([name]) =>
      ["type", "mode", "uid", "gid", "target", "content", "rdev"].includes(name) ||
      name.startsWith("xattrs."),
  );
  return JSON.stringify(fields.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Children of directories below that upper has as well, but opaque, or inside an opaque one. */
function hiddenBy(upper: Tree, below: Tree): readonly string[] {
  return namesIn(below).filter((path) => {
    const directory = parentOf(path) ?? "/";
    if (upper[directory]?.type !== "dir" || upper[path] !== undefined) return false;
    for (let at: string | undefined = directory; at !== undefined; at = parentOf(at)) {
      const now = upper[at];
      if (now !== undefined && isOpaque(now)) return true;
    }
    return false;
  });
}

const isOpaque = (entry: Entry): boolean => entry.marks?.["opaque"] === "y";

/** The merged view of layers, by the rules of lookup. */
function seenFrom(layers: readonly Tree[]): Tree {
  const seen: Record<string, Entry> = {};
  const children = layers.map(childrenOf);
  const visit = (path: string, candidates: readonly number[]): void => {
    const [top] = candidates;
    const entry = top === undefined ? undefined : layers[top]?.[path];
    if (entry === undefined || isWhiteout(entry)) return;
    seen[path] = entry;
    if (entry.type !== "dir") return;
    const merged = mergedAt(path, candidates, layers);
    const names = new Set(merged.flatMap((index) => children[index]?.get(path) ?? []));
    for (const name of names) {
      const child = childOf(path, name);
      visit(
        child,
        merged.filter((index) => layers[index]?.[child] !== undefined),
      );
    }
  };
  visit(
    "/",
    layers.map((_, index) => index),
  );
  return seen;
}

/** Directories merge down to the first that is opaque, or to the first object that is none. */
function mergedAt(
  path: string,
  candidates: readonly number[],
  layers: readonly Tree[],
): readonly number[] {
  const end = candidates.findIndex((index) => layers[index]?.[path]?.type !== "dir");
  const directories = end < 0 ? candidates : candidates.slice(0, end);
  const last = directories.findIndex((index) => {
    const entry = layers[index]?.[path];
    return entry !== undefined && isOpaque(entry);
  });
  return last < 0 ? directories : directories.slice(0, last + 1);
}

function childrenOf(tree: Tree): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, string[]>();
  for (const path of namesIn(tree)) {
    const directory = parentOf(path) ?? "/";
    const name = path.slice(path.lastIndexOf("/") + 1);
    const known = children.get(directory);
    if (known === undefined) children.set(directory, [name]);
    else known.push(name);
  }
  return children;
}
