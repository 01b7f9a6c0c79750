import { judge } from "../../judge/judge.ts";
import type { IdentifiedScenario } from "../../language/scenario.ts";
import { mapCalls } from "../../language/step.ts";
import type { Mismatch } from "../results.ts";
import { explanationOf } from "./explanations.ts";
import { recorded } from "./read.ts";

/** One way in which two kernels differ, and the scenarios that show it. */
export interface Change {
  readonly where: Mismatch["where"];
  readonly field: string;
  readonly before: string;
  readonly after: string;
  readonly ids: readonly string[];
}

export interface Drift {
  readonly changes: readonly Change[];
  /** Scenarios that both have carried out, and of which the kernel decides. */
  readonly compared: number;
  /** Of these, how many differ. */
  readonly different: number;
}

/**
 * What became different from one recorded kernel to another, the most frequent first. Of a scenario that differs, what is
 * explained counts, and the first of the rest: what comes later is mostly a consequence.
 */
export function drift(
  before: string,
  after: string,
  scenarios: readonly IdentifiedScenario[],
): Drift {
  const changes = new Map<string, Change & { readonly ids: string[] }>();
  const different = new Set<string>();
  let compared = 0;
  for (const scenario of scenarios) {
    if (decidedByMoment(scenario)) continue;
    const [was, is] = [recorded(before, scenario), recorded(after, scenario)];
    if (typeof was === "string" || typeof is === "string") continue;
    compared += 1;
    const bench = { reference: { name: before, transcript: was }, differential: true };
    const { mismatches } = judge(unexpecting(scenario), is, bench);
    const found = mismatches.filter(({ against }) => against === "reference").map(changeOf);
    const explained = found.filter((change) => explanationOf(change) !== undefined);
    const first = found.find((change) => !explained.includes(change));
    if (found.length > 0) different.add(scenario.id);
    for (const change of [...explained, ...(first === undefined ? [] : [first])]) {
      const key = JSON.stringify(change);
      const known = changes.get(key) ?? { ...change, ids: [] };
      changes.set(key, known);
      if (known.ids.at(-1) !== scenario.id) known.ids.push(scenario.id);
    }
  }
  return {
    changes: [...changes.values()].toSorted((a, b) => b.ids.length - a.ids.length),
    compared,
    different: different.size,
  };
}

/** Who of several comes first, and how far somebody is who is killed, is another thing in each run of one kernel. */
function decidedByMoment({ steps }: IdentifiedScenario): boolean {
  return steps.some(({ op }) => op === "concurrently" || op === "kill");
}

/** Only what the other kernel did is to judge. */
function unexpecting(scenario: IdentifiedScenario): IdentifiedScenario {
  const { merged: _, upper: __, work: ___, dockerDiff: ____, ...rest } = scenario;
  const want = { recorded: true } as const;
  return {
    ...rest,
    steps: scenario.steps.map((step) => mapCalls(step, (call) => ({ ...call, want }))),
  };
}

function changeOf({ where, field = "", expected, observed }: Mismatch): Change {
  return { where, field, before: expected, after: observed, ids: [] };
}
