import type { Expectation } from "../language/expectation.ts";
import type { Feature } from "../language/feature.ts";
import { printExpectation, printOutcome } from "../language/print.ts";
import type { Outcome } from "../language/transcript.ts";
import type { Mismatch } from "../run/results.ts";
import { withoutMachineFields } from "./machine-fields.ts";
import { type Bindings, type Finding, adopt, equal, match } from "./match.ts";
import { cut } from "./show.ts";

/** What an expectation is read with. */
export interface Reading {
  readonly feature: (name: Feature) => boolean;
  readonly bindings: Bindings;
  /** What the reference answered at the same place; absent where there is none. */
  readonly reference?: Outcome | undefined;
}

export interface Compared {
  readonly findings: readonly OutcomeFinding[];
  /** False where there was nothing to compare with. */
  readonly judged: boolean;
}

export interface OutcomeFinding extends Finding {
  readonly against: Mismatch["against"];
}

/** Compares the outcome of one call, neither a lack nor lanes, with what must come of it. */
export function compareOutcome(outcome: Outcome, want: Expectation, reading: Reading): Compared {
  if ("when" in want) {
    const arm = reading.feature(want.when) ? want.then : want.otherwise;
    return compareOutcome(outcome, arm, reading);
  }
  if ("oneOf" in want) return compareArms(outcome, want, reading);
  if ("recorded" in want) return compareRecorded(outcome, reading.reference);
  if ("fails" in want) {
    const same = "errno" in outcome && outcome.errno === want.fails;
    return judged(same ? [] : whole("errno", outcome, want));
  }
  if (!("value" in outcome)) return judged(whole("errno", outcome, want));
  if ("succeeds" in want) return judged([]);
  const findings = match(want.gives, outcome.value, "value", reading.bindings);
  return judged(findings.map((finding) => ({ ...finding, against: "expectation" })));
}

/** The first arm that holds decides; what the others would have bound is forgotten. */
function compareArms(
  outcome: Outcome,
  want: Extract<Expectation, { oneOf: unknown }>,
  reading: Reading,
): Compared {
  for (const arm of want.oneOf) {
    const bindings: Bindings = new Map(reading.bindings);
    const compared = compareOutcome(outcome, arm, { ...reading, bindings });
    if (compared.findings.length > 0) continue;
    adopt(reading.bindings, bindings);
    return compared;
  }
  return judged(whole("errno" in outcome ? "errno" : "value", outcome, want));
}

/** Compares an outcome with that of the reference; where there is none, nothing is judged. */
export function compareRecorded(outcome: Outcome, reference: Outcome | undefined): Compared {
  // A reference without the operation says nothing about it.
  if (reference === undefined || "lack" in reference) return { findings: [], judged: false };
  if (equal(withoutMachineFields(outcome), withoutMachineFields(reference))) return judged([]);
  const field = "value" in outcome && "value" in reference ? "value" : "errno";
  const expected = cut(printOutcome(reference));
  const observed = cut(printOutcome(outcome));
  return judged([{ field, expected, observed, against: "reference" }]);
}

function judged(findings: readonly OutcomeFinding[]): Compared {
  return { findings, judged: true };
}

function whole(field: string, outcome: Outcome, want: Expectation): readonly OutcomeFinding[] {
  const expected = cut(printExpectation(want));
  return [{ field, expected, observed: cut(printOutcome(outcome, want)), against: "expectation" }];
}
