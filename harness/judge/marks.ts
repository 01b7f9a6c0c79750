import type { FeatureSet } from "../language/feature.ts";
import type { TreeName } from "../language/transcript.ts";

/**
 * Marks that only keep books: the kernel sets them for its own sake, and nothing that is seen through the mount
 * depends on them. Every other mark changes what is seen, and an unknown one may.
 */
const bookkeeping: readonly string[] = ["origin", "impure", "uuid", "protattr"];

/**
 * Whether a mark that the scenario does not name must not be there. The merged view shows none at all. Where a kernel
 * marks every new directory, the mark says nothing; of one that hides what it must not, the merged view tells.
 */
export function mustBeNamed(mark: string, tree: TreeName, features: FeatureSet = {}): boolean {
  if (tree === "merged") return true;
  return !bookkeeping.includes(mark) && !(mark === "opaque" && features.opaque_new_dirs === true);
}
