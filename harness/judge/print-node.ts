import type { Content } from "../language/content.ts";
import { type Node, explicit } from "../language/tree.ts";
import { cut, show } from "./show.ts";

/** A node in one line, where an object is missing. */
export function printNode(written: Node): string {
  const node = explicit(written);
  switch (node.$) {
    case "whiteout":
      return "whiteout";
    case "any":
      return "anything";
    case "file":
      return cut(`file ${printContent(node.content)}`);
    case "symlink":
      return cut(`symlink -> ${show(node.target)}`);
    default:
      return node.$;
  }
}

export function printContent(content: Content): string {
  if (typeof content === "string") return JSON.stringify(content);
  if ("hex" in content) return `hex ${content.hex}`;
  if ("program" in content) return `program ${content.program}`;
  return `${content.size} bytes of ${show(content.fill)}`;
}
