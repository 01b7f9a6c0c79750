import type { TreeName } from "../../../harness/language/transcript.ts";
import { redVerdicts } from "../../../harness/run/results.ts";
import type { Wanted } from "../../tree/diff.ts";
import { treeAt, treeNames } from "../../tree/at-step.ts";
import type { PageData, PageResult, PageRun, PageScenario, PageTranscript } from "../page-data.ts";
import type { ScenarioState } from "./state.ts";

/** One run of the scenario that is shown. */
export interface Subject {
  readonly index: number;
  readonly run: PageRun;
  readonly result: PageResult;
  readonly transcript?: PageTranscript;
  readonly reference?: PageTranscript;
}

/** A scenario with every choice made: what the address leaves out is what a reader wants first. */
export interface Shown {
  readonly state: ScenarioState;
  readonly scenario: PageScenario | undefined;
  readonly subjects: readonly Subject[];
  readonly subject: Subject;
  readonly step: number;
  readonly tree: TreeName;
  readonly trees: readonly TreeName[];
  readonly against: string;
  /** What can be compared with, by its key in the address. */
  readonly others: readonly Other[];
}

export interface Other {
  readonly key: string;
  readonly name: string;
  readonly wanted: (tree: TreeName, step: number) => Wanted | undefined;
}

export function show(data: PageData, state: ScenarioState): Shown | undefined {
  const subjects = subjectsOf(data, state.id);
  const subject = subjects.find(({ index }) => index === state.run) ?? worst(subjects);
  if (subject === undefined) return undefined;
  const scenario = data.scenarios[state.id];
  const first = subject.result.mismatches[0];
  const last = (scenario?.steps.length ?? 0) - 1;
  const step = Math.max(-1, Math.min(state.step ?? first?.step ?? last, last));
  const trees = treeNames(subject.transcript?.observations ?? []);
  const wanted = state.tree ?? subject.result.mismatches.find(({ where }) => isTree(where))?.where;
  const tree = trees.find((name) => name === wanted) ?? trees[0] ?? "merged";
  const choices = othersOf(subject, subjects, scenario);
  const usable = choices.find((other) => other.wanted(tree, step) !== undefined);
  const against = (choices.find(({ key }) => key === state.against) ?? usable)?.key ?? "before";
  return { state, scenario, subjects, subject, step, tree, trees, against, others: choices };
}

/** The other runs that were observed; one that is the reference itself is not named a second time. */
export function others(subject: Subject, subjects: readonly Subject[]): readonly Subject[] {
  return subjects.filter(
    ({ index, transcript }) =>
      index !== subject.index && transcript !== undefined && transcript !== subject.reference,
  );
}

const isTree = (where: string): boolean => where !== "outcome" && where !== "setup";

function subjectsOf({ runs, transcripts }: PageData, id: string): readonly Subject[] {
  return runs.flatMap((run, index) => {
    const result = run.results.find((each) => each.id === id);
    if (result === undefined) return [];
    const transcript = transcripts[result.transcript ?? -1];
    const reference = transcripts[result.reference ?? -1];
    return [
      { index, run, result, ...(transcript && { transcript }), ...(reference && { reference }) },
    ];
  });
}

const worst = (subjects: readonly Subject[]): Subject | undefined =>
  subjects.find(({ result }) => redVerdicts.includes(result.verdict)) ??
  subjects.find(({ transcript }) => transcript !== undefined) ??
  subjects[0];

function othersOf(
  subject: Subject,
  subjects: readonly Subject[],
  scenario: PageScenario | undefined,
): readonly Other[] {
  const last = (scenario?.steps.length ?? 0) - 1;
  const own = subject.transcript?.observations ?? [];
  const runs = others(subject, subjects);
  return [
    ...(subject.reference ? [otherOf("reference", subject.run.reference, subject.reference)] : []),
    {
      key: "expectation",
      name: "expectation",
      wanted: (tree, step) => (step === last ? scenario?.trees[tree] : undefined),
    },
    ...runs.flatMap(({ index, run, transcript }) =>
      transcript === undefined ? [] : [otherOf(String(index), run.name, transcript)],
    ),
    {
      key: "before",
      name: "the step before",
      wanted: (tree, step) => ({ tree: treeAt(own, tree, step - 1) }),
    },
  ];
}

/** Only where that side was looked at: a tree that it does not have is not an empty one. */
function otherOf(key: string, name: string, { observations }: PageTranscript): Other {
  const has = new Set<string>(treeNames(observations));
  return {
    key,
    name,
    wanted: (tree, step) =>
      has.has(tree) ? { tree: treeAt(observations, tree, step) } : undefined,
  };
}
