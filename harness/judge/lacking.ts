import type { Lacks } from "../language/protocol.ts";
import type { TreeName } from "../language/transcript.ts";

/** `tree.work` leaves out that tree, `tree.lower` every lower. */
export function lacksTree(lacks: Lacks, tree: TreeName): boolean {
  return (
    Object.hasOwn(lacks, `tree.${tree}`) ||
    (tree.startsWith("lower") && Object.hasOwn(lacks, "tree.lower"))
  );
}

/** `entry.nlink` leaves out that field, `entry.marks` every mark, `entry.marks.origin` that one. */
export function lacksField(lacks: Lacks, field: string): boolean {
  // Asked for every field of every entry, and most subjects lack nothing.
  if (isEmpty(lacks)) return false;
  const [whole] = field.split(".");
  return Object.hasOwn(lacks, `entry.${field}`) || Object.hasOwn(lacks, `entry.${whole}`);
}

function isEmpty(lacks: Lacks): boolean {
  for (const _ in lacks) return false;
  return true;
}
