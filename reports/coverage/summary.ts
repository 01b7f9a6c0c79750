import type { Suite } from "../../harness/language/scenario.ts";
import type { Coverage } from "../../harness/run/results.ts";
import { type Ledger, trace } from "./trace.ts";

/** How much of each kind the suite stands for, as docs/coverage.md says in full. */
export function coverageOf(suites: readonly Suite[], ledger: Ledger): readonly Coverage[] {
  const { clauses, peers, bugs, reasons } = ledger;
  const kinds = [
    ["clauses", "cites", clauses.map(({ id }) => id)],
    ["tests of others", "peers", peers.map(({ peer }) => peer)],
    ["reports of bugs", "bugs", bugs],
  ] as const;
  return kinds.map(([of, field, ids]) => {
    const traces = trace(suites, field, ids, reasons);
    const covered = traces.filter(({ scenarios }) => scenarios.length > 0);
    const reasoned = traces.filter(
      ({ scenarios, reason }) => scenarios.length === 0 && reason !== undefined,
    );
    return { of, all: traces.length, covered: covered.length, reasoned: reasoned.length };
  });
}
