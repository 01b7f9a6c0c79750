import { redVerdicts } from "../../../harness/run/results.ts";
import { treeNames } from "../../tree/at-step.ts";
import type { PageEvidence, PagePart, PageRun } from "../page-data.ts";
import type { Data, PageCell } from "./data.ts";
import { othersOf } from "./others.ts";
import type { ScenarioState } from "./state.ts";
import { type Shown, type Subject, isTree } from "./subject.ts";

/** What the address says of a scenario, completed; undefined where the results do not have it. */
export async function show(data: Data, state: ScenarioState): Promise<Shown | undefined> {
  const row = data.row(state.id);
  if (row === undefined) return undefined;
  const part = await data.part(state.id);
  const subjects = row.cells.flatMap((cell, index) =>
    cell === undefined ? [] : [subjectOf(data, state.id, index, cell, part)],
  );
  const subject = subjects.find(({ index }) => index === state.run) ?? worst(subjects);
  if (subject === undefined) return undefined;
  const scenario = part?.scenarios[state.id];
  const last = (scenario?.steps.length ?? 0) - 1;
  const first = subject.mismatches.find(({ where }) => isTree(where)) ?? subject.mismatches[0];
  const step = Math.max(-1, Math.min(state.step ?? first?.step ?? last, last));
  const trees = treeNames(subject.transcript?.observations ?? []);
  const tree = trees.find((name) => name === (state.tree ?? first?.where)) ?? trees[0] ?? "merged";
  const choices = othersOf(subject, subjects, scenario);
  const usable = choices.find((other) => other.wanted(tree, step) !== undefined);
  const against = (choices.find(({ key }) => key === state.against) ?? usable)?.key ?? "before";
  const { title, cites } = row;
  const head = { state, title, cites, scenario, subjects, subject };
  return { ...head, step, tree, trees, against, others: choices };
}

function subjectOf(
  { runs, names }: Data,
  id: string,
  index: number,
  cell: PageCell,
  part: PagePart | undefined,
): Subject {
  const run = runs[index] as PageRun;
  const none: PageEvidence = { mismatches: [], encodings: [] };
  const evidence = part?.results[id]?.[index] ?? none;
  const transcript = part?.transcripts[evidence.transcript ?? -1];
  const reference = part?.transcripts[evidence.reference ?? -1];
  const { mismatches, encodings } = evidence;
  return {
    index,
    run,
    cell,
    mismatches,
    encodings,
    name: names[index] ?? "",
    ...(transcript && { transcript }),
    ...(reference && { reference }),
  };
}

const worst = (subjects: readonly Subject[]): Subject | undefined =>
  subjects.find(({ cell }) => redVerdicts.includes(cell.verdict)) ??
  subjects.find(({ mismatches }) => mismatches.length > 0) ??
  subjects.find(({ transcript }) => transcript !== undefined) ??
  subjects[0];
