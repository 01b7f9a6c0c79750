import type { IdentifiedScenario } from "../language/scenario.ts";
import type { Transcript } from "../language/transcript.ts";
import type { Result } from "../run/results.ts";
import { applyKnownFailures } from "./apply-known-failures.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Judged, Reference } from "./judge.ts";
import type { KnownFailure, Privilege } from "./known-failures.ts";

/** How one scenario ended on one subject. */
export type Ending = Finished | Stopped | Skipped;

export interface Finished {
  readonly ended: "finished";
  readonly transcript: Transcript;
  readonly judged: Judged;
}

export interface Stopped {
  readonly ended: "hang" | "crash" | "error";
  /** At which step; absent where no step had begun. */
  readonly step?: number;
  readonly message: string;
  /** As far as it is known. */
  readonly transcript?: Transcript;
}

export interface Skipped {
  readonly ended: "skip";
  /** What is missing, and what would enable it. */
  readonly reason: string;
}

export interface Circumstances {
  readonly known?: readonly KnownFailure[];
  readonly privilege?: Privilege;
  readonly reference?: Reference | undefined;
  readonly durationMs: number;
}

/** The result of a scenario, known failures applied, with its evidence where anything but a pass or a skip. */
export function verdictOf(
  scenario: IdentifiedScenario,
  ending: Ending,
  { known = [], privilege, reference, durationMs }: Circumstances,
): Result {
  const { id } = scenario;
  const area = id.slice(0, id.indexOf("/"));
  const base = { id, area, mismatches: [], reason: null, durationMs, judged: 0 };
  const occasion = { privilege, referenced: reference !== undefined };
  const result = applyKnownFailures({ ...base, ...outcomeOf(ending) }, known, occasion);
  const transcript = "transcript" in ending ? ending.transcript : undefined;
  if (result.verdict === "pass" || result.verdict === "skip" || transcript === undefined) {
    return result;
  }
  const theirs = reference === undefined ? {} : { reference: reference.transcript };
  return { ...result, evidence: { scenario, transcript, ...theirs } };
}

function outcomeOf(ending: Ending): Pick<Result, "verdict"> & Partial<Result> {
  switch (ending.ended) {
    case "skip":
      return { verdict: "skip", reason: ending.reason };
    case "finished":
      return verdictOfJudged(ending.judged);
    default: {
      const at = ending.step === undefined ? "" : `step ${ending.step}: `;
      const reason = `${at}${ending.message}`;
      // Hangs and crashes are told apart from other failures by their names alone.
      return ending.ended === "error"
        ? { verdict: ending.ended, reason }
        : { verdict: ending.ended, reason, fingerprint: ending.ended };
    }
  }
}

const nothingJudged =
  "only a reference could judge it, and there is none; choose one by --reference";

function verdictOfJudged({ mismatches, encodings, judged, lacks }: Judged) {
  const counted = { judged, ...(encodings.length > 0 && { encodings }) };
  if (mismatches.length > 0) {
    const print = fingerprint(mismatches);
    return { ...counted, verdict: "fail" as const, mismatches, fingerprint: print };
  }
  if (lacks.length > 0) {
    return { ...counted, verdict: "skip" as const, reason: `declared lack: ${lacks.join("; ")}` };
  }
  // Nothing compared is no success.
  return judged === 0
    ? { ...counted, verdict: "skip" as const, reason: nothingJudged }
    : { ...counted, verdict: "pass" as const };
}
