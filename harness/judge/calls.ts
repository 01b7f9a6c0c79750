import type { Call, Step } from "../language/step.ts";
import type { Outcome } from "../language/transcript.ts";

export interface Answered {
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
