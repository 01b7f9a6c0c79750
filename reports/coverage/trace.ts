import type { Suite } from "../../harness/language/scenario.ts";
import type { Teeth } from "./teeth.ts";

/* Which scenarios stand for which clause, which test of others and which report of a bug, and what nobody stands for. */

/** What has to be covered: ids, and why some are not. */
export interface Ledger {
  readonly clauses: readonly Clause[];
  readonly peers: readonly Peer[];
  readonly bugs: readonly string[];
  /** By the id of a clause, a peer's test or a bug: why no scenario stands for it. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly teeth: Teeth;
}

export interface Clause {
  readonly id: string;
  readonly statement: string;
}

export interface Peer {
  /** As a scenario names it: `xfstests overlay/003`. */
  readonly peer: string;
  readonly subject: string;
}

export interface Trace {
  readonly id: string;
  readonly scenarios: readonly string[];
  readonly reason?: string;
}

type Field = "cites" | "peers" | "bugs";

/** The ids of one kind, each with the scenarios that name it. */
export function trace(
  suites: readonly Suite[],
  field: Field,
  ids: readonly string[],
  reasons: Ledger["reasons"],
): readonly Trace[] {
  const named = namedIn(suites, field);
  return ids.map((id) => {
    const scenarios = named.get(id) ?? [];
    const reason = reasons[id];
    return { id, scenarios, ...(reason !== undefined && { reason }) };
  });
}

function namedIn(suites: readonly Suite[], field: Field): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, string[]>();
  for (const { id, ...scenario } of suites.flatMap(({ scenarios }) => scenarios)) {
    for (const name of scenario[field] ?? []) named.set(name, [...(named.get(name) ?? []), id]);
  }
  return named;
}

/** @param read gives a file of the repository */
export function readLedger(read: (path: string) => string): Ledger {
  const list = (name: string): unknown => JSON.parse(read(`coverage/${name}.json`));
  return {
    clauses: clausesIn(read("docs/clauses.md")),
    peers: list("peers") as Ledger["peers"],
    bugs: list("bugs") as Ledger["bugs"],
    reasons: list("reasons") as Ledger["reasons"],
    teeth: list("teeth") as Teeth,
  };
}

/** The clauses that a document numbers, with their statements. */
function clausesIn(document: string): readonly Clause[] {
  return [...document.matchAll(/^- \*\*([^*\s]+)\*\* (.*)$/gm)].map(
    ([, id = "", statement = ""]) => ({
      id,
      statement,
    }),
  );
}

/** Clauses, peers' tests and bugs together. */
export function traceAll(suites: readonly Suite[], ledger: Ledger): readonly Trace[] {
  const { clauses, peers, bugs, reasons } = ledger;
  return [
    ...trace(
      suites,
      "cites",
      clauses.map(({ id }) => id),
      reasons,
    ),
    ...trace(
      suites,
      "peers",
      peers.map(({ peer }) => peer),
      reasons,
    ),
    ...trace(suites, "bugs", bugs, reasons),
  ];
}

/** What has neither a scenario nor a reason. */
export const uncovered = (traces: readonly Trace[]): readonly string[] =>
  traces
    .filter(({ scenarios, reason }) => scenarios.length === 0 && reason === undefined)
    .map(({ id }) => id);

/** Reasons of what has a scenario, or of what there is not. */
export function needless(traces: readonly Trace[], { reasons }: Ledger): readonly string[] {
  const wanting = new Set(
    traces.filter(({ scenarios }) => scenarios.length === 0).map(({ id }) => id),
  );
  return Object.keys(reasons).filter((id) => !wanting.has(id));
}

/** Names in scenarios that the ledger does not have, of kinds that it has all of. */
export function strange(suites: readonly Suite[], ledger: Ledger): readonly string[] {
  const peers = new Set(ledger.peers.map(({ peer }) => peer));
  const whole = new Set(ledger.peers.map(({ peer }) => kindOf(peer)));
  const bugs = new Set(ledger.bugs);
  return [
    ...[...namedIn(suites, "peers").keys()].filter((id) => whole.has(kindOf(id)) && !peers.has(id)),
    ...[...namedIn(suites, "bugs").keys()].filter((id) => !bugs.has(id)),
  ];
}

/** `xfstests overlay/003` is of the kind `xfstests`. */
function kindOf(peer: string): string {
  return peer.slice(0, peer.indexOf(" "));
}
