import type { Observation } from "../../harness/language/transcript.ts";
import type { Mismatch } from "../../harness/run/results.ts";
import { treeAt, treeNames } from "./at-step.ts";
import { fieldsOf } from "./fields.ts";

/**
 * The first step after which the place of a mismatch is not as the reference has it: a scenario looks at its trees at
 * the end, and what it finds there may have happened long before. Undefined where the reference does not tell.
 */
export function differsSince(
  { step, where, path, field = "entry" }: Mismatch,
  ours: readonly Observation[],
  theirs: readonly Observation[],
): number | undefined {
  const tree = treeNames(theirs).find((name) => name === where);
  if (tree === undefined || path === undefined) return undefined;
  const at = (observations: readonly Observation[], after: number): string => {
    const entry = treeAt(observations, tree, after)[path];
    if (entry === undefined || field === "entry") return entry === undefined ? "absent" : "there";
    return fieldsOf(entry)[field] ?? "absent";
  };
  const steps = [...new Set(ours.map(({ after }) => after))].filter((after) => after <= step);
  const same = steps.findLast((after) => at(ours, after) === at(theirs, after));
  return steps.find((after) => after > (same ?? -2));
}
