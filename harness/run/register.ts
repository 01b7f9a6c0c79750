import { describe, test } from "vitest";
import type { IdentifiedScenario, Suite } from "../language/scenario.ts";
import type { RunPlan, SubjectPlan } from "./plan.ts";
import { type Result, redVerdicts } from "./results.ts";
import { runScenario } from "./run-scenario.ts";

declare module "vitest" {
  interface TaskMeta {
    /** The column of the result. */
    subject?: string;
    result?: Result;
  }
}

/** A scenario that went another way than expected. The report says how; a stack would say nothing. */
export class Unexpected extends Error {
  constructor({ id, verdict, mismatches, reason }: Result) {
    const first = mismatches[0];
    const what =
      first === undefined
        ? (reason ?? "")
        : `step ${first.step} ${first.where}${first.path ?? ""} ${first.field ?? ""}: expected ${first.expected}, observed ${first.observed}`;
    super(`${verdict}: ${id}: ${what}`);
    this.name = "Unexpected";
    this.stack = this.message;
  }
}

/**
 * Makes a vitest test of every scenario on every subject. Tests of an area are concurrent, so that scenarios are sent
 * to the agent ahead of its answers.
 */
export function register(suite: Suite, plan: RunPlan): void {
  for (const subject of plan.subjects) {
    describe.concurrent(`${subject.label} ${suite.area}`, () => {
      for (const scenario of suite.scenarios) registerScenario(plan, subject, scenario);
    });
  }
}

function registerScenario(plan: RunPlan, subject: SubjectPlan, scenario: IdentifiedScenario): void {
  for (let time = 1; time <= plan.repeat; time += 1) {
    const name = plan.repeat === 1 ? scenario.id : `${scenario.id} (${time})`;
    // What a scenario asserts is in its data: the result throws.
    // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title
    test(name, async ({ task, skip }) => {
      const result = await runScenario(plan, subject, scenario);
      task.meta.subject = subject.label;
      task.meta.result = result;
      if (result.verdict === "skip") skip(result.reason ?? "");
      if (redVerdicts.includes(result.verdict)) throw new Unexpected(result);
    });
  }
}
