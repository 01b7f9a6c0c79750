import type { Suite } from "../../harness/language/scenario.ts";
import type { Coverage } from "../../harness/run/results.ts";
import { toothless } from "./teeth.ts";
import { type Ledger, trace } from "./trace.ts";

/** A scenario that no subject fails that is wrong on purpose may say nothing. */
const teethRow = "scenarios that a wrong subject fails";

/** How much of each kind the suite stands for, and how many scenarios fail something, as docs/coverage.md says in full. */
export function coverageOf(suites: readonly Suite[], ledger: Ledger): readonly Coverage[] {
  const { clauses, peers, bugs, reasons, teeth } = ledger;
  const all = suites.reduce((sum, { scenarios }) => sum + scenarios.length, 0);
  const never = toothless(suites, teeth).length;
  const kinds = [
    ["clauses", "cites", clauses.map(({ id }) => id)],
    ["tests of others", "peers", peers.map(({ peer }) => peer)],
    ["reports of bugs", "bugs", bugs],
  ] as const;
  const traced = kinds.map(([of, field, ids]) => {
    const traces = trace(suites, field, ids, reasons);
    const covered = traces.filter(({ scenarios }) => scenarios.length > 0);
    const reasoned = traces.filter(
      ({ scenarios, reason }) => scenarios.length === 0 && reason !== undefined,
    );
    return { of, all: traces.length, covered: covered.length, reasoned: reasoned.length };
  });
  return [...traced, { of: teethRow, all, covered: all - never, reasoned: 0 }];
}
