import type { Result } from "../run/results.ts";
import { type KnownFailure, KnownFailuresError, type Occasion, applies } from "./known-failures.ts";

/**
 * The entries after a run, sorted by id: new failures with the given reason, those that stay with the reason and the
 * link they had, without those that are fixed. What the run did not decide (skipped, not selected, other privilege,
 * fault of the harness) stays as it is.
 *
 * @throws KnownFailuresError where `because` is empty
 */
export function updateKnownFailures(
  entries: readonly KnownFailure[],
  results: readonly Result[],
  because: string,
  occasion: Occasion = {},
): readonly KnownFailure[] {
  if (because.trim() === "") {
    throw new KnownFailuresError("this run", [
      { at: "--because", message: "expected a reason, found none; say why the subject fails" },
    ]);
  }
  const decided = new Map(results.filter(decides).map((result) => [result.id, result]));
  const stay = entries.flatMap((entry) => {
    const result = applies(entry, occasion) ? decided.get(entry.id) : undefined;
    if (result === undefined) return [entry];
    decided.delete(entry.id);
    const { fingerprint } = result;
    return fingerprint === undefined ? [] : [withCondition({ ...entry, fingerprint }, result)];
  });
  // An entry for another privilege leaves no room for one that holds everywhere.
  const taken = new Set(stay.map(({ id }) => id));
  const fresh = [...decided.values()].flatMap((result): KnownFailure[] => {
    const { fingerprint } = result;
    if (fingerprint === undefined) return [];
    const { privilege } = occasion;
    const when = taken.has(result.id) && privilege !== undefined ? { when: { privilege } } : {};
    return [withCondition({ id: result.id, fingerprint, because, ...when }, result)];
  });
  return [...stay, ...fresh].toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Whether it takes a reference to see the failure. */
function withCondition(entry: KnownFailure, { mismatches }: Result): KnownFailure {
  const { reference: _, ...others } = entry.when ?? {};
  const { when: __, ...rest } = entry;
  const alone =
    mismatches.some(({ against }) => against !== "reference") || mismatches.length === 0;
  const when = { ...others, ...(!alone && { reference: true }) };
  return Object.keys(when).length === 0 ? rest : { ...rest, when };
}

const decides = ({ verdict }: Result): boolean => verdict !== "skip" && verdict !== "error";
