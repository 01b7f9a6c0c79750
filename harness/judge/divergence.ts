import type { Expectation } from "../language/expectation.ts";
import type { Scenario } from "../language/scenario.ts";
import type { Outcome, Transcript } from "../language/transcript.ts";
import type { Mismatch } from "../run/results.ts";
import { callsOf } from "./steps.ts";

/**
 * The first step at which the subject rightly did something else than the reference: another arm of `oneOf`, or of a
 * `when` whose feature only one of them has. From there on their trees may differ, and the reference judges no more.
 * Infinity where there is no such step.
 */
export function divergence(
  scenario: Scenario,
  transcript: Transcript,
  reference: Transcript,
  mismatches: readonly Mismatch[],
): number {
  const wrong = new Set(mismatches.map(({ step }) => step));
  const step = scenario.steps.findIndex((written, index) => {
    if (wrong.has(index)) return false;
    const ours = callsOf(written, transcript.outcomes[index]);
    const theirs = callsOf(written, reference.outcomes[index]);
    return ours.some(({ call, outcome }, position) => {
      const other = theirs[position]?.outcome;
      return (
        resultOf(outcome) !== resultOf(other) ||
        (call.want !== undefined && takesOtherArm(call.want, transcript, reference))
      );
    });
  });
  return step === -1 ? Infinity : step;
}

function resultOf(outcome: Outcome | undefined): string {
  if (outcome === undefined) return "none";
  if ("errno" in outcome) return outcome.errno;
  return "lack" in outcome ? "lack" : "ok";
}

function takesOtherArm(want: Expectation, ours: Transcript, theirs: Transcript): boolean {
  if ("oneOf" in want) return want.oneOf.some((arm) => takesOtherArm(arm, ours, theirs));
  if (!("when" in want)) return false;
  const [mine, other] = [ours.features[want.when], theirs.features[want.when]];
  if (mine !== undefined && other !== undefined && mine !== other) return true;
  return [want.then, want.otherwise].some((arm) => takesOtherArm(arm, ours, theirs));
}
