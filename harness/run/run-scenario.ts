import { type Reference, judge } from "../judge/judge.ts";
import { type Ending, verdictOf } from "../judge/verdict.ts";
import type { IdentifiedScenario } from "../language/scenario.ts";
import { handedOver } from "./handover.ts";
import type { Report, Runner } from "./runner.ts";
import { inapplicable } from "./applicability.ts";
import type { ReferencePlan, RunPlan, SubjectPlan } from "./plan.ts";
import type { Result } from "./results.ts";
import { agentFor } from "./subjects.ts";

/** One scenario on one subject, judged. */
export async function runScenario(
  plan: RunPlan,
  subject: SubjectPlan,
  written: IdentifiedScenario,
): Promise<Result> {
  const scenario = plan.handover === true ? handedOver(written) : written;
  const { known, info } = subject;
  const privilege = info.privilege as "root";
  const finish = (ending: Ending, ms = 0, reference?: Reference): Result =>
    verdictOf(scenario, ending, {
      known,
      privilege,
      reference,
      durationMs: Math.round(ms * 100) / 100,
    });

  const reason = inapplicable(scenario, info.features, info.lacks);
  if (reason !== undefined) return finish({ ended: "skip", reason });
  const [report, reference] = await Promise.all([
    runOn(await agentFor(subject.command, plan), plan, subject, scenario),
    referenceFor(plan, subject, scenario),
  ]);
  return finish(endingOf(report, scenario, { plan, subject, reference }), report.ms, reference);
}

async function runOn(
  client: Runner,
  plan: RunPlan,
  subject: SubjectPlan,
  scenario: IdentifiedScenario,
): Promise<Report> {
  const observe = scenario.observe ?? "each";
  return client.run(scenario, observe, keptIn(plan, subject, scenario));
}

/** A directory for each scenario, below one for each subject where there are several. */
function keptIn(plan: RunPlan, { label }: SubjectPlan, { id }: IdentifiedScenario) {
  if (plan.keep === undefined) return undefined;
  const parts = plan.subjects.length > 1 ? [label, id] : [id];
  return [plan.keep, ...parts.map((part) => part.replaceAll("/", "__"))].join("/");
}

interface Judging {
  readonly plan: RunPlan;
  readonly subject: SubjectPlan;
  readonly reference: Reference | undefined;
}

function endingOf(
  report: Report,
  scenario: IdentifiedScenario,
  { plan, subject, reference }: Judging,
): Ending {
  if (report.kind === "error") return { ended: "error", message: report.message };
  if (report.kind !== "done") {
    return { ended: report.kind, step: report.step, message: report.message };
  }
  const { transcript } = report;
  const { lacks, features } = subject.info;
  const differential = plan.differential ?? false;
  const bench = { reference, lacks, features, differential };
  const judged = judge(scenario, transcript, bench);
  return { ended: "finished", transcript, judged };
}

/** What the reference did, asked once for all subjects. */
const asked = new Map<string, Promise<Reference | undefined>>();

async function referenceFor(
  plan: RunPlan,
  subject: SubjectPlan,
  scenario: IdentifiedScenario,
): Promise<Reference | undefined> {
  const { reference } = plan;
  if (subject.sovereign === true) return undefined;
  // A subject is no reference of itself.
  if (reference === undefined || reference.command.join("\0") === subject.command.join("\0")) {
    return Promise.resolve(undefined);
  }
  const known = asked.get(scenario.id);
  if (known !== undefined) return known;
  const answer = ask(plan, reference, scenario);
  asked.set(scenario.id, answer);
  return answer;
}

async function ask(
  plan: RunPlan,
  reference: ReferencePlan,
  scenario: IdentifiedScenario,
): Promise<Reference | undefined> {
  if (inapplicable(scenario, reference.features, reference.lacks) !== undefined) return undefined;
  const client = await agentFor(reference.command, plan);
  const report = await client.run(scenario, scenario.observe ?? "each");
  // Where the reference itself fails there is nothing to compare with: the written expectation judges alone.
  return report.kind === "done"
    ? { name: reference.name, transcript: report.transcript }
    : undefined;
}
