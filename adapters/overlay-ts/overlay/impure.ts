import { getMark, setMark } from "./marks.ts";
import { type Node, upperOf } from "./node.ts";

/* The mark of an upper directory that holds copies of lower objects: ovl_set_impure. */

const yes = new Uint8Array([0x79]);

export function markImpure(directory: Node): void {
  if (directory.impure || !directory.mounted.xattrs) return;
  setMark(directory.mounted, upperOf(directory), "impure", yes);
  directory.impure = true;
}

/** Whether the mark says so. */
export function isMarkedImpure(node: Node): boolean {
  if (node.upper === undefined) return false;
  const value = getMark(node.mounted, node.upper, "impure");
  return value?.length === 1 && value[0] === yes[0];
}
