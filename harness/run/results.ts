import type { FeatureSet } from "../language/feature.ts";
import type { Lacks } from "../language/protocol.ts";
import type { IdentifiedScenario } from "../language/scenario.ts";
import type { TreeName, Transcript } from "../language/transcript.ts";

/** The results of a run: what `--json` writes, and all that a report is made of. */
export interface Results {
  readonly schema: 1;
  readonly suite: {
    readonly version: string;
    readonly revision: string;
    /** Of the whole suite, whatever was selected of it. */
    readonly coverage?: readonly Coverage[];
  };
  readonly environment: Environment;
  /** The run was stopped before its end: what is missing was not judged. */
  readonly interrupted?: true;
  readonly runs: readonly Run[];
}

/** What a suite stands for: `42 of 50 clauses`; and how many of its scenarios a wrong subject fails. */
export interface Coverage {
  readonly of: string;
  readonly all: number;
  readonly covered: number;
  /** Of the others, how many have a reason. */
  readonly reasoned: number;
}

export interface Environment {
  readonly kernel: string;
  readonly user: string;
  readonly node: string;
  readonly arch: string;
}

/** One adapter with its options, over the scenarios that were selected. */
export interface Run {
  readonly adapter: AdapterInfo;
  /** What judged the observations without a written expectation, `kernel 6.18.44`, or `none`. */
  readonly reference: string;
  readonly results: readonly Result[];
}

export interface AdapterInfo {
  readonly name: string;
  /** What `--adapter` took, where that is not the name. */
  readonly label?: string;
  readonly version: string;
  readonly privilege: string;
  readonly features: FeatureSet;
  readonly lacks: Lacks;
  readonly options: Readonly<Record<string, string>>;
  readonly details?: Readonly<Record<string, string>>;
}

export const verdicts = [
  "pass",
  "fail",
  "known-failure",
  "drifted",
  "fixed",
  "skip",
  "hang",
  "crash",
  "error",
] as const;
export type Verdict = (typeof verdicts)[number];

/** Verdicts that make a run red. */
export const redVerdicts: readonly Verdict[] = [
  "fail",
  "drifted",
  "fixed",
  "hang",
  "crash",
  "error",
];

export interface Result {
  readonly id: string;
  readonly area: string;
  readonly verdict: Verdict;
  readonly mismatches: readonly Mismatch[];
  /** Same meaning, other encoding: shown, and no failure. */
  readonly encodings?: readonly Mismatch[];
  /** Why it was skipped, why it is known, or what happened to the harness. */
  readonly reason: string | null;
  /** Of the mismatches; what known failures are told apart by. */
  readonly fingerprint?: string;
  readonly durationMs: number;
  /** How many outcomes and trees were compared. */
  readonly judged: number;
  /** The evidence: kept for every verdict but `pass` and `skip`, and for all where a report is written. */
  readonly evidence?: Evidence;
}

export interface Evidence {
  readonly scenario: IdentifiedScenario;
  readonly transcript: Transcript;
  readonly reference?: Transcript;
}

/** One difference, at the first step where it shows. */
export interface Mismatch {
  /** The step after which it shows; -1 is before the first. */
  readonly step: number;
  readonly where: "outcome" | "setup" | TreeName;
  readonly path?: string;
  /** Of an entry: type, mode, rdev, marks.opaque …; of an outcome: errno or value. */
  readonly field?: string;
  readonly expected: string;
  readonly observed: string;
  /** What it was compared with. */
  readonly against: "expectation" | "reference" | "rule";
  /** The rule, where one judged. */
  readonly rule?: string;
}
