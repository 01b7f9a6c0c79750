import { type Node, explicit } from "../tree.ts";
import { isPlain, statTypes } from "./checks.ts";
import { filling, isLong, octal, word } from "./word.ts";

/** Patterns: an empty file is named another way. */
const types: Readonly<Record<string, string>> = { ...statTypes, file: "regular*" };

/** Checks of a tree, a line each: types, modes, owners, names and contents. */
export function treeChecks(node: Node, path: string): readonly string[] {
  const written = explicit(node);
  if (written.$ === "any") return [`[ -e ${word(path)} ] || differs ${word(path)} there absent`];
  const type = types[written.$] ?? "*";
  if (written.$ === "whiteout") return [`holds ${word(path)} ${word(`${type} * 0:0`)}`];
  const ordinary = { file: 0o644, dir: 0o755 }[written.$ as "file" | "dir"] as number | undefined;
  const mode = written.mode ?? ordinary;
  const owner = `${written.uid ?? 0}:${written.gid ?? 0}`;
  const rdev = "rdev" in written ? written.rdev?.map((each) => each.toString(16)).join(":") : "*";
  const held = `${type} ${mode?.toString(8) ?? "*"} ${owner} ${rdev ?? "*"}`;
  const line = `holds ${word(path)} ${word(held)}`;
  if (written.$ === "symlink") return [line, `leads ${word(path)} ${word(written.target)}`];
  if (written.$ === "file") return [line, ...contentChecks(written.content, path)];
  if (written.$ !== "dir") return [line];
  const children = Object.entries(written.children);
  const names = children.map(([name]) => name).toSorted();
  const exact = written.others !== true && names.every(isPlain);
  return [
    line,
    ...(exact ? [`names ${word(path)} ${word(names.join("\n"))}`] : []),
    ...children.flatMap(([name, child]) => treeChecks(child, `${path}/${name}`)),
  ];
}

function contentChecks(content: Parameters<typeof octal>[0] | object, path: string) {
  if (isLong(content)) return [`filled ${word(path)} ${filling(content)}`];
  // Long contents and those with NUL do not fit into a variable of a shell.
  if (typeof content !== "string" || content.length > 4096 || content.includes("\0")) return [];
  return [`content ${word(path)} ${word(octal(content))}`];
}
