import { availableParallelism } from "node:os";
import { loadKnownFailures } from "../judge/load-known-failures.ts";
import type { ReferencePlan, RunPlan } from "../run/plan.ts";
import { type Probed, probe } from "../run/probe.ts";
import { allScenarios } from "../run/select.ts";
import { type Given, wholeNumber } from "./usage.ts";

/* From the flags and the probed adapters to the plan of a run. */

export async function planOf(
  given: Given,
  subjects: readonly Probed[],
  reference: Probed | undefined,
  deadlineMs: number,
): Promise<RunPlan> {
  const ids = new Set(allScenarios.map(({ id }) => id));
  const plans = subjects.map(async (subject) => {
    const { label, asked = label, command, info: ready, options, knownFailures } = subject;
    const { type: _, protocol: __, ...rest } = ready;
    const known = await loadKnownFailures(knownFailures, ids);
    const info = { ...rest, options, ...(asked !== rest.name && { label: asked }) };
    return { label, command, info, known, knownFailures };
  });
  return {
    subjects: await Promise.all(plans),
    ...(reference && { reference: referencePlan(reference) }),
    deadlineMs,
    agents: Math.ceil(jobsOf(given) / workersFor(jobsOf(given))),
    repeat: wholeNumber("repeat", given.values.get("repeat")?.[0] ?? "1", 1),
    ...(given.values.has("differential") && { differential: true }),
    ...(given.values.has("handover") && { handover: true }),
    ...(given.values.has("keep") && { keep: `${process.cwd()}/kept` }),
  };
}

function referencePlan({ label, command, info }: Probed): ReferencePlan {
  const { name, version, features, lacks } = info;
  return { name: `${name} ${version}`, label, command, features, lacks };
}

/** The default is the live kernel, where it can mount and is not itself the only one that is judged. */
export async function referenceOf(
  asked: string | undefined,
  labels: readonly string[],
  deadlineMs: number,
): Promise<Probed | undefined> {
  if (asked === "none") return undefined;
  if (asked !== undefined) return probe(asked, {}, deadlineMs);
  if (labels.every((label) => label === "kernel")) return undefined;
  try {
    return await probe("kernel", {}, deadlineMs);
  } catch (error) {
    console.error(`no reference: ${(error as Error).message}\nWritten expectations judge alone.`);
    return undefined;
  }
}

export function jobsOf(given: Given): number {
  const jobs = given.values.get("jobs")?.[0];
  return jobs === undefined ? availableParallelism() : wholeNumber("jobs", jobs, 1);
}

/** Judging costs half of what is judged: one worker keeps two agents busy. */
export function workersFor(jobs: number): number {
  return Math.ceil(jobs / 2);
}
