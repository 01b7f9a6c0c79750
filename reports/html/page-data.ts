import type { Environment, Mismatch, Verdict } from "../../harness/run/results.ts";
import type { Observation } from "../../harness/language/transcript.ts";
import type { Wanted } from "../tree/diff.ts";

/*
 * What the page holds: the results with everything printed that needs the language to be printed, so that the page's
 * own code needs none of it. A scenario and a transcript that several results share are there once.
 */

export interface PageData {
  readonly suite: { readonly version: string; readonly revision: string };
  readonly environment: Environment;
  readonly runs: readonly PageRun[];
  readonly scenarios: Readonly<Record<string, PageScenario>>;
  readonly transcripts: readonly PageTranscript[];
}

export interface PageRun {
  readonly name: string;
  readonly version: string;
  readonly privilege: string;
  readonly reference: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly features: readonly (readonly [name: string, has: boolean])[];
  readonly lacks: readonly (readonly [name: string, why: string])[];
  readonly results: readonly PageResult[];
}

export interface PageResult {
  readonly id: string;
  readonly area: string;
  readonly verdict: Verdict;
  /** Of the first mismatch, else the reason. */
  readonly cause: string;
  readonly mismatches: readonly PageMismatch[];
  readonly encodings: readonly PageMismatch[];
  readonly reason: string | null;
  readonly replay: string;
  /** Indexes of `transcripts`; absent where there is no evidence. */
  readonly transcript?: number;
  readonly reference?: number;
}

export interface PageMismatch extends Pick<Mismatch, "step" | "where" | "path" | "field"> {
  readonly text: string;
}

export interface PageScenario {
  readonly title: string;
  readonly why?: string;
  readonly cites: readonly string[];
  readonly peers: readonly string[];
  readonly bugs: readonly string[];
  readonly needs: readonly string[];
  readonly layers: readonly { readonly name: string; readonly lines: readonly string[] }[];
  readonly mount: string;
  readonly steps: readonly { readonly call: string; readonly want: string }[];
  /** Expected at the end, by the name of the tree. */
  readonly trees: Readonly<Record<string, Wanted>>;
}

export interface PageTranscript {
  readonly outcomes: readonly string[];
  readonly observations: readonly Observation[];
  readonly setup?: string;
}
