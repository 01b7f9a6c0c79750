import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { IdentifiedScenario } from "../harness/language/scenario.ts";
import type { Transcript } from "../harness/language/transcript.ts";
import { register } from "../harness/run/registry.ts";
import { built } from "../harness/run/where.ts";
import { suites as allSuites } from "../suites/index.ts";
import { findings, tryAll } from "./broken/condemn.ts";
import type { Fault } from "./broken/fault.ts";
import { faults } from "./broken/faults.ts";
import { ownSuites } from "./broken/own-scenarios.ts";

/*
 * Subjects that are wrong on purpose. A suite that does not condemn them, each in the area that it is about, would not
 * condemn a real one either.
 */

const suites = [
  ...allSuites,
  ...ownSuites.filter(({ area }) => !allSuites.some((suite) => suite.area === area)),
];
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

/** What the kernel itself does, by scenario. */
const kernel = new Map<string, Transcript>();
const rows: string[] = [];

beforeAll(async () => {
  const { command } = await register("kernel", {});
  const all = suites.flatMap(({ scenarios }) => scenarios);
  for (const trial of await tryAll(command, all, 10_000)) {
    const { scenario, report } = trial;
    if (report.kind === "done") kernel.set(scenario.id, report.transcript);
  }
});

afterAll(() => process.stdout.write(`\n${rows.toSorted().join("\n")}\n`));

/** The scenarios that condemn the fault; the kernel, without it, passes them. */
async function condemned(fault: Pick<Fault, "areas" | "shows">, label: string, options = {}) {
  const { command } = await register(label, options);
  const trials = await tryAll(command, scenariosOf(fault), isStopping(fault) ? 300 : 10_000);
  const found = trials.filter((trial) =>
    findings(trial, kernel.get(trial.scenario.id)).some((each) => fault.shows.test(each)),
  );
  const name = Object.values<string>(options)[0] ?? label;
  const first = found[0]?.scenario.id ?? "none";
  rows.push(`${name.padEnd(26)} ${found.length}/${trials.length}  ${first}`);
  return found.map(({ scenario }) => scenario);
}

function expectInnocent(scenario: IdentifiedScenario): void {
  const transcript = kernel.get(scenario.id);
  expect(transcript, scenario.id).toBeDefined();
  if (transcript === undefined) return;
  const found = findings({ scenario, report: { kind: "done", transcript } });
  expect(found, scenario.id).toEqual([]);
}

const timeout = 60_000;

describe.concurrent("the suite condemns a subject that", () => {
  const possible = faults.filter(({ privileged }) => root || privileged !== true);
  test.for(possible.map((fault) => [fault.says, fault] as const))(
    "%s",
    { timeout },
    async ([, fault]) => {
      const subject = built("test/broken/adapter.js");
      const scenarios = await condemned(fault, subject, { fault: fault.name });
      expect(scenarios.length).toBeGreaterThan(0);
      scenarios.forEach(expectInnocent);
    },
  );

  test.for([
    ["answers ENOSYS to everything and does nothing", "errno"],
    ["answers success to everything and does nothing", "value"],
  ] as const)("%s", { timeout }, async ([, answer]) => {
    const program = `exec:${process.execPath} ${built("test/broken/idle.js")} ${answer}`;
    const scenarios = await condemned({ shows: /^(outcome|upper|merged) / }, program);
    expect(scenarios.length).toBeGreaterThan(0);
    scenarios.forEach(expectInnocent);
  });
});
