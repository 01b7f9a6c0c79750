import type { Row } from "./match.ts";

export interface Similar {
  readonly row: Row;
  /** Causes that both have, or where there is none, the clauses. */
  readonly shared: readonly string[];
}

/**
 * Scenarios that fail in the same run for the same causes, most alike first; of a scenario that does not fail, those
 * of the same clauses.
 */
export function similarTo(id: string, run: number, rows: readonly Row[]): readonly Similar[] {
  const own = rows.find((row) => row.id === id);
  if (own === undefined) return [];
  const causes = own.cells[run]?.causes ?? [];
  const traits = (row: Row): readonly string[] =>
    causes.length > 0 ? (row.cells[run]?.causes ?? []) : row.cites;
  const mine = new Set(traits(own));
  return rows
    .filter((row) => row.id !== id)
    .map((row) => {
      const theirs = traits(row);
      const shared = theirs.filter((trait) => mine.has(trait));
      const near = row.area === own.area ? 0.1 : 0;
      const first = theirs[0] !== undefined && theirs[0] === [...mine][0] ? 0.5 : 0;
      const union = mine.size + theirs.length - shared.length;
      return { row, shared, score: shared.length / union + near + first };
    })
    .filter(({ shared }) => shared.length > 0)
    .toSorted((a, b) => b.score - a.score || (a.row.id < b.row.id ? -1 : 1))
    .map(({ row, shared }) => ({ row, shared }));
}
