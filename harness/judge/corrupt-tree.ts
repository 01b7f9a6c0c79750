import {
  type Attributes,
  type Children,
  type DirNode,
  type Node,
  explicit,
  is,
} from "../language/tree.ts";
import { type Variant, type Variants, gather, sentinel } from "./corrupt-value.ts";
import { mustBeNamed } from "./marks.ts";
import type { TreeName } from "../language/transcript.ts";
import { childOf } from "./paths.ts";

type Described = Exclude<ReturnType<typeof explicit>, { $: "any" | "whiteout" }>;

/** Every node of an expected tree in turn removed, or wrong in one field; every directory with one name more. */
export function corruptTree(written: Node, tree: TreeName): Variants<Node> {
  return corruptNode(written, "/", tree);
}

function corruptNode(written: Node, path: string, tree: TreeName): Variants<Node> {
  const node = explicit(written);
  // Anything is right where anything may be.
  if (node.$ === "any") return { variants: [], leftOut: [`${path} may be anything`] };
  const type = { at: `${path} type`, value: otherType(node.$) };
  if (node.$ === "whiteout") return { variants: [type], leftOut: [] };
  const own: Variants<Node> = { variants: [type, ...corruptFields(node, path, tree)], leftOut: [] };
  if (node.$ !== "dir") return own;
  const inside = corruptChildren(node, path, tree);
  return {
    variants: [...own.variants, ...inside.variants],
    leftOut: [...own.leftOut, ...inside.leftOut],
  };
}

const otherType = (kind: string): Node => (kind === "fifo" ? is.socket() : is.fifo());

function corruptChildren(node: DirNode, path: string, tree: TreeName): Variants<Node> {
  const put = (children: Children): Node => ({ ...node, children });
  const names = Object.keys(node.children);
  const extra = {
    at: `${childOf(path, sentinel)} added`,
    value: put({ ...node.children, [sentinel]: "" }),
  };
  const removed = names.map((name) => {
    const { [name]: _, ...rest } = node.children;
    return { at: `${childOf(path, name)} removed`, value: put(rest) };
  });
  const deeper = gather<Node>(
    Object.entries(node.children).map(([name, child]) => [
      corruptNode(child, childOf(path, name), tree),
      (wrong) => put({ ...node.children, [name]: wrong as Node }),
    ]),
  );
  // Where other names are allowed, one that is no longer expected is one of them.
  const loose = node.others === true;
  return {
    variants: [extra, ...(loose ? [] : removed), ...deeper.variants],
    leftOut: [...(loose ? removed.map(({ at }) => at) : []), ...deeper.leftOut],
  };
}

function corruptFields(node: Described, path: string, tree: TreeName): readonly Variant<Node>[] {
  const wrong = (field: string, change: object): Variant<Node> => ({
    at: `${path} ${field}`,
    value: { ...node, ...change },
  });
  const data = {
    file: () => [wrong("content", { content: sentinel })],
    symlink: () => [wrong("target", { target: sentinel })],
    chr: () => [wrong("rdev", { rdev: [250, 250] })],
    blk: () => [wrong("rdev", { rdev: [250, 250] })],
    dir: () => [],
    fifo: () => [],
    socket: () => [],
  }[node.$]();
  const mode = node.mode ?? (node.$ === "dir" ? 0o755 : 0o644);
  return [
    ...data,
    wrong("mode", { mode: mode ^ 0o001 }),
    wrong("uid", { uid: (node.uid ?? 0) + 4321 }),
    wrong("gid", { gid: (node.gid ?? 0) + 4321 }),
    ...(node.nlink === undefined ? [] : [wrong("nlink", { nlink: node.nlink + 77 })]),
    ...(node.mtime === undefined ? [] : [wrong("mtime", { mtime: "1.000000001" })]),
    ...corruptNamed(node, "xattrs", wrong, () => path !== "/"),
    ...corruptNamed(node, "marks", wrong, (mark) => path !== "/" && mustBeNamed(mark, tree)),
  ];
}

/** Each named attribute with another value and, where its absence is judged too, without it; and one more. */
function corruptNamed(
  node: Attributes,
  field: "xattrs" | "marks",
  wrong: (field: string, change: object) => Variant<Node>,
  absenceCounts: (name: string) => boolean,
): readonly Variant<Node>[] {
  const named: Readonly<Record<string, unknown>> = node[field] ?? {};
  return [
    wrong(`${field} added`, { [field]: { ...named, [`user.${sentinel}`]: sentinel } }),
    ...Object.keys(named).map((name) =>
      wrong(`${field}.${name}`, { [field]: { ...named, [name]: sentinel } }),
    ),
    ...Object.keys(named)
      .filter(absenceCounts)
      .filter((name) => name !== "security.selinux")
      .map((name) => {
        const { [name]: _, ...rest } = named;
        return wrong(`${field}.${name} removed`, { [field]: rest });
      }),
  ];
}
