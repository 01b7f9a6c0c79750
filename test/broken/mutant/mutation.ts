/** One line of the overlay in TypeScript that says something else. */
export interface Mutation {
  /** Of `adapters/overlay-ts`, without its ending: `overlay/copy-up`. */
  readonly file: string;
  /** Stands in one line of the compiled file, and only once where `line` does not say in which. */
  readonly find: string;
  readonly replace: string;
  /** From 1, of the compiled file. */
  readonly line?: number;
}

/** A mutation as the tables write it; `areas` are those that have to notice, with spaces between them. */
export type Row = readonly [
  areas: string,
  says: string,
  file: string,
  find: string,
  replace: string,
];

/** The compiled text with the mutation. It throws where there is nothing to change, or more than one thing. */
export function mutate(text: string, { file, find, replace, line }: Mutation): string {
  const lines = text.split("\n");
  const found = lines.flatMap((each, index) =>
    each.includes(find) && (line === undefined || line === index + 1) ? [index] : [],
  );
  const [at] = found;
  if (at === undefined || found.length > 1) {
    throw new Error(`Cannot mutate ${file}: "${find}" stands in ${found.length} lines, not in one`);
  }
  return lines
    .with(
      at,
      (lines[at] ?? "").replace(find, () => replace),
    )
    .join("\n");
}
