import type { Problem } from "../harness/language/kind.ts";

/** Deeper than any results are: what reads them goes down by calls, and must not run out of them. */
const most = 200;

/** How many names of the way down are told. */
const told = 8;

/** The first place that is too deep, if there is one. */
export function depthProblems(document: unknown): readonly Problem[] {
  const way = wayDown(document, 0);
  if (way === undefined) return [];
  const names = way.slice(0, told).map((name) => (/^\d+$/.test(name) ? `[${name}]` : `.${name}`));
  const at = names.join("").replace(/^\./, "");
  return [{ at, message: `values are nested deeper than ${most} levels` }];
}

function wayDown(value: unknown, depth: number): readonly string[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (depth > most) return [];
  for (const [name, each] of Object.entries(value)) {
    const way = wayDown(each, depth + 1);
    if (way !== undefined) return [name, ...way];
  }
  return undefined;
}
