import type { Expectation } from "../language/expectation.ts";
import type { FeatureSet } from "../language/feature.ts";
import { printExpectation } from "../language/print.ts";
import type { Scenario } from "../language/scenario.ts";
import type { Call, Step } from "../language/step.ts";
import type { Outcome, Transcript } from "../language/transcript.ts";
import type { Mismatch } from "../run/results.ts";
import type { Bindings } from "./match.ts";
import { compareOutcome } from "./outcome.ts";

export interface JudgedSteps {
  readonly mismatches: readonly Mismatch[];
  /** How many outcomes were compared with something. */
  readonly judged: number;
  /** The first step that the subject has no operation for. What comes after is a consequence, and not judged. */
  readonly lack?: { readonly step: number; readonly reason: string };
}

const success: Expectation = { succeeds: true };

/**
 * Compares every outcome with what its step expects.
 *
 * @param machine features of the machine, for those that the mount does not say
 */
export function judgeSteps(
  scenario: Scenario,
  transcript: Transcript,
  reference: Transcript | undefined,
  machine: FeatureSet,
): JudgedSteps {
  const bindings: Bindings = new Map();
  const feature = (name: keyof FeatureSet): boolean =>
    transcript.features[name] ?? machine[name] ?? false;
  const mismatches: Mismatch[] = [];
  let judged = 0;
  for (const [step, written] of scenario.steps.entries()) {
    const theirs = callsOf(written, reference?.outcomes[step]);
    for (const [index, { call, outcome, at }] of callsOf(
      written,
      transcript.outcomes[step],
    ).entries()) {
      const want = call.want ?? success;
      if (outcome === undefined) {
        judged += 1;
        mismatches.push(unanswered(step, at, want));
        continue;
      }
      if ("lack" in outcome) return { mismatches, judged, lack: { step, reason: outcome.lack } };
      const reading = { feature, bindings, reference: theirs[index]?.outcome };
      const compared = compareOutcome(outcome, want, reading);
      if (compared.judged) judged += 1;
      for (const { field, ...rest } of compared.findings) {
        mismatches.push({ step, where: "outcome", field: `${at}${field}`, ...rest });
      }
    }
  }
  return { mismatches, judged };
}

interface Answered {
  readonly call: Call;
  readonly outcome: Outcome | undefined;
  /** Where the call stands in its step: empty, or `lanes[0][1].` */
  readonly at: string;
}

/** The calls of a step with what came of each, lane by lane. */
export function callsOf(step: Step, outcome: Outcome | undefined): readonly Answered[] {
  if (step.op !== "concurrently") return [{ call: step, outcome, at: "" }];
  return step.lanes.flatMap((lane, index) =>
    lane.map((call, position) => ({
      call,
      outcome: laneOutcome(outcome, index, position),
      at: `lanes[${index}][${position}].`,
    })),
  );
}

function laneOutcome(outcome: Outcome | undefined, lane: number, position: number) {
  if (outcome === undefined || "lack" in outcome) return outcome;
  return "lanes" in outcome ? outcome.lanes[lane]?.[position] : undefined;
}

function unanswered(step: number, at: string, want: Expectation): Mismatch {
  const expected = printExpectation(want);
  const found = { expected, observed: "no answer", against: "expectation" } as const;
  return { step, where: "outcome", field: `${at}errno`, ...found };
}
