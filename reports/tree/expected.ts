import type { Content } from "../../harness/language/content.ts";
import type { Bytes } from "../../harness/language/content.ts";
import type { Entry } from "../../harness/language/transcript.ts";
import { type Attributes, type Node, explicit } from "../../harness/language/tree.ts";
import type { Wanted } from "./diff.ts";

/** The tree that a scenario expects at its end, with the fields that it judges and no others. */
export function expectedTree(node: Node): Wanted {
  const tree: Record<string, Entry> = {};
  const open: string[] = [];
  place(node, "/", tree, open);
  return { tree, partial: { open } };
}

function place(node: Node, path: string, tree: Record<string, Entry>, open: string[]): void {
  const written = explicit(node);
  tree[path] = entryOf(written);
  if (written.$ === "any") open.push(path);
  if (written.$ !== "dir") return;
  if (written.others === true) open.push(path);
  for (const [name, child] of Object.entries(written.children)) {
    place(child, `${path === "/" ? "" : path}/${name}`, tree, open);
  }
}

function entryOf(node: ReturnType<typeof explicit>): Entry {
  switch (node.$) {
    // Anything may be there: no field is named, so none differs.
    case "any":
      return {} as Entry;
    case "whiteout":
      return { type: "whiteout" };
    case "file":
      return { type: "file", ...attributesOf(node, 0o644), ...contentOf(node.content) };
    case "dir":
      return { type: "dir", ...attributesOf(node, 0o755) };
    case "symlink":
      return { type: "symlink", target: node.target, ...attributesOf(node) };
    default:
      return { type: node.$, ...attributesOf(node), ...(node.rdev && { rdev: node.rdev }) };
  }
}

function attributesOf(node: Attributes, ordinary?: number): Partial<Entry> {
  const mode = node.mode ?? ordinary;
  return {
    ...(mode !== undefined && { mode }),
    uid: node.uid ?? 0,
    gid: node.gid ?? 0,
    ...(node.nlink !== undefined && { nlink: node.nlink }),
    ...(node.mtime !== undefined && { mtime: node.mtime }),
    ...(node.xattrs && { xattrs: shownXattrs(node.xattrs) }),
    ...(node.marks && { marks: node.marks }),
  };
}

function shownXattrs(xattrs: Readonly<Record<string, Content>>): Record<string, Bytes> {
  return Object.fromEntries(
    Object.entries(xattrs).flatMap(([name, value]) => {
      const content = shown(value);
      return content === undefined ? [] : [[name, content]];
    }),
  );
}

function contentOf(content: Content): { readonly content?: Bytes } {
  const value = shown(content);
  return value === undefined ? {} : { content: value };
}

/** As an answer shows it, where that is known without making the bytes. */
function shown(content: Content): Bytes | undefined {
  if (typeof content !== "string") return "hex" in content ? content : undefined;
  const printable = !/[\p{Cc}\p{Cs}]/u.test(content) || /^[\P{Cc}\n\t]*$/u.test(content);
  return printable && content.length <= 85 ? content : undefined;
}
