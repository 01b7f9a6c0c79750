import { judge } from "../../harness/judge/judge.ts";
import type { FeatureSet } from "../../harness/language/feature.ts";
import type { IdentifiedScenario } from "../../harness/language/scenario.ts";
import type { Transcript } from "../../harness/language/transcript.ts";
import { AgentClient } from "../../harness/run/agent-client.ts";
import type { Report } from "../../harness/run/runner.ts";
import { inapplicable } from "../../harness/run/applicability.ts";

/** One scenario, and what became of it on a subject. */
export interface Trial {
  readonly scenario: IdentifiedScenario;
  readonly report: Report;
  /** Of the machine: a `when` may ask for one. */
  readonly features: FeatureSet;
}

/** Every scenario that says anything of the subject, on one agent. */
export async function tryAll(
  command: readonly string[],
  scenarios: readonly IdentifiedScenario[],
  deadlineMs: number,
): Promise<readonly Trial[]> {
  return withAgent(command, deadlineMs, (client) => tryOn(client, scenarios));
}

/** Opens an agent for as long as it is used. */
export async function withAgent<T>(
  command: readonly string[],
  deadlineMs: number,
  use: (client: AgentClient) => Promise<T>,
): Promise<T> {
  const client = await AgentClient.open({ command, deadlineMs });
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

/** The same on an agent that is there. */
export async function tryOn(
  client: AgentClient,
  scenarios: readonly IdentifiedScenario[],
): Promise<readonly Trial[]> {
  const { features, lacks } = client.info;
  const applicable = scenarios.filter((each) => inapplicable(each, features, lacks) === undefined);
  return Promise.all(
    applicable.map(async (scenario) => ({
      scenario,
      features,
      report: await client.run(scenario, scenario.observe ?? "each"),
    })),
  );
}

/** Everything that is wrong with it: `upper rdev` for each mismatch, or the verdict of a run that did not end. */
export function findings(
  { scenario, report, features }: Trial,
  reference?: Transcript,
): readonly string[] {
  if (report.kind !== "done") return [report.kind];
  const against = reference && { name: "kernel", transcript: reference };
  const { mismatches } = judge(scenario, report.transcript, { reference: against, features });
  return mismatches.map(({ where, field }) => `${where} ${field ?? ""}`);
}

/** How many are sent ahead: of those behind the one that condemns the rest is in vain. */
const ahead = 8;

/** The first scenario that finds the subject wrong, judged by what is written in it alone. */
export async function firstToCondemn(
  client: AgentClient,
  scenarios: readonly IdentifiedScenario[],
): Promise<IdentifiedScenario | undefined> {
  for (let at = 0; at < scenarios.length; at += ahead) {
    const trials = await tryOn(client, scenarios.slice(at, at + ahead));
    const found = trials.find(
      (trial) => trial.report.kind === "done" && findings(trial).length > 0,
    );
    if (found !== undefined) return found.scenario;
  }
  return undefined;
}
