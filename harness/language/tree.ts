import type { Content } from "./content.ts";

/**
 * A tree as a scenario expects it. A string is a file with that content, a plain object a directory with exactly
 * these children, everything else is made by `is`. Attributes that are not named have the value of an ordinary
 * object: files 0644, directories 0755, owner 0:0, no extended attributes.
 *
 * Marks are overlay's own extended attributes by their short names. A mark that changes what is seen (opaque,
 * redirect, metacopy, whiteout, nlink, upper) must be named where it is; those that only keep books (origin, impure,
 * uuid, protattr) are compared where they are named, and with the reference where they are not.
 */
export type Node =
  string | Whiteout | Children | FileNode | DirNode | SymlinkNode | SpecialNode | AnyNode;

export interface Children {
  readonly [name: string]: Node;
}

/** A character device 0:0 in a layer. */
export interface Whiteout {
  readonly $: "whiteout";
}

export interface Attributes {
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly nlink?: number;
  /** Seconds with nine decimals, `1000000000.000000001`; or `now` for a time since the scenario's start. */
  readonly mtime?: string;
  readonly xattrs?: Readonly<Record<string, Content>>;
  readonly marks?: Readonly<Record<string, string>>;
}

export interface FileNode extends Attributes {
  readonly $: "file";
  readonly content: Content;
}

export interface DirNode extends Attributes {
  readonly $: "dir";
  readonly children: Children;
  /** True where other children are allowed too. */
  readonly others?: boolean;
}

export interface SymlinkNode extends Attributes {
  readonly $: "symlink";
  readonly target: string;
}

export interface SpecialNode extends Attributes {
  readonly $: "chr" | "blk" | "fifo" | "socket";
  readonly rdev?: readonly [major: number, minor: number];
}

/** Something is there, whatever it is. */
export interface AnyNode {
  readonly $: "any";
}

export const whiteout: Whiteout = { $: "whiteout" };

export const is = {
  file: (content: Content, attributes: Attributes = {}): FileNode => ({
    $: "file",
    content,
    ...attributes,
  }),
  dir: (children: Children, attributes: Attributes = {}): DirNode => ({
    $: "dir",
    children,
    ...attributes,
  }),
  /** A directory with the mark opaque=y. */
  opaque: (children: Children, attributes: Attributes = {}): DirNode => ({
    $: "dir",
    children,
    ...attributes,
    marks: { ...attributes.marks, opaque: "y" },
  }),
  symlink: (target: string, attributes: Attributes = {}): SymlinkNode => ({
    $: "symlink",
    target,
    ...attributes,
  }),
  device: (
    type: "chr" | "blk",
    major: number,
    minor: number,
    attributes: Attributes = {},
  ): SpecialNode => ({ $: type, rdev: [major, minor], ...attributes }),
  fifo: (attributes: Attributes = {}): SpecialNode => ({ $: "fifo", ...attributes }),
  socket: (attributes: Attributes = {}): SpecialNode => ({ $: "socket", ...attributes }),
  anything: { $: "any" } as AnyNode,
} as const;

/** At least these children. */
export const contains = (children: Children, attributes: Attributes = {}): DirNode => ({
  ...is.dir(children, attributes),
  others: true,
});

/** The node with its kind spelled out. */
export function explicit(node: Node): Exclude<Node, string | Children> {
  if (typeof node === "string") return is.file(node);
  if (isKind(node)) return node;
  return is.dir(node);
}

function isKind(node: Exclude<Node, string>): node is Exclude<Node, string | Children> {
  return "$" in node && typeof node.$ === "string" && nodeKinds.includes(node.$);
}

export const nodeKinds: readonly string[] = [
  "whiteout",
  "file",
  "dir",
  "symlink",
  "chr",
  "blk",
  "fifo",
  "socket",
  "any",
];
