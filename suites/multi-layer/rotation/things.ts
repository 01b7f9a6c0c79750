import {
  chmod,
  dir,
  file,
  is,
  link,
  rename,
  rmdir,
  symlink,
  unlink,
  writeFile,
} from "../../../harness/language/index.ts";
import type { Steps } from "../../../harness/language/construct/modifiers.ts";
import type { Children, Node } from "../../../harness/language/tree.ts";

export type Kind = "absent" | "file" | "dir" | "empty" | "symlink";

/** How `/x` came to be what it is, a round for each layer, the bottom first. */
export interface Thing {
  readonly says: string;
  readonly kind: Kind;
  readonly rounds: readonly (readonly Steps[])[];
  /** What `/x` is in the end. */
  readonly node?: Node;
  /** Of a file. */
  readonly content?: string;
  readonly mode?: number;
  /** What else is there then. */
  readonly beside?: Children;
  /** Needs a mount that redirects and copies attributes alone. */
  readonly marked?: boolean;
}

const contains = (content: string, mode = 0o644) => ({
  node: is.file(content, { mode }),
  content,
  mode,
});

const tree: readonly Steps[] = [dir("/x"), file("/x/a", "a")];
const treeAtY: readonly Steps[] = [dir("/y"), file("/y/a", "a")];
const removed: readonly Steps[] = [unlink("/x/a"), rmdir("/x")];

export const things: readonly Thing[] = [
  {
    says: "a file of the bottom layer",
    kind: "file",
    rounds: [[file("/x", "lower")], []],
    ...contains("lower"),
  },
  {
    says: "a file that a layer copied up",
    kind: "file",
    rounds: [[file("/x", "lower", 0o600)], [writeFile("/x", "changed")]],
    ...contains("changed", 0o600),
  },
  {
    says: "a file that a layer renamed over another",
    kind: "file",
    rounds: [[file("/x", "old"), file("/y", "new")], [rename("/y", "/x")]],
    ...contains("new"),
  },
  {
    says: "a file that took the place of a directory",
    kind: "file",
    rounds: [tree, removed, [file("/x", "f")]],
    ...contains("f"),
  },
  {
    says: "a file with a link that the copy-up broke",
    kind: "file",
    rounds: [[file("/x", "one"), link("/x", "/l")], [writeFile("/x", "two")]],
    ...contains("two"),
    beside: { l: "one" },
  },
  {
    says: "a name that a layer removed",
    kind: "absent",
    rounds: [[file("/x", "lower")], [unlink("/x")]],
  },
  { says: "the name of a directory that a layer removed", kind: "absent", rounds: [tree, removed] },
  {
    says: "a directory that two layers fill",
    kind: "dir",
    rounds: [tree, [file("/x/b", "b")]],
    node: { a: "a", b: "b" },
  },
  {
    says: "a directory that a layer made anew",
    kind: "dir",
    rounds: [tree, removed, [dir("/x"), file("/x/n", "n")]],
    node: { n: "n" },
  },
  {
    says: "a directory that a layer emptied",
    kind: "empty",
    rounds: [tree, [unlink("/x/a")]],
    node: {},
  },
  {
    says: "a link that took the place of a file",
    kind: "symlink",
    rounds: [[file("/x", "lower")], [unlink("/x"), symlink("rest", "/x")]],
    node: is.symlink("rest"),
  },
  {
    says: "a directory that a layer renamed",
    kind: "dir",
    rounds: [treeAtY, [rename("/y", "/x")]],
    node: { a: "a" },
    marked: true,
  },
  {
    says: "a directory that two layers renamed in turn",
    kind: "dir",
    rounds: [treeAtY, [rename("/y", "/m"), file("/m/b", "b")], [rename("/m", "/x")]],
    node: { a: "a", b: "b" },
    marked: true,
  },
  {
    says: "a file whose attributes alone a layer copied up",
    kind: "file",
    rounds: [[file("/x", "lower")], [chmod("/x", 0o600)]],
    ...contains("lower", 0o600),
    marked: true,
  },
  {
    says: "a file that one layer copied up by its attributes and the next renamed",
    kind: "file",
    rounds: [[file("/y", "lower")], [chmod("/y", 0o600)], [rename("/y", "/x")]],
    ...contains("lower", 0o600),
    marked: true,
  },
];
