/** `; did you mean "mkdir"?` where something is close. */
export function nearest(name: unknown, known: readonly string[]): string {
  if (typeof name !== "string" || name === "") return "";
  const ranked = known
    .map((each) => ({ each, distance: distance(name, each) }))
    .toSorted((a, b) => a.distance - b.distance);
  const best = ranked[0];
  if (best === undefined) return "";
  const near = Math.min(Math.max(2, name.length / 3), best.each.length - 1);
  return best.distance <= near ? `; did you mean "${best.each}"?` : "";
}

/** Levenshtein distance, one row at a time. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
