import { redVerdicts } from "../../../harness/run/results.ts";
import type { PageData, PageResult } from "../page-data.ts";

/** One scenario over all runs: a cell is absent where a run did not select it. */
export interface Row {
  readonly id: string;
  readonly area: string;
  readonly cells: readonly (PageResult | undefined)[];
}

/** Disagreement first, then what is red everywhere, then by id. */
export function rowsOf({ runs }: PageData): readonly Row[] {
  const maps = runs.map(({ results }) => new Map(results.map((result) => [result.id, result])));
  const ids = [...new Set(maps.flatMap((map) => [...map.keys()]))];
  const rows = ids.map((id) => {
    const cells = maps.map((map) => map.get(id));
    return { id, area: cells.find((cell) => cell !== undefined)?.area ?? "", cells };
  });
  return rows.toSorted((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1));
}

const isRed = (cell: PageResult | undefined): boolean =>
  cell !== undefined && redVerdicts.includes(cell.verdict);

const differs = ({ cells }: Row): boolean =>
  new Set(cells.flatMap((cell) => (cell === undefined ? [] : [cell.verdict]))).size > 1;

function weight(row: Row): number {
  return (row.cells.some(isRed) ? 4 : 0) + (differs(row) ? 2 : 0);
}

/**
 * Words that must all hold: `area:rename`, `is:red`, `is:different`, `NAME:VERDICT` for a run, a clause, or any part of the
 * id, the title or the cause.
 */
export function matches(row: Row, query: string, data: PageData): boolean {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return words.every((word) => matchesWord(row, word, data));
}

function matchesWord(row: Row, word: string, data: PageData): boolean {
  if (word === "is:red") return row.cells.some(isRed);
  if (word === "is:different") return differs(row);
  const split = word.lastIndexOf(":");
  const [key, value] = [word.slice(0, Math.max(split, 0)), word.slice(split + 1)];
  if (key === "area") return row.area.toLowerCase() === value;
  const run = data.runs.findIndex(({ name }) => name.toLowerCase() === key);
  if (run >= 0) return row.cells[run]?.verdict === value;
  return textOf(row, data).includes(word);
}

function textOf({ id, cells }: Row, { scenarios }: PageData): string {
  const scenario = scenarios[id];
  const causes = cells.map((cell) => cell?.cause ?? "");
  const said = scenario === undefined ? [] : [scenario.title, ...scenario.cites];
  return [id, ...said, ...causes].join("\n").toLowerCase();
}
