import type { Expectation } from "../language/expectation.ts";
import type { FeatureSet } from "../language/feature.ts";
import { printExpectation } from "../language/print.ts";
import type { Scenario } from "../language/scenario.ts";
import type { Call } from "../language/step.ts";
import type { Outcome, Transcript } from "../language/transcript.ts";
import type { Mismatch } from "../run/results.ts";
import { type Answered, callsOf } from "./calls.ts";
import { diverges } from "./divergence.ts";
import type { Bindings } from "./match.ts";
import { givesIdentity } from "./identity.ts";
import { type Compared, type Reading, compareOutcome, compareRecorded } from "./outcome.ts";

export interface JudgedSteps {
  readonly mismatches: readonly Mismatch[];
  /** How many outcomes were compared with something. */
  readonly judged: number;
  /** The first step that the subject has no operation for. What comes after is a consequence, and not judged. */
  readonly lack?: { readonly step: number; readonly reason: string };
  /** The step from which on the reference says nothing, because the subject rightly did something else. */
  readonly parting: number;
}

interface SideOfSteps {
  /** Of the machine, for those that the mount does not say. */
  readonly features: FeatureSet;
  /** The step before which the reference judges what has an expectation, too. */
  readonly every: number;
}

/** Compares every outcome with what its step expects. */
export function judgeSteps(
  scenario: Scenario,
  transcript: Transcript,
  reference: Transcript | undefined,
  { features: machine, every }: SideOfSteps,
): JudgedSteps {
  const bindings: Bindings = new Map();
  const feature: Reading["feature"] = (name) => transcript.features[name] ?? machine[name] ?? false;
  const mismatches: Mismatch[] = [];
  let judged = 0;
  let parting = reference === undefined ? -1 : Infinity;
  for (const [step, written] of scenario.steps.entries()) {
    const ours = callsOf(written, transcript.outcomes[step]);
    const theirs = parting < step ? [] : callsOf(written, reference?.outcomes[step]);
    const wrongBefore = mismatches.length;
    for (const [index, each] of ours.entries()) {
      if (each.outcome !== undefined && "lack" in each.outcome) {
        return { mismatches, judged, lack: { step, reason: each.outcome.lack }, parting };
      }
      const answered = theirs[index]?.outcome;
      const compared = judgeCall(each, { feature, bindings, reference: answered });
      if (step < every && compared.findings.length === 0 && each.outcome !== undefined)
        mismatches.push(...apart(each, answered, step));
      if (compared.judged) judged += 1;
      for (const { field, ...rest } of compared.findings) {
        mismatches.push({ step, where: "outcome", field: `${each.at}${field}`, ...rest });
      }
    }
    if (reference === undefined || parting < step || mismatches.length > wrongBefore) continue;
    const side = { calls: theirs, features: reference.features };
    if (diverges({ calls: ours, features: transcript.features }, side)) parting = step;
  }
  return { mismatches, judged, parting };
}

/** What the reference answered otherwise, though the expectation holds. */
function apart(answered: Answered, reference: Outcome | undefined, step: number) {
  const { at, call, outcome } = answered;
  if (outcome === undefined || isIdentity(call, outcome, reference)) return [];
  return compareRecorded(outcome, reference).findings.map(({ field, ...rest }): Mismatch => ({
    step,
    where: "outcome",
    field: `${at}${field}`,
    ...rest,
  }));
}

/** That both name it is all there is to compare. */
function isIdentity(call: Call, ours: Outcome, theirs: Outcome | undefined): boolean {
  return "value" in ours && theirs !== undefined && "value" in theirs && givesIdentity(call);
}

function judgeCall({ call, outcome }: Answered, reading: Reading): Compared {
  const want: Expectation = (call.want as Expectation | undefined) ?? { succeeds: true };
  if ("recorded" in want && outcome !== undefined && isIdentity(call, outcome, reading.reference)) {
    return { judged: true, findings: [] };
  }
  if (outcome !== undefined) return compareOutcome(outcome, want, reading);
  const texts = { expected: printExpectation(want), observed: "no answer" };
  return { judged: true, findings: [{ field: "errno", ...texts, against: "expectation" }] };
}
