import {
  type Entry,
  type Transcript,
  type Tree,
  type TreeName,
  applyDelta,
} from "../language/transcript.ts";

/** The trees as the last look found them, one line an object. */
export function printTrees({ observations }: Transcript): string {
  const trees = new Map<TreeName, Tree>();
  for (const { trees: deltas } of observations) {
    for (const [name, delta] of Object.entries(deltas)) {
      trees.set(name as TreeName, applyDelta(trees.get(name as TreeName) ?? {}, delta));
    }
  }
  return [...trees]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, tree]) => [name, ...lines(tree)])
    .join("\n");
}

function lines(tree: Tree): readonly string[] {
  return Object.entries(tree)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, entry]) => `  ${path}  ${printEntry(entry)}`);
}

function printEntry(entry: Entry): string {
  const { type, mode, uid, gid, nlink, rdev, target, content, marks, xattrs, error } = entry;
  const parts = [
    type,
    mode === undefined ? "" : mode.toString(8).padStart(4, "0"),
    `${uid ?? "?"}:${gid ?? "?"}`,
    `nlink ${nlink ?? "?"}`,
    rdev === undefined ? "" : `${rdev[0]}:${rdev[1]}`,
    target === undefined ? "" : `-> ${JSON.stringify(target)}`,
    content === undefined ? "" : JSON.stringify(content),
    ...Object.entries(marks ?? {}).map(([name, value]) => `[${name}=${value}]`),
    ...Object.entries(xattrs ?? {}).map(([name, value]) => `[${name}=${JSON.stringify(value)}]`),
    error ?? "",
  ];
  return parts.filter((part) => part !== "").join(" ");
}
