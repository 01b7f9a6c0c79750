/** The results that share a cause. */
export interface CauseGroup {
  readonly name: string;
  /** How many have it as the first of their causes. */
  readonly first: number;
  /** How many have it at all. */
  readonly all: number;
  /** How many have no other cause: what mending it would turn to pass. */
  readonly alone: number;
}

/** One item for each result: the names of its causes, the one that explains most first. */
export function groupCauses(results: readonly (readonly string[])[]): readonly CauseGroup[] {
  const groups = new Map<string, { first: number; all: number; alone: number }>();
  for (const names of results) {
    for (const [index, name] of names.entries()) {
      const group = groups.get(name) ?? { first: 0, all: 0, alone: 0 };
      group.all += 1;
      if (index === 0) group.first += 1;
      if (names.length === 1) group.alone += 1;
      groups.set(name, group);
    }
  }
  return [...groups]
    .map(([name, counts]) => ({ name, ...counts }))
    .toSorted((a, b) => b.first - a.first || b.all - a.all || (a.name < b.name ? -1 : 1));
}
