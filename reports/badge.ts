import type { Result } from "../harness/run/results.ts";

/** What shields.io reads from an endpoint. */
export interface Badge {
  readonly schemaVersion: 1;
  readonly label: string;
  readonly message: string;
  readonly color: string;
  readonly isError?: true;
}

/** The passes of what applies: a badge that hides its denominator says nothing. */
export function badgeOf(name: string, results: readonly Pick<Result, "verdict">[]): Badge {
  const applicable = results.filter(({ verdict }) => verdict !== "skip");
  const passed = applicable.filter(({ verdict }) => verdict === "pass" || verdict === "fixed");
  const unknown = applicable.filter(
    ({ verdict }) => verdict !== "pass" && verdict !== "known-failure",
  );
  const label = `overlay-conformance: ${name}`;
  if (applicable.length === 0) {
    return { schemaVersion: 1, label, message: "nothing ran", color: "lightgrey" };
  }
  const message = `${passed.length} of ${applicable.length} pass`;
  if (unknown.length > 0) {
    const surprises = `${message}, ${unknown.length} unexpected`;
    return { schemaVersion: 1, label, message: surprises, color: "red", isError: true };
  }
  const whole = passed.length === applicable.length;
  return { schemaVersion: 1, label, message, color: whole ? "brightgreen" : "yellow" };
}
