import type { Problem } from "../harness/language/kind.ts";

/** Saved results that cannot be read, joined or compared. */
export class ResultsError extends Error {
  readonly problems: readonly Problem[];

  constructor(action: string, problems: readonly Problem[]) {
    const lines = problems
      .slice(0, 5)
      .map(({ at, message }) => `  ${at === "" ? "" : `at ${at}: `}${message}`);
    const more = problems.length > 5 ? [`  and ${problems.length - 5} more`] : [];
    super([action, ...lines, ...more].join("\n"));
    this.name = "ResultsError";
    this.problems = problems;
  }
}
