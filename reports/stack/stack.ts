import type { Entry, Tree, TreeName } from "../../harness/language/transcript.ts";
import { isWhiteoutEntry } from "../tree/whiteout.ts";

/** What a layer has under a name. */
export type CellKind = "object" | "whiteout" | "opaque" | "directory" | "nothing";

export interface StackCell {
  readonly kind: CellKind;
  readonly entry?: Entry;
  /** Nothing above stops the look: seen from the merged view. */
  readonly reached: boolean;
}

/** One name, from the top of the stack to its bottom. */
export interface StackColumn {
  readonly path: string;
  /** Upper first, then the lowers from the top. */
  readonly cells: readonly StackCell[];
  /** What the layers together show by the rules of overlay, and what the merged view was seen to show. */
  readonly shows: boolean;
  readonly merged: Entry | undefined;
  /** The picture in words. */
  readonly says: string;
}

export interface Stack {
  readonly layers: readonly TreeName[];
  readonly columns: readonly StackColumn[];
  /** Names that are left out of the picture. */
  readonly left: number;
}

export type Trees = Readonly<Partial<Record<TreeName, Tree>>>;

/** @param most so many names; those of `first` come before the others */
export function stackOf(trees: Trees, first: readonly string[], most: number): Stack {
  const layers = layersOf(trees);
  const paths = [...new Set(Object.values(trees).flatMap((tree) => Object.keys(tree ?? {})))]
    .filter((path) => path !== "/" && !path.startsWith("/work/"))
    .toSorted();
  const urgent = new Set(first);
  const chosen = new Set(
    [
      ...paths.filter((path) => urgent.has(path)),
      ...paths.filter((path) => !urgent.has(path)),
    ].slice(0, most),
  );
  const columns = paths
    .filter((path) => chosen.has(path))
    .map((path) => columnOf(path, layers, trees));
  return { layers, columns, left: paths.length - columns.length };
}

function layersOf(trees: Trees): readonly TreeName[] {
  const names = Object.keys(trees) as TreeName[];
  const lowers = names.filter((name) => name.startsWith("lower"));
  const number = (name: string): number => Number(name.slice("lower".length));
  return [
    ...names.filter((name) => name === "upper"),
    ...lowers.toSorted((a, b) => number(a) - number(b)),
  ];
}

function columnOf(path: string, layers: readonly TreeName[], trees: Trees): StackColumn {
  let at = path;
  let open = true;
  let seen: Entry | undefined;
  const told: string[] = [];
  const cells = layers.map((layer): StackCell => {
    const tree = trees[layer] ?? {};
    const entry = tree[at];
    const kind = kindOf(entry);
    // A file below a directory does not merge with it.
    if (kind === "object" && seen?.type === "dir") open = false;
    const reached = open;
    if (kind !== "nothing") told.push(`${layer} ${words[kind](entry)}${reached ? "" : ", hidden"}`);
    if (open) {
      if (kind === "object") [seen, open] = [seen ?? entry, false];
      if (kind === "opaque") [seen, open] = [seen ?? entry, false];
      if (kind === "directory") seen ??= entry;
      if (kind === "whiteout" || stops(tree, at)) open = false;
      at = below(tree, at);
    }
    return { kind, reached, ...(entry !== undefined && { entry }) };
  });
  const merged = trees.merged?.[path];
  const shows = seen !== undefined;
  const view =
    trees.merged === undefined
      ? `the layers show ${shows ? seen?.type : "nothing"}`
      : `merged shows ${merged === undefined ? "nothing" : merged.type}`;
  const right = trees.merged === undefined || shows === (merged !== undefined);
  const strange = right
    ? ""
    : `, though the layers say ${shows ? "otherwise" : "nothing is there"}`;
  return { path, cells, shows, merged, says: `${path}: ${[...told, view].join("; ")}${strange}` };
}

const words: Readonly<Record<CellKind, (entry: Entry | undefined) => string>> = {
  object: (entry) => `has a ${entry?.type ?? "thing"}`,
  directory: () => "has a directory",
  opaque: () => "has an opaque directory",
  whiteout: () => "has a whiteout",
  nothing: () => "has nothing",
};

function kindOf(entry: Entry | undefined): CellKind {
  if (entry === undefined || entry.type === "missing") return "nothing";
  if (isWhiteoutEntry(entry)) return "whiteout";
  if (entry.type !== "dir") return "object";
  return isOpaque(entry) ? "opaque" : "directory";
}

const isOpaque = ({ marks }: Entry): boolean => marks?.["opaque"] === "y";

/** Whether a directory above the name in this layer hides everything below it. */
function stops(tree: Tree, path: string): boolean {
  return parents(path).some((parent) => {
    const entry = tree[parent];
    return entry !== undefined && (entry.type !== "dir" || isOpaque(entry));
  });
}

/** Where the name is looked for in the next layer: a redirect of it or of a directory above leads elsewhere. */
function below(tree: Tree, path: string): string {
  const chain = [...parents(path), path].filter((each) => each !== "/");
  let target = "";
  for (const each of chain) {
    const redirect = tree[each]?.marks?.["redirect"];
    const name = each.slice(each.lastIndexOf("/"));
    if (redirect === undefined) target += name;
    else target = redirect.startsWith("/") ? redirect : `${target}/${redirect}`;
  }
  return target;
}

function parents(path: string): readonly string[] {
  const parts = path.split("/").slice(1, -1);
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join("/")}`);
}
