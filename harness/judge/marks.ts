import type { TreeName } from "../language/transcript.ts";

/**
 * Marks that only keep books: the kernel sets them for its own sake, and nothing that is seen through the mount
 * depends on them. Every other mark changes what is seen, and an unknown one may.
 */
const bookkeeping: readonly string[] = ["origin", "impure", "uuid", "protattr"];

/** Whether a mark that the scenario does not name must not be there. The merged view shows none at all. */
export function mustBeNamed(mark: string, tree: TreeName): boolean {
  return tree === "merged" || !bookkeeping.includes(mark);
}
