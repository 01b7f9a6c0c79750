import { type Row, differs, isRedCell } from "./match.ts";

/** Rows that have the same result in every column, for the same causes. */
export interface Fold {
  /** The first of them stands for all. */
  readonly rows: readonly [Row, ...Row[]];
  readonly key: string;
}

/** Disagreement first, then what is red everywhere; of equals the largest first. */
export function foldRows(rows: readonly Row[]): readonly Fold[] {
  const folds = new Map<string, [Row, ...Row[]]>();
  for (const row of sortRows(rows)) {
    const key = keyOf(row);
    const fold = folds.get(key);
    if (fold === undefined) folds.set(key, [row]);
    else fold.push(row);
  }
  return [...folds]
    .map(([key, all]) => ({ key, rows: all }))
    .toSorted((a, b) => weight(b.rows[0]) - weight(a.rows[0]) || b.rows.length - a.rows.length);
}

export const sortRows = (rows: readonly Row[]): readonly Row[] =>
  rows.toSorted((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1));

function weight(row: Row): number {
  return (row.cells.some(isRedCell) ? 4 : 0) + (differs(row) ? 2 : 0);
}

const keyOf = ({ cells }: Row): string =>
  cells.map((cell) => (cell === undefined ? "" : `${cell.verdict} ${cell.causes[0] ?? ""}`)).join();
