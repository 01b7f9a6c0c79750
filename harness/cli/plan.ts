import { availableParallelism } from "node:os";
import type { ReferencePlan, RunPlan } from "../run/plan.ts";
import type { Probed } from "../run/probe.ts";
import { subjectPlan } from "../run/subject-plan.ts";
import { type Given, wholeNumber } from "./usage.ts";

/* From the flags and the probed adapters to the plan of a run. */

export async function planOf(
  given: Given,
  subjects: readonly Probed[],
  reference: ReferencePlan | undefined,
  deadlineMs: number,
): Promise<RunPlan> {
  const plans = subjects.map(async (subject) => {
    const sovereign = subject.linux &&
      !given.values.has("reference") && { sovereign: true as const };
    return { ...(await subjectPlan(subject)), ...sovereign };
  });
  return {
    subjects: await Promise.all(plans),
    ...(reference && { reference }),
    deadlineMs,
    agents: Math.ceil(jobsOf(given) / workersFor(jobsOf(given))),
    repeat: wholeNumber("repeat", given.values.get("repeat")?.[0] ?? "1", 1),
    ...(given.values.has("differential") && { differential: true }),
    ...(given.values.has("handover") && { handover: true }),
    ...(given.values.has("keep") && { keep: `${process.cwd()}/kept` }),
  };
}

export function jobsOf(given: Given): number {
  const jobs = given.values.get("jobs")?.[0];
  return jobs === undefined ? availableParallelism() : wholeNumber("jobs", jobs, 1);
}

/** Judging costs half of what is judged: one worker keeps two agents busy. */
export function workersFor(jobs: number): number {
  return Math.ceil(jobs / 2);
}
