import type { Run } from "../harness/run/results.ts";
import { ResultsError } from "./results-error.ts";
import { kernelOf, optionsOf } from "./tally.ts";

export interface RunPair {
  readonly before: Run;
  readonly after: Run;
}

interface Alignment {
  readonly pairs: readonly RunPair[];
  readonly alone: { readonly before: readonly Run[]; readonly after: readonly Run[] };
}

/** Closest first: the same adapter, options and kernel; then without the kernel; then the adapter alone. */
const closeness: readonly ((run: Run) => string)[] = [
  (run) => JSON.stringify([run.adapter.name, optionsOf(run), kernelOf(run)]),
  (run) => JSON.stringify([run.adapter.name, optionsOf(run)]),
  (run) => run.adapter.name,
];

export function alignRuns(befores: readonly Run[], afters: readonly Run[]): Alignment {
  const [left, right] = [[...befores], [...afters]];
  const pairs = closeness.flatMap((key) => takePairs(left, right, key));
  if (pairs.length > 0) return { pairs, alone: { before: left, after: right } };
  const [before, after] = [befores[0], afters[0]];
  if (befores.length === 1 && afters.length === 1 && before !== undefined && after !== undefined) {
    return { pairs: [{ before, after }], alone: { before: [], after: [] } };
  }
  throw new ResultsError("Cannot compare: no adapter is in both", [
    { at: "before", message: names(befores) },
    { at: "after", message: names(afters) },
  ]);
}

/** Takes the runs that share a key out of both lists. */
function takePairs(left: Run[], right: Run[], key: (run: Run) => string): readonly RunPair[] {
  return [...left].flatMap((before) => {
    const index = right.findIndex((after) => key(after) === key(before));
    const [after] = index < 0 ? [] : right.splice(index, 1);
    if (after === undefined) return [];
    left.splice(left.indexOf(before), 1);
    return [{ before, after }];
  });
}

const names = (runs: readonly Run[]): string =>
  runs.length === 0 ? "no run" : runs.map(({ adapter }) => adapter.name).join(", ");
