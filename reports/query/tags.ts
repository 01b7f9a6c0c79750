import type { Mismatch, Result } from "../../harness/run/results.ts";

const errno = /^E[A-Z0-9]+$/;

/** What the mismatches of a result name, each once: for a query to find it by. */
export function tagsOf({ mismatches, encodings = [] }: Result): readonly string[] {
  return [...new Set([...mismatches, ...encodings].flatMap(ofMismatch))].toSorted();
}

function ofMismatch({ where, path, field, expected, observed }: Mismatch): readonly string[] {
  return [
    `layer:${where}`,
    ...(path === undefined ? [] : [`path:${path}`]),
    ...(field === undefined ? [] : [`field:${field}`]),
    ...[expected, observed].filter((text) => errno.test(text)).map((text) => `errno:${text}`),
  ];
}
