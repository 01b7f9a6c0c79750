import { loadKnownFailures } from "../judge/load-known-failures.ts";
import { allIds } from "./manifest.ts";
import { type SubjectPlan, adapterInfo } from "./plan.ts";
import type { Probed } from "./probe.ts";

/**
 * What a run has to know of an adapter that has announced itself.
 * @throws KnownFailuresError where its list cannot be read
 */
export async function subjectPlan(probed: Probed): Promise<SubjectPlan> {
  const { label, asked = label, command, options, knownFailures } = probed;
  const known = await loadKnownFailures(knownFailures, new Set(allIds()));
  const own = adapterInfo(probed.info, options);
  const info = { ...own, ...(asked !== own.name && { label: asked }) };
  return { label, command, info, known, knownFailures };
}
