import type { IdentifiedScenario } from "../../harness/language/scenario.ts";
import type { Transcript } from "../../harness/language/transcript.ts";
import type { AdapterInfo, Environment, Mismatch, Results } from "../../harness/run/results.ts";
import type { Adequacy } from "../adequacy.ts";

/*
 * What the page holds. The index is read when the page opens: verdicts, causes, and what a query needs. Evidence is in
 * parts of some scenarios each, which are unpacked when one of them is looked at; so a page of many runs opens at once.
 */

export interface PageIndex {
  readonly suite: Results["suite"];
  readonly environment: Environment;
  readonly interrupted?: true;
  /** The page opens with what changed between the first run and its partner. */
  readonly compares?: true;
  readonly runs: readonly PageRun[];
  /** Sentences, causes and tags, each once. */
  readonly texts: readonly string[];
  readonly scenarios: readonly PageScenario[];
  readonly adequacy: Adequacy;
}

export interface PageScenario {
  readonly id: string;
  readonly area: string;
  readonly title: string;
  readonly cites: readonly string[];
  /** Absent where no evidence was kept. */
  readonly part?: number;
}

export interface PageRun {
  readonly name: string;
  readonly adapter: AdapterInfo;
  readonly reference: string;
  /** Everything that may differ between two runs, by name: of the suite, the machine, the adapter. */
  readonly facts: Readonly<Record<string, string>>;
  /** One letter for each scenario, in the order of `scenarios`; a space where it did not run. */
  readonly verdicts: string;
  /** By the scenario's place: what there is to say of its result. */
  readonly notes: Readonly<Record<string, PageNote>>;
}

/** Places in `texts`; -1 is none. */
export type PageNote = readonly [
  sentence: number,
  causes: readonly number[],
  tags: readonly number[],
  fingerprint: number,
  reason: number,
];

/** Evidence of some scenarios, by id. */
export interface PagePart {
  readonly scenarios: Readonly<Record<string, IdentifiedScenario>>;
  /** One for each run, null where it has none. */
  readonly results: Readonly<Record<string, readonly (PageEvidence | null)[]>>;
  /** Equal ones are kept once: a reference is the same for every adapter. */
  readonly transcripts: readonly Transcript[];
}

export interface PageEvidence {
  readonly mismatches: readonly Mismatch[];
  readonly encodings: readonly Mismatch[];
  /** Places in `transcripts`. */
  readonly transcript?: number;
  readonly reference?: number;
}
