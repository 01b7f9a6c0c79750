import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FeatureSet } from "../harness/language/feature.ts";
import type { IdentifiedScenario } from "../harness/language/scenario.ts";
import type { Transcript } from "../harness/language/transcript.ts";
import { AgentClient } from "../harness/run/agent-client.ts";
import { register } from "../harness/run/registry.ts";
import { built } from "../harness/run/where.ts";
import { suites } from "../suites/index.ts";
import { findings, tryOn, withAgent } from "./broken/condemn.ts";
import type { Fault } from "./broken/fault.ts";
import { faults } from "./broken/faults.ts";
import { isWhole, part, parts } from "./part.ts";

/*
 * Subjects that are wrong on purpose. A suite that does not condemn them, each in the area that it is about, would not
 * condemn a real one either.
 */

const root = process.getuid?.() === 0;

const isStopping = ({ shows }: Pick<Fault, "shows">): boolean =>
  shows.test("hang") || shows.test("crash");

/** A subject that ends in every scenario is known after one of each area. */
function scenariosOf(fault: Pick<Fault, "areas" | "shows">) {
  return suites
    .filter(({ area }) => fault.areas?.includes(area) ?? true)
    .flatMap(({ scenarios }) =>
      isStopping(fault) ? scenarios.filter(({ steps }) => steps.length > 2).slice(0, 1) : scenarios,
    );
}

/** What the kernel itself does, by scenario; undefined of what the one of this machine cannot be asked. */
const kernel = new Map<string, Transcript | undefined>();
let features: FeatureSet = {};
const rows: string[] = [];

let kernelClient: AgentClient;
let asked: Promise<unknown> = Promise.resolve();

/** Asks the kernel what it was not asked before. */
async function askKernel(scenarios: readonly IdentifiedScenario[]): Promise<void> {
  const before = asked;
  asked = (async () => {
    await before;
    const missing = scenarios.filter(({ id }) => !kernel.has(id));
    if (missing.length === 0) return;
    for (const { id } of missing) kernel.set(id, undefined);
    for (const trial of await tryOn(kernelClient, missing)) {
      const { scenario, report } = trial;
      ({ features } = trial);
      if (report.kind === "done") kernel.set(scenario.id, report.transcript);
    }
  })();
  await asked;
}

beforeAll(async () => {
  const { command } = await register("kernel", {});
  kernelClient = await AgentClient.open({ command, deadlineMs: 10_000 });
  await askKernel(part(suites.flatMap(({ scenarios }) => scenarios)));
}, 120_000);

const head =
  "fault, condemned without the kernel's word, with it, of how many, the first that does";

afterAll(async () => {
  await kernelClient.close();
  process.stdout.write(`\n${[head, ...rows.toSorted()].join("\n")}\n`);
});

interface Subject extends Pick<Fault, "name" | "areas" | "shows"> {
  readonly label: string;
  readonly options: Readonly<Record<string, string>>;
}

/** The scenarios that condemn the subject. */
async function condemned(subject: Subject): Promise<readonly IdentifiedScenario[]> {
  const { label, options } = subject;
  const { command } = await register(label, options);
  // A plain directory blocks where an overlay would not: its deadline is short, too.
  const scenarios = scenariosOf(subject);
  return withAgent(command, isStopping(subject) ? 300 : 3000, async (client) => {
    for (const few of parts(scenarios)) {
      const found = await tell(client, subject, few);
      if (found.length > 0) return found;
    }
    return [];
  });
}

async function tell(
  client: AgentClient,
  subject: Subject,
  chosen: readonly IdentifiedScenario[],
): Promise<readonly IdentifiedScenario[]> {
  const { name, shows } = subject;
  await askKernel(chosen);
  // What the kernel of this machine cannot be asked proves nothing.
  const scenarios = chosen.filter(({ id }) => kernel.get(id) !== undefined);
  const trials = await tryOn(client, scenarios);
  const showing = (found: readonly string[]): boolean => found.some((each) => shows.test(each));
  const alone = trials.filter((trial) => showing(findings(trial)));
  const all = trials.filter((trial) => showing(findings(trial, kernel.get(trial.scenario.id))));
  const counts = [alone.length, all.length, trials.length].map((count) => String(count).padEnd(4));
  if (all.length > 0 || isWhole)
    rows.push([name.padEnd(26), ...counts, all[0]?.scenario.id ?? "none"].join(" "));
  return all.map(({ scenario }) => scenario);
}

function expectInnocent(scenario: IdentifiedScenario): void {
  const transcript = kernel.get(scenario.id);
  expect(transcript, scenario.id).toBeDefined();
  if (transcript === undefined) return;
  const found = findings({ scenario, report: { kind: "done", transcript }, features });
  expect(found, scenario.id).toEqual([]);
}

const timeout = 240_000;

describe.concurrent("the suite condemns a subject that", () => {
  const possible = faults.filter(({ privileged }) => root || privileged !== true);
  test.for(possible.map((fault) => [fault.says, fault] as const))(
    "%s",
    { timeout },
    async ([, fault]) => {
      const label = built("test/broken/adapter.js");
      const scenarios = await condemned({ ...fault, label, options: { fault: fault.name } });
      expect(scenarios.length).toBeGreaterThan(0);
      scenarios.forEach(expectInnocent);
    },
  );

  test.for([
    ["answers ENOSYS to everything and does nothing", "errno"],
    ["answers success to everything and does nothing", "value"],
  ] as const)("%s", { timeout }, async ([, answer]) => {
    const label = `exec:${process.execPath} ${built("test/broken/idle.js")} ${answer}`;
    const name = `idle, answers ${answer}`;
    const shows = /^(outcome|upper|merged) /;
    const scenarios = await condemned({ name, shows, label, options: {} });
    expect(scenarios.length).toBeGreaterThan(0);
    scenarios.forEach(expectInnocent);
  });
});
