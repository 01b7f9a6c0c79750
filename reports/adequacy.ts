import type { Expectation } from "../harness/language/expectation.ts";
import type { IdentifiedScenario } from "../harness/language/scenario.ts";
import type { Call, Step } from "../harness/language/step.ts";
import type { Outcome } from "../harness/language/transcript.ts";
import type { Results } from "../harness/run/results.ts";
import { countBy, everyResult } from "./tally.ts";

type Counts = readonly (readonly [name: string, count: number])[];

/** How good the suite is, as far as the results tell: what it calls, what it saw, and what it tells apart. */
export interface Adequacy {
  /** Scenarios whose evidence was kept, of all. */
  readonly evidence: readonly [kept: number, all: number];
  /** Each op: how often it was carried out, and what came of it. */
  readonly ops: readonly { readonly op: string; readonly all: number; readonly outcomes: Counts }[];
  readonly expectedErrnos: Counts;
  /** Clauses, and how many scenarios cite each. */
  readonly clauses: Counts;
  readonly features: Counts;
  /** Scenarios on which two runs disagree, of those that two ran. */
  readonly apart: readonly [disagree: number, all: number];
  /** Milliseconds, longest first. */
  readonly slowest: Counts;
}

const shownSlow = 15;

export function adequacyOf(results: Results): Adequacy {
  const scenarios = scenariosOf(results);
  const every = everyResult(results);
  const calls = every.flatMap(({ evidence }) =>
    evidence === undefined
      ? []
      : evidence.scenario.steps.flatMap((step, index) =>
          answers(step, evidence.transcript.outcomes[index]),
        ),
  );
  return {
    evidence: [scenarios.length, new Set(every.map(({ id }) => id)).size],
    ops: countBy(calls, ([op]) => op).map(([op, all]) => ({
      op,
      all,
      outcomes: countBy(
        calls.filter((call) => call[0] === op),
        ([, outcome]) => outcome,
      ),
    })),
    expectedErrnos: countBy(
      scenarios.flatMap(({ steps }) => steps.flatMap(errnosOf)),
      (errno) => errno,
    ),
    clauses: countBy(
      scenarios.flatMap(({ cites }) => cites),
      (clause) => clause,
    ),
    features: countBy(
      scenarios.flatMap(({ needs = [] }) => needs),
      (feature) => feature,
    ),
    apart: apartOf(results),
    slowest: slowest(results),
  };
}

export function scenariosOf(results: Results): readonly IdentifiedScenario[] {
  const found = everyResult(results).flatMap(({ evidence }) => evidence?.scenario ?? []);
  return [...new Map(found.map((scenario) => [scenario.id, scenario])).values()];
}

function answers(step: Step, outcome: Outcome | undefined): readonly (readonly [string, string])[] {
  if (outcome === undefined) return [];
  if (step.op !== "concurrently") return [[step.op, kindOf(outcome)]];
  const lanes = "lanes" in outcome ? outcome.lanes : [];
  return step.lanes.flatMap((lane, index) =>
    lane.flatMap((call, place) => answers(call, lanes[index]?.[place])),
  );
}

function kindOf(outcome: Outcome): string {
  if ("errno" in outcome) return outcome.errno;
  return "value" in outcome ? "ok" : "other";
}

function errnosOf(step: Step): readonly string[] {
  const calls: readonly Call[] = step.op === "concurrently" ? step.lanes.flat() : [step];
  return calls.flatMap(({ want }) => (want === undefined ? [] : errnosIn(want)));
}

function errnosIn(want: Expectation): readonly string[] {
  if ("fails" in want) return [want.fails];
  if ("oneOf" in want) return want.oneOf.flatMap(errnosIn);
  return "when" in want ? [want.then, want.otherwise].flatMap(errnosIn) : [];
}

/** A skip says nothing. */
function apartOf({ runs }: Results): readonly [number, number] {
  const verdicts = new Map<string, string[]>();
  for (const { id, verdict } of runs.flatMap((run) => run.results)) {
    if (verdict !== "skip") verdicts.set(id, [...(verdicts.get(id) ?? []), verdict]);
  }
  const compared = [...verdicts.values()].filter((all) => all.length > 1);
  return [compared.filter((all) => new Set(all).size > 1).length, compared.length];
}

function slowest(results: Results): Counts {
  const times = new Map<string, number>();
  for (const { id, durationMs } of everyResult(results)) {
    times.set(id, Math.max(times.get(id) ?? 0, durationMs));
  }
  return [...times].toSorted(([, a], [, b]) => b - a).slice(0, shownSlow);
}
