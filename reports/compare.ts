import type { Result, Results, Run } from "../harness/run/results.ts";
import { type RunPair, alignRuns } from "./align.ts";
import { type EnvironmentDifference, environmentDifferences } from "./environment.ts";
import { byId, titleOf } from "./tally.ts";

/** What is compared of a result. */
export type Comparable = Pick<Result, "verdict"> & {
  readonly fingerprint?: string | undefined;
};

/** One scenario that two runs disagree about; null where a run does not have it or skipped it. */
export interface Change<T extends Comparable = Result> {
  readonly id: string;
  readonly before: T | null;
  readonly after: T | null;
}

export interface Changes<T extends Comparable = Result> {
  readonly changes: Readonly<Record<ChangeKind, readonly Change<T>[]>>;
  readonly unchanged: number;
}

export const changeKinds = [
  "regressed",
  "fixed",
  "fails differently",
  "appeared",
  "disappeared",
] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface RunComparison extends Changes {
  readonly before: string;
  readonly after: string;
}

export interface Comparison {
  /** First, so that another suite or another kernel is not taken for a regression. */
  readonly environment: readonly EnvironmentDifference[];
  readonly runs: readonly RunComparison[];
  /** Runs that the other side has no partner for. */
  readonly alone: { readonly before: readonly string[]; readonly after: readonly string[] };
}

/**
 * What changed from `before` to `after`. Runs are aligned by the adapter's name; where each side has one run only,
 * they are the two sides.
 * @throws ResultsError where nothing can be aligned
 */
export function compare(before: Results, after: Results): Comparison {
  const { pairs, alone } = alignRuns(before.runs, after.runs);
  return {
    environment: environmentDifferences(before, after, pairs),
    runs: pairs.map((pair) => compareRuns(pair, before.runs, after.runs)),
    alone: {
      before: alone.before.map((run) => titleOf(run, before.runs)),
      after: alone.after.map((run) => titleOf(run, after.runs)),
    },
  };
}

function compareRuns(
  { before, after }: RunPair,
  befores: readonly Run[],
  afters: readonly Run[],
): RunComparison {
  return {
    before: titleOf(before, befores),
    after: titleOf(after, afters),
    ...changesBetween(byIdOf(before), byIdOf(after)),
  };
}

const byIdOf = ({ results }: Run): ReadonlyMap<string, Result> =>
  new Map(results.map((result) => [result.id, result]));

/** What changed from one column of results to another, by the ids of the scenarios. */
export function changesBetween<T extends Comparable>(
  left: ReadonlyMap<string, T>,
  right: ReadonlyMap<string, T>,
): Changes<T> {
  const ids = [...new Set([...left.keys(), ...right.keys()])];
  const all = ids
    .map((id) => ({ id, before: ran(left.get(id)), after: ran(right.get(id)) }))
    .toSorted(byId);
  const of = (kind: ChangeKind) => all.filter((change) => kindOf(change) === kind);
  return {
    changes: {
      regressed: of("regressed"),
      fixed: of("fixed"),
      "fails differently": of("fails differently"),
      appeared: of("appeared"),
      disappeared: of("disappeared"),
    },
    unchanged: all.filter((change) => kindOf(change) === null).length,
  };
}

/** A skipped scenario says nothing about the subject: it counts as not there. */
function ran<T extends Comparable>(result: T | undefined): T | null {
  return result === undefined || result.verdict === "skip" ? null : result;
}

function kindOf({ before, after }: Change<Comparable>): ChangeKind | null {
  if (before === null) return after === null ? null : "appeared";
  if (after === null) return "disappeared";
  if (behaves(before) !== behaves(after)) return behaves(after) ? "fixed" : "regressed";
  return behaves(before) || sameFailure(before, after) ? null : "fails differently";
}

/** As an overlay must: what a list of known failures says about it does not matter here. */
export const behaves = ({ verdict }: Comparable): boolean =>
  verdict === "pass" || verdict === "fixed";

const breakdowns: readonly string[] = ["hang", "crash", "error"];

function sameFailure(before: Comparable, after: Comparable): boolean {
  const broke = [before, after].filter(({ verdict }) => breakdowns.includes(verdict));
  if (broke.length > 0 && before.verdict !== after.verdict) return false;
  return before.fingerprint === after.fingerprint;
}
