import { printCall, printExpectation, printOutcome } from "../harness/language/print.ts";
import type { Step } from "../harness/language/step.ts";
import type { Mismatch, Result, Run } from "../harness/run/results.ts";
import { visible } from "./visible.ts";

/* Mismatches in words: every report says them the same way. */

/** `after step 2, upper /f mode: expected 0644, observed 0600 (expectation)` */
export function describe(mismatch: Mismatch): string {
  const { against, rule } = mismatch;
  const { expected, observed } = valuesOf(mismatch);
  const judge = rule === undefined ? against : `${against}: ${rule}`;
  return visible(`${placeOf(mismatch)}: expected ${expected}, observed ${observed} (by ${judge})`);
}

/** Both values as a person reads them: the mode of an answer in octal. */
export function valuesOf({ field, expected, observed }: Mismatch): {
  readonly expected: string;
  readonly observed: string;
} {
  if (field === undefined || !/^value.*\.mode$/.test(field)) return { expected, observed };
  const octal = (text: string): string =>
    /^\d+$/.test(text) ? `0${Number(text).toString(8)}` : text;
  return { expected: octal(expected), observed: octal(observed) };
}

/** `after step 3`, `step 3` of an answer, `setting up`. */
export function whenOf({ step, where }: Mismatch): string {
  if (where === "setup") return "setting up";
  if (where === "outcome") return `step ${step + 1}`;
  return step < 0 ? "before the first step" : `after step ${step + 1}`;
}

function placeOf(mismatch: Mismatch): string {
  const { where, path, field } = mismatch;
  const object = [path, field].filter((part) => part !== undefined).join(" ");
  const when = whenOf(mismatch);
  if (where === "setup") return object === "" ? when : `${when} ${object}`;
  if (where === "outcome") return object === "" ? when : `${when}, ${object}`;
  return `${when}, ${where}${object === "" ? "" : ` ${object}`}`;
}

/** The call of a step without its expectation; data of an op that is not known is shown as it is. */
export function callOf(step: Step): string {
  if (step.op !== "concurrently") return visible(printCall(step));
  const lanes = step.lanes.map((lane) => lane.map(printCall).join("; "));
  return visible(`concurrently { ${lanes.join(" | ")} }`);
}

export function wantOf(step: Step): string {
  if (step.op !== "concurrently") {
    return step.want === undefined ? "ok" : visible(printExpectation(step.want));
  }
  const lanes = step.lanes.map((lane) => lane.map(wantOf).join("; "));
  return `{ ${lanes.join(" | ")} }`;
}

/** The step where the first mismatch shows, with what was wanted of it and what it did. */
export function firstStep(result: Result): string {
  const first = telling(result);
  const { evidence } = result;
  const index = first?.step ?? evidenceEnd(result);
  const step = evidence?.scenario.steps[index];
  if (evidence === undefined || step === undefined) {
    if (first === undefined) return "no step differs";
    return index < 0 ? "before the first step" : `step ${index + 1}`;
  }
  const outcome = evidence.transcript.outcomes[index];
  const observed =
    outcome === undefined
      ? "no answer"
      : visible(printOutcome(outcome, "want" in step ? step.want : undefined));
  const number = `step ${index + 1} of ${evidence.scenario.steps.length}`;
  return `${number}: ${callOf(step)}; expected ${wantOf(step)}, observed ${observed}`;
}

/** Of a hang or a crash without a mismatch: the step that was not answered. */
function evidenceEnd({ verdict, evidence }: Result): number {
  const answered = evidence?.transcript.outcomes.length ?? 0;
  return verdict === "hang" || verdict === "crash" ? answered : answered - 1;
}

/** The first mismatch that the scenario itself or a rule tells; what only the reference tells comes behind these. */
function telling({ mismatches }: Result): Mismatch | undefined {
  return mismatches.find(({ against }) => against !== "reference") ?? mismatches[0];
}

/** The most telling mismatch, and how many more there are; else the reason. */
export function causeOf(result: Result): string {
  const first = telling(result);
  const more = result.mismatches.slice(1);
  const reason = result.reason === null ? [] : [visible(result.reason)];
  if (first === undefined)
    return reason[0] ?? (result.verdict === "fixed" ? "it passes" : "no mismatch was kept");
  const rest = more.length === 0 ? [] : [`and ${more.length} more`];
  return [describe(first), ...rest, ...reason].join("; ");
}

/** The command that runs one scenario again, step by step. */
export function replayCommand(id: string, { adapter }: Run): string {
  const options = Object.entries(adapter.options)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `--adapter-option=${name}=${value}`);
  const words = [id, `--adapter=${adapter.label ?? adapter.name}`, ...options].map(quoted);
  return `npm run conformance -- replay ${words.join(" ")}`;
}

/** One word of a POSIX shell. */
function quoted(word: string): string {
  const seen = visible(word);
  return /^[\w/.,:@%+=-]+$/.test(seen) ? seen : `'${seen.replaceAll("'", "'\\''")}'`;
}
