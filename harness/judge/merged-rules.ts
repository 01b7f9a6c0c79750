import type { Lacks } from "../language/protocol.ts";
import type { Scenario } from "../language/scenario.ts";
import type { Entry, Tree } from "../language/transcript.ts";
import type { Mismatch } from "../run/results.ts";
import { lacksField, lacksTree } from "./lacking.ts";
import type { Look } from "./looks.ts";
import { type EntryRule, entryRules } from "./rules.ts";

/**
 * The rules about the merged view, on every look. What the reference breaks in the same way at the same path after
 * the same step is how overlay is, and no violation.
 */
export function judgeMerged(
  scenario: Scenario,
  ours: readonly Look[],
  theirs: readonly Look[],
  lacks: Lacks,
): readonly Mismatch[] {
  if (lacksTree(lacks, "merged")) return [];
  const rules = entryRules.filter(
    ({ name, field }) => !scenario.unruly?.includes(name) && !lacksField(lacks, field),
  );
  const seen = new Set<string>();
  return ours.flatMap((look) => {
    const reference = theirs.findLast(({ after }) => after <= look.after)?.trees.merged;
    const paths = (look.changed.merged ?? []).toSorted();
    return paths
      .flatMap((path) => breaches(rules, path, look.trees.merged, reference, look.after))
      .filter(({ path, rule, observed }) => {
        const key = JSON.stringify([path, rule, observed]);
        return !seen.has(key) && seen.add(key);
      });
  });
}

function breaches(
  rules: readonly EntryRule[],
  path: string,
  tree: Tree | undefined,
  reference: Tree | undefined,
  step: number,
): readonly Mismatch[] {
  const entry = tree?.[path];
  if (entry === undefined) return [];
  return rules.flatMap(({ name, field, broken }) => {
    const found = broken(entry);
    if (found === undefined || isSame(found, broken, reference?.[path])) return [];
    return [{ step, where: "merged", path, field, ...found, against: "rule", rule: name }];
  });
}

function isSame(
  found: { readonly observed: string },
  broken: EntryRule["broken"],
  reference: Entry | undefined,
): boolean {
  return reference !== undefined && broken(reference)?.observed === found.observed;
}
