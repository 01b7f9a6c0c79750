import type { Expectation } from "../language/expectation.ts";
import type { FeatureSet } from "../language/feature.ts";
import type { Outcome } from "../language/transcript.ts";
import type { Answered } from "./calls.ts";
import { withoutMachineFields } from "./machine-fields.ts";
import { equal } from "./match.ts";

/** One side of a comparison: what came of the calls of a step, and what the mount can do. */
export interface Side {
  readonly calls: readonly Answered[];
  readonly features: FeatureSet;
}

/**
 * Whether two subjects that both did what a step permits did not do the same: they took different arms of a `oneOf`,
 * or of a `when` whose feature only one of them has. From there on they may differ in everything.
 */
export function diverges(ours: Side, theirs: Side): boolean {
  return ours.calls.some(({ call, outcome }, index) => {
    const other = theirs.calls[index]?.outcome;
    if (resultOf(outcome) !== resultOf(other)) return true;
    const { want } = call;
    if (want === undefined) return false;
    return (
      takesOtherArm(want, ours.features, theirs.features) || answersOther(want, outcome, other)
    );
  });
}

function resultOf(outcome: Outcome | undefined): string {
  if (outcome === undefined) return "none";
  if ("errno" in outcome) return outcome.errno;
  return "lack" in outcome ? "lack" : "ok";
}

function takesOtherArm(want: Expectation, ours: FeatureSet, theirs: FeatureSet): boolean {
  return within(want, (each) => {
    if (!("when" in each)) return false;
    const [mine, other] = [ours[each.when], theirs[each.when]];
    return mine !== undefined && other !== undefined && mine !== other;
  });
}

/** Two answers that a `oneOf` both permits. */
function answersOther(want: Expectation, ours?: Outcome, theirs?: Outcome): boolean {
  return (
    within(want, (each) => "oneOf" in each) &&
    !equal(withoutMachineFields(ours), withoutMachineFields(theirs))
  );
}

/** Whether the expectation, or any inside it, is of a kind. */
function within(want: Expectation, test: (each: Expectation) => boolean): boolean {
  if (test(want)) return true;
  if ("oneOf" in want) return want.oneOf.some((arm) => within(arm, test));
  return "when" in want && [want.then, want.otherwise].some((arm) => within(arm, test));
}
