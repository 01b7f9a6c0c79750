import type { FeatureSet } from "../language/feature.ts";
import type { Lacks } from "../language/protocol.ts";
import type { Entry, Tree, TreeName } from "../language/transcript.ts";
import { type Children, type Node, explicit } from "../language/tree.ts";
import { type Difference, isWhiteout, printEntry, typeOf } from "./entry.ts";
import { type Described, judgeNode } from "./expected-node.ts";
import { lacksField } from "./lacking.ts";
import { childOf, isUnder, nameOf, parentOf } from "./paths.ts";
import { printNode } from "./print-node.ts";

export interface JudgedTree {
  readonly differences: readonly Difference[];
  /** Whether the scenario itself says what this field of this path must be, or that it may be anything. */
  decides(path: string, field: string): boolean;
}

/** What an expectation has said so far, while the tree is walked. */
interface Walk {
  readonly tree: Tree;
  readonly name: TreeName;
  readonly lacks: Lacks;
  readonly features: FeatureSet;
  /** Names by directory. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  readonly differences: Difference[];
  readonly fields: Set<string>;
  /** Directories whose every child is written. */
  readonly closed: Set<string>;
  /** Objects that may be anything. */
  readonly free: string[];
}

/**
 * Compares a whole tree with the written one, path by path and field by field. Of an object that is missing, one too
 * many or of another type only that is said, not what follows for everything in it.
 */
export function judgeTree(
  expected: Node,
  tree: Tree,
  { name, lacks, features = {} }: Pick<Walk, "name" | "lacks"> & Partial<Pick<Walk, "features">>,
): JudgedTree {
  const walk: Walk = {
    tree,
    name,
    lacks,
    features,
    names: namesByDirectory(tree),
    differences: [],
    fields: new Set(),
    closed: new Set(),
    free: [],
  };
  visit(expected, "/", walk);
  return {
    differences: walk.differences,
    decides: (path, field) =>
      walk.fields.has(`${path}\0${field}`) ||
      (field === "entry" && walk.closed.has(parentOf(path) ?? "")) ||
      walk.free.some((each) => isUnder(each, path)),
  };
}

function namesByDirectory(tree: Tree): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const path of Object.keys(tree)) {
    const parent = parentOf(path);
    if (parent === undefined) continue;
    const known = names.get(parent);
    const name = nameOf(path);
    if (known === undefined) names.set(parent, [name]);
    else known.push(name);
  }
  return names;
}

function visit(written: Node, path: string, walk: Walk): void {
  const node = explicit(written);
  const entry = walk.tree[path];
  const decided = (field: string, wrong?: Pick<Difference, "expected" | "observed">): void => {
    if (lacksField(walk.lacks, field)) return;
    walk.fields.add(`${path}\0${field}`);
    if (wrong !== undefined) walk.differences.push({ path, field, ...wrong });
  };
  if (entry === undefined) {
    decided("entry", { expected: printNode(node), observed: "absent" });
    return;
  }
  decided("entry");
  if (node.$ === "any") {
    walk.free.push(path);
    if (entry.type === "missing") decided("type", { expected: "anything", observed: "missing" });
    return;
  }
  const wrong = wrongType(node.$, entry);
  if (wrong !== undefined) {
    decided(wrong.field, wrong);
    return;
  }
  decided("type");
  if (node.$ === "whiteout") {
    decided("rdev");
    return;
  }
  for (const { field, wrong } of judgeNode(node, entry, walk, path === "/")) {
    decided(field, wrong);
  }
  if (node.$ === "dir") visitChildren(node.children, node.others === true, path, walk);
}

/** A device 0:1 where a whiteout must be is wrong in its number, not in its type. */
function wrongType(
  kind: Described["$"] | "whiteout",
  entry: Entry,
): Omit<Difference, "path"> | undefined {
  if (kind === "whiteout") {
    if (isWhiteout(entry)) return undefined;
    return entry.type === "chr"
      ? { field: "rdev", expected: "0:0", observed: entry.rdev?.join(":") ?? "absent" }
      : { field: "type", expected: kind, observed: entry.type };
  }
  return kind === (entry.type === "whiteout" ? "chr" : entry.type)
    ? undefined
    : { field: "type", expected: kind, observed: typeOf(entry) };
}

function visitChildren(children: Children, others: boolean, path: string, walk: Walk): void {
  for (const [name, child] of Object.entries(children)) visit(child, childOf(path, name), walk);
  if (others) return;
  walk.closed.add(path);
  for (const name of walk.names.get(path) ?? []) {
    if (Object.hasOwn(children, name)) continue;
    const extra = childOf(path, name);
    const observed = printEntry(walk.tree[extra] as Entry);
    walk.differences.push({ path: extra, field: "entry", expected: "absent", observed });
  }
}
