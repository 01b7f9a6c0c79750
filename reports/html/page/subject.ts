import type { IdentifiedScenario } from "../../../harness/language/scenario.ts";
import type { Transcript, TreeName } from "../../../harness/language/transcript.ts";
import type { Mismatch } from "../../../harness/run/results.ts";
import type { Wanted } from "../../tree/diff.ts";
import type { PageRun } from "../page-data.ts";
import type { PageCell } from "./data.ts";
import type { ScenarioState } from "./state.ts";

/** One run of the scenario that is shown. */
export interface Subject {
  readonly index: number;
  readonly run: PageRun;
  readonly name: string;
  readonly cell: PageCell;
  readonly mismatches: readonly Mismatch[];
  readonly encodings: readonly Mismatch[];
  readonly transcript?: Transcript;
  readonly reference?: Transcript;
}

/** A scenario with every choice made: what the address leaves out is what a reader wants first. */
export interface Shown {
  readonly state: ScenarioState;
  readonly title: string;
  readonly cites: readonly string[];
  readonly scenario: IdentifiedScenario | undefined;
  readonly subjects: readonly Subject[];
  readonly subject: Subject;
  readonly step: number;
  readonly tree: TreeName;
  readonly trees: readonly TreeName[];
  readonly against: string;
  /** What can be compared with, by its key in the address. */
  readonly others: readonly Other[];
}

/** Something that the subject's trees can be compared with. */
export interface Other {
  readonly key: string;
  readonly name: string;
  readonly wanted: (tree: TreeName, step: number) => Wanted | undefined;
}

export const isTree = (where: string): boolean => where !== "outcome" && where !== "setup";
