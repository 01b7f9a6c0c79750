import { type Verdict, redVerdicts } from "../../harness/run/results.ts";
import { type Query, type Term, parseQuery } from "./parse.ts";

/** What a query sees of one result. */
export interface Cell {
  readonly verdict: Verdict;
  /** In words; may be empty. */
  readonly cause: string;
  readonly causes: readonly string[];
  /** `errno:EXDEV`, `where:upper`, `field:mode`, `path:/d`: what its mismatches name. */
  readonly tags: readonly string[];
  readonly reason: string | null;
}

/** One scenario over all runs: a cell is absent where a run did not select it. */
export interface Row {
  readonly id: string;
  readonly area: string;
  readonly title: string;
  readonly cites: readonly string[];
  readonly cells: readonly (Cell | undefined)[];
}

const cellsOf = ({ cells }: Row): readonly Cell[] =>
  cells.flatMap((cell) => (cell === undefined ? [] : [cell]));

export const isRedCell = (cell: Cell | undefined): boolean =>
  cell !== undefined && redVerdicts.includes(cell.verdict);

/** Two runs that say something disagree: a skip says nothing. */
export const differs = (row: Row): boolean =>
  new Set(cellsOf(row).flatMap(({ verdict }) => (verdict === "skip" ? [] : [verdict]))).size > 1;

const states: Readonly<Record<string, (row: Row) => boolean>> = {
  red: (row) => row.cells.some(isRedCell),
  different: differs,
  same: (row) => !differs(row),
  known: (row) => cellsOf(row).some(({ verdict }) => verdict === "known-failure"),
  skipped: (row) => cellsOf(row).some(({ verdict }) => verdict === "skip"),
  passing: (row) => cellsOf(row).every(({ verdict }) => verdict === "pass"),
};

type Matcher = (row: Row, value: string) => boolean;

const tagged =
  (key: string): Matcher =>
  (row, value) =>
    cellsOf(row).some(({ tags }) => tags.some((tag) => tag.toLowerCase() === `${key}:${value}`));

/** What may stand before the colon, beside the names of the runs. */
const keys: Readonly<Record<string, Matcher>> = {
  is: (row, value) => states[value]?.(row) ?? false,
  area: (row, value) => row.area.toLowerCase() === value,
  clause: (row, value) => row.cites.some((clause) => clause.toLowerCase().startsWith(value)),
  verdict: (row, value) => cellsOf(row).some(({ verdict }) => verdict === value),
  cause: (row, value) =>
    cellsOf(row).some(({ causes }) => causes.some((cause) => cause.toLowerCase().includes(value))),
  errno: tagged("errno"),
  layer: tagged("layer"),
  field: tagged("field"),
  path: tagged("path"),
  id: (row, value) => row.id.toLowerCase() === value,
};

export const queryKeys: readonly string[] = Object.keys(keys);
export const queryStates: readonly string[] = Object.keys(states);

export interface Filter {
  readonly matches: (row: Row) => boolean;
  /** What in the query means nothing, in words; empty where all is understood. */
  readonly unknown: readonly string[];
}

/** @param runs their names, as columns show them; a part that only one of them has is enough in a query */
export function filterOf(text: string, runs: readonly string[]): Filter {
  const query = parseQuery(text);
  return {
    matches: (row) => query.every((either) => either.some((term) => holds(term, row, runs))),
    unknown: problems(query, runs),
  };
}

function holds({ key, values, not }: Term, row: Row, runs: readonly string[]): boolean {
  const matcher = key === undefined ? undefined : (keys[key] ?? ofRun(key, runs));
  const found = values.some((value) =>
    matcher === undefined ? textOf(row).includes(whole(key, value)) : matcher(row, value),
  );
  return found !== not;
}

/** `kernel:pass`; `kernel:red` */
function ofRun(key: string, runs: readonly string[]): Matcher | undefined {
  const names = runs.map((name) => name.toLowerCase());
  const near = names.flatMap((name, index) => (name.includes(key) ? [index] : []));
  const run = names.includes(key) ? names.indexOf(key) : near.length === 1 ? near[0] : undefined;
  if (run === undefined) return undefined;
  return (row, value) => {
    const cell = row.cells[run];
    return value === "red" ? isRedCell(cell) : cell?.verdict === value;
  };
}

const whole = (key: string | undefined, value: string): string =>
  key === undefined ? value : `${key}:${value}`;

function textOf({ id, title, cites, cells }: Row): string {
  const said = cells.flatMap((cell) => (cell === undefined ? [] : [cell.cause, ...cell.causes]));
  return [id, title, ...cites, ...said].join("\n").toLowerCase();
}

function problems(query: Query, runs: readonly string[]): readonly string[] {
  return query.flat().flatMap(({ key, values }) => {
    if (key === undefined) return [];
    if (keys[key] === undefined && ofRun(key, runs) === undefined) {
      return [`"${key}:" is no key: it is searched as text`];
    }
    if (key !== "is") return [];
    const strange = values.filter((value) => states[value] === undefined);
    return strange.map((value) => `"is:${value}" is not known: ${queryStates.join(", ")} are`);
  });
}
