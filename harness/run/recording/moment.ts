import { givesIdentity } from "../../judge/identity.ts";
import { machineFields } from "../../judge/machine-fields.ts";
import type { Scenario } from "../../language/scenario.ts";
import type { Call, Step } from "../../language/step.ts";
import type { Outcome, Transcript } from "../../language/transcript.ts";

/**
 * Without what is another one on every machine and at every moment, and is never compared. Handles and UUIDs become names
 * in the order in which they are met: whether two are the same one is kept.
 */
export function withoutMoment(
  { steps }: Pick<Scenario, "steps">,
  transcript: Transcript,
): Transcript {
  const names = new Map<string, string>();
  const named = (call: Call | undefined, outcome: Outcome): Outcome => {
    if (call === undefined || !("value" in outcome) || !givesIdentity(call)) return outcome;
    if (outcome.value === null || typeof outcome.value === "number") return outcome;
    const text = JSON.stringify(outcome.value);
    const name = names.get(text) ?? `identity ${names.size + 1}`;
    names.set(text, name);
    return { value: name };
  };
  const outcomes = transcript.outcomes.map((outcome, index) =>
    inStep(steps[index], outcome, named),
  );
  return { ...transcript, outcomes: outcomes.map(withoutMachine) };
}

function inStep(
  step: Step | undefined,
  outcome: Outcome,
  change: (call: Call | undefined, outcome: Outcome) => Outcome,
): Outcome {
  if (step?.op !== "concurrently") return change(step, outcome);
  if (!("lanes" in outcome)) return outcome;
  return {
    lanes: outcome.lanes.map((lane, at) =>
      lane.map((each, position) => change(step.lanes[at]?.[position], each)),
    ),
  };
}

function withoutMachine(outcome: Outcome): Outcome {
  const text = JSON.stringify(outcome, (key, value: unknown) =>
    machineFields.includes(key) ? undefined : value,
  );
  return JSON.parse(text) as Outcome;
}
