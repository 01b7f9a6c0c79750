import type { Content } from "../language/content.ts";
import type { FeatureSet } from "../language/feature.ts";
import type { Entry, TreeName } from "../language/transcript.ts";
import type { Attributes, DirNode, FileNode, SpecialNode, SymlinkNode } from "../language/tree.ts";
import { sameBytes } from "./bytes.ts";
import { type Difference, fieldsOf, printBytes, printMode } from "./entry.ts";
import { mustBeNamed } from "./marks.ts";
import { printContent } from "./print-node.ts";
import { cut } from "./show.ts";

export type Described = FileNode | DirNode | SymlinkNode | SpecialNode;

/** One field of an entry, judged: a wrong one has both texts. */
export interface JudgedField {
  readonly field: string;
  readonly wrong?: Pick<Difference, "expected" | "observed">;
}

const ordinaryMode = {
  file: 0o644,
  dir: 0o755,
  chr: 0o644,
  blk: 0o644,
  fifo: 0o644,
  socket: 0o644,
};

/** The tree that an entry is in, and what its kernel does. */
interface Place {
  readonly name: TreeName;
  readonly features: FeatureSet;
}

/**
 * Compares an entry of the right type with its node, with the values of an ordinary object where none is named.
 *
 * @param root of the root of a tree only what is named is compared: the adapter made it, not the scenario
 */
export function judgeNode(
  node: Described,
  entry: Entry,
  { name, features }: Place,
  root: boolean,
): readonly JudgedField[] {
  return [
    ...judgeData(node, entry),
    ...judgeAttributes(node, entry, root),
    ...judgeXattrs(node, entry, root),
    ...judgeMarks(node, entry, { name, features }, root),
  ];
}

function judgeData(node: Described, entry: Entry): readonly JudgedField[] {
  switch (node.$) {
    case "file":
      return [judgeContent("content", node.content, entry.content, entry.error)];
    case "symlink":
      return [plain("target", JSON.stringify(node.target), fieldsOf(entry)["target"])];
    case "chr":
    case "blk":
      // A device is nothing without its numbers; absent ones are those of mknod without them.
      return [plain("rdev", (node.rdev ?? [0, 0]).join(":"), entry.rdev?.join(":"))];
    default:
      return [];
  }
}

function judgeAttributes(node: Described, entry: Entry, root: boolean): readonly JudgedField[] {
  // Linux gives every symbolic link the same mode, and no call to change it.
  const usual = node.$ === "symlink" ? undefined : ordinaryMode[node.$];
  const mode = node.mode ?? (root ? undefined : usual);
  const owner = root ? undefined : 0;
  return [
    ...number("mode", mode, entry.mode, printMode),
    ...number("uid", node.uid ?? owner, entry.uid),
    ...number("gid", node.gid ?? owner, entry.gid),
    ...number("nlink", node.nlink, entry.nlink),
    ...(node.mtime === undefined ? [] : [plain("mtime", node.mtime, entry.mtime)]),
  ];
}

/** Nothing is judged where no number is wanted. Numbers are printed only where they differ. */
function number(
  field: string,
  wanted: number | undefined,
  found: number | undefined,
  print: (value: number) => string = String,
): readonly JudgedField[] {
  if (wanted === undefined) return [];
  if (wanted === found) return [{ field }];
  return [plain(field, print(wanted), found === undefined ? undefined : print(found))];
}

function judgeXattrs(node: Attributes, entry: Entry, root: boolean): readonly JudgedField[] {
  const wanted = node.xattrs ?? {};
  // The security module of the machine labels every file; the label is no business of overlay's.
  const unnamed = Object.keys(entry.xattrs ?? {}).filter(
    (name) => !root && !Object.hasOwn(wanted, name) && name !== "security.selinux",
  );
  return [
    ...Object.entries(wanted).map(([name, value]) =>
      judgeContent(`xattrs.${name}`, value, entry.xattrs?.[name]),
    ),
    ...unnamed.map((name) => plain(`xattrs.${name}`, undefined, fieldsOf(entry)[`xattrs.${name}`])),
  ];
}

function judgeMarks(
  node: Attributes,
  entry: Entry,
  { name, features }: Place,
  root: boolean,
): readonly JudgedField[] {
  const wanted = node.marks ?? {};
  const unnamed = Object.keys(entry.marks ?? {}).filter(
    (mark) => !root && !Object.hasOwn(wanted, mark) && mustBeNamed(mark, name, features),
  );
  return [...Object.keys(wanted), ...unnamed].map((mark) =>
    plain(`marks.${mark}`, wanted[mark], entry.marks?.[mark]),
  );
}

function judgeContent(
  field: string,
  wanted: Content,
  found: Entry["content"],
  error = "absent",
): JudgedField {
  if (found !== undefined && sameBytes(wanted, found)) return { field };
  const observed = cut(found === undefined ? error : printBytes(found));
  return { field, wrong: { expected: cut(printContent(wanted)), observed } };
}

function plain(field: string, wanted: string | undefined, found: string | undefined): JudgedField {
  if (wanted === found) return { field };
  return { field, wrong: { expected: cut(wanted ?? "absent"), observed: cut(found ?? "absent") } };
}
