import { writeFile } from "node:fs/promises";
import { printKnownFailures } from "../judge/known-failures.ts";
import { updateKnownFailures } from "../judge/update-known-failures.ts";
import type { RunPlan } from "../run/plan.ts";
import type { Run } from "../run/results.ts";

/** Rewrites each adapter's list of known failures by what has just been seen. */
export async function update(plan: RunPlan, runs: readonly Run[], because: string): Promise<void> {
  for (const [index, { label, known, knownFailures, info }] of plan.subjects.entries()) {
    const results = runs[index]?.results ?? [];
    const entries = updateKnownFailures(known, results, because, {
      privilege: info.privilege as "root",
      referenced: plan.reference !== undefined && plan.reference.label !== label,
    });
    await writeFile(knownFailures, printKnownFailures(entries));
    console.error(`${label}: ${entries.length} known failures in ${knownFailures}`);
  }
}
