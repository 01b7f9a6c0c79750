import type { Result } from "../run/results.ts";
import { type KnownFailure, type Occasion, applies, printKnownFailure } from "./known-failures.ts";

/** What an entry of known failures makes of a result. */
export function applyKnownFailures(
  result: Result,
  entries: readonly KnownFailure[],
  occasion: Occasion = {},
): Result {
  const entry = entries.find((each) => each.id === result.id && applies(each, occasion));
  if (entry === undefined) return result;
  switch (result.verdict) {
    case "pass": {
      const line = printKnownFailure(entry);
      return { ...result, verdict: "fixed", reason: `it passes now; delete the line ${line}` };
    }
    case "fail":
    case "hang":
    case "crash":
      return result.fingerprint === entry.fingerprint
        ? { ...result, verdict: "known-failure", reason: because(entry) }
        : { ...result, verdict: "drifted", reason: drift(result, entry) };
    default:
      // A skip shows nothing, and a fault of the harness can never be expected.
      return result;
  }
}

const because = ({ because: reason, link }: KnownFailure): string =>
  link === undefined ? reason : `${reason} (${link})`;

function drift(result: Result, entry: KnownFailure): string {
  const now = `known to fail as ${entry.fingerprint}, fails as ${result.fingerprint ?? "unknown"}`;
  const what = result.reason === null ? "" : `: ${result.reason}`;
  return `${now}${what}; known because: ${because(entry)}`;
}
