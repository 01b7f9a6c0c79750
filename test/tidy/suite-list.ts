import { posix } from "node:path";
import type { Suite } from "../../harness/language/scenario.ts";
import { type Finding, type Source, importsOf } from "./sources.ts";

/** Ids that two scenarios have: one of them could not be run alone, nor listed as a known failure. */
export function sharedIds(suites: readonly Suite[]): readonly Finding[] {
  const ids = suites.flatMap(({ scenarios }) => scenarios.map(({ id }) => id));
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}

/** The ids of the clauses that a document numbers, `- **directories/1** …` or `- **man/rmdir.2#EBUSY** …`. */
export function clausesOf(document: string): ReadonlySet<string> {
  return new Set([...document.matchAll(/^- \*\*([^*\s]+)\*\*/gm)].map(([, id]) => id ?? ""));
}

/** Scenarios that cite nothing, or a clause that is not there. */
export function badCites(
  suites: readonly Suite[],
  clauses: ReadonlySet<string>,
): readonly Finding[] {
  return suites
    .flatMap(({ scenarios }) => scenarios)
    .flatMap(({ id, cites }) => [
      ...(cites.length === 0 ? [`${id} cites no clause`] : []),
      ...cites.filter((clause) => !clauses.has(clause)).map((clause) => `${id} cites ${clause}`),
    ]);
}

/** Files of suites/ that its index does not reach: their scenarios would never run. */
export function unlisted(sources: readonly Source[]): readonly Finding[] {
  const files = new Map(sources.map((source) => [source.path, source]));
  const reached = new Set<string>();
  const visit = (path: string): void => {
    const source = files.get(path);
    if (source === undefined || reached.has(path)) return;
    reached.add(path);
    importsOf(source).forEach(visit);
  };
  visit(posix.join("suites", "index.ts"));
  return [...files.keys()].filter((path) => path.startsWith("suites/") && !reached.has(path));
}
