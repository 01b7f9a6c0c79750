import type { Entry, Tree } from "../../harness/language/transcript.ts";
import { type FieldTexts, fieldsOf } from "./fields.ts";

export type Change = "appeared" | "disappeared" | "changed" | "same";

export interface FieldDifference {
  readonly field: string;
  /** Absent where that side does not have the field. */
  readonly before?: string;
  readonly after?: string;
}

export interface PathDifference {
  readonly path: string;
  readonly change: Change;
  readonly before?: Entry;
  readonly after?: Entry;
  /** Those that differ; of an object that only one side has, all. */
  readonly fields: readonly FieldDifference[];
}

/**
 * A tree to compare with. `partial` says less than was observed: its entries name only the fields that are judged,
 * and below `open` directories other names are allowed.
 */
export interface Wanted {
  readonly tree: Tree;
  readonly partial?: { readonly open: readonly string[] };
}

/** Path by path, in the order of a listing: a directory, then what is in it. */
export function diffTrees(wanted: Wanted, observed: Tree): readonly PathDifference[] {
  const paths = [...new Set([...Object.keys(wanted.tree), ...Object.keys(observed)])];
  return paths
    .toSorted(comparePaths)
    .filter((path) => wanted.tree[path] !== undefined || !allowed(path, wanted))
    .map((path) =>
      diffEntry(path, wanted.tree[path], observed[path], wanted.partial !== undefined),
    );
}

function comparePaths(a: string, b: string): number {
  const [left, right] = [a.replaceAll("/", "\0"), b.replaceAll("/", "\0")];
  return left < right ? -1 : Number(left > right);
}

function allowed(path: string, { partial }: Wanted): boolean {
  return (partial?.open ?? []).some((directory) =>
    path.startsWith(directory === "/" ? "/" : `${directory}/`),
  );
}

function diffEntry(
  path: string,
  before: Entry | undefined,
  after: Entry | undefined,
  partial: boolean,
): PathDifference {
  const [left, right] = [before && fieldsOf(before), after && fieldsOf(after)];
  const fields = diffFields(left ?? {}, right ?? {}, partial && before !== undefined);
  const sides = { ...(before && { before }), ...(after && { after }) };
  return { path, change: changeOf(before, after, fields.length), fields, ...sides };
}

function changeOf(before: Entry | undefined, after: Entry | undefined, differing: number): Change {
  if (before === undefined) return "appeared";
  if (after === undefined) return "disappeared";
  return differing === 0 ? "same" : "changed";
}

function diffFields(
  before: FieldTexts,
  after: FieldTexts,
  partial: boolean,
): readonly FieldDifference[] {
  const names = partial ? Object.keys(before) : Object.keys({ ...before, ...after });
  return names
    .filter((field) => before[field] !== after[field])
    .map((field) => ({
      field,
      ...(before[field] !== undefined && { before: before[field] }),
      ...(after[field] !== undefined && { after: after[field] }),
    }));
}
