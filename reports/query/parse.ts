/** One condition of a query: `area:rename`, `-is:pass`, `"a phrase"`. */
export interface Term {
  /** Absent where any text may match. */
  readonly key?: string;
  /** Lower case; one of them is enough: `area:rename,link`. */
  readonly values: readonly string[];
  readonly not: boolean;
}

/** Conditions that must all hold; of each, one of its alternatives (`|`). */
export type Query = readonly (readonly Term[])[];

/** Spaces separate, except inside quotes; `|` between two terms means either. */
export function parseQuery(text: string): Query {
  const words = text.toLowerCase().match(/-?[^\s":|]*:?"[^"]*"?|\||[^\s|]+/g) ?? [];
  const clauses: Term[][] = [];
  let either = false;
  for (const word of words) {
    if (word === "|") {
      either = clauses.length > 0;
      continue;
    }
    const term = parseTerm(word);
    const last = clauses.at(-1);
    if (either && last !== undefined) last.push(term);
    else clauses.push([term]);
    either = false;
  }
  return clauses;
}

function parseTerm(word: string): Term {
  const not = word.length > 1 && word.startsWith("-");
  const bare = not ? word.slice(1) : word;
  const quote = bare.indexOf('"');
  const colon = bare.lastIndexOf(":", quote < 0 ? bare.length : quote);
  const key = colon > 0 ? bare.slice(0, colon) : undefined;
  const rest = colon > 0 ? bare.slice(colon + 1) : bare;
  const values = rest.startsWith('"')
    ? [rest.replaceAll('"', "")]
    : key === undefined
      ? [rest]
      : rest.split(",").filter((value) => value !== "");
  return { ...(key !== undefined && { key }), values, not };
}
