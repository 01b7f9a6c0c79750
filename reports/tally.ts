import {
  type Result,
  type Results,
  type Run,
  type Verdict,
  redVerdicts,
  verdicts,
} from "../harness/run/results.ts";

export type Tally = Readonly<Record<Verdict, number>>;

export function tally(results: readonly Pick<Result, "verdict">[]): Tally {
  const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<
    Verdict,
    number
  >;
  for (const { verdict } of results) counts[verdict] += 1;
  return counts;
}

export const isRed = ({ verdict }: Result): boolean => redVerdicts.includes(verdict);

export const redOf = (counts: Tally): number =>
  redVerdicts.reduce((sum, verdict) => sum + counts[verdict], 0);

/** A known failure did not pass and is no surprise: it stands with the skipped ones, and is told apart beside them. */
export const skippedOf = (counts: Tally): number => counts.skip + counts["known-failure"];

/** The verdicts that occur, the same order always: `612 pass, 3 fail`. */
export function printTally(counts: Tally): string {
  const words = verdicts
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${counts[verdict]} ${verdict}`);
  return words.length === 0 ? "nothing was run" : words.join(", ");
}

/** How many there are under each key, most first, then by name. */
export function countBy<T>(
  items: readonly T[],
  key: (item: T) => string,
): readonly (readonly [name: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

export const everyResult = (results: Results): readonly Result[] =>
  results.runs.flatMap((run) => run.results);

export const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : Number(a.id > b.id);

/** What tells this run from the others of the same results: options and kernel only where the name does not. */
export function titleOf(run: Run, runs: readonly Run[]): string {
  const { name } = run.adapter;
  const same = runs.filter(({ adapter }) => adapter.name === name);
  const [options, kernel] = [optionsOf(run), kernelOf(run)];
  const ofOptions = new Set(same.map(optionsOf)).size > 1 && options !== "" ? [options] : [];
  const ofKernel = new Set(same.map(kernelOf)).size > 1 ? [kernel] : [];
  return [name, ...ofOptions, ...ofKernel].join(" ");
}

/** The kernel that the run was on, where runs of several machines were merged; else nothing. */
export const kernelOf = ({ adapter }: Run): string => adapter.details?.["machine kernel"] ?? "";

/** `bin=/usr/bin/x,fs=ext4` */
export function optionsOf({ adapter }: Run): string {
  return Object.entries(adapter.options)
    .map(([name, value]) => `${name}=${value}`)
    .toSorted()
    .join(",");
}
