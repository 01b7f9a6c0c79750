import type { IdentifiedScenario, Suite } from "../../harness/language/scenario.ts";

/* Which scenarios find some wrong subject out. `npm run teeth` tries it, and coverage/teeth.json keeps what it found. */

export interface Teeth {
  /** By subject: digests of the scenarios that it was the first to fail, in order, with spaces between. */
  readonly failedBy: Readonly<Record<string, string>>;
  /** Digests of scenarios that no wrong subject fails, by id. */
  readonly never: Readonly<Record<string, string>>;
}

/** Of all that decides what a scenario does and expects. Who it stands for, and why, does not. */
export function digestOf(scenario: IdentifiedScenario): string {
  const { title: _title, cites: _cites, peers: _peers, bugs: _bugs, why: _why, ...rest } = scenario;
  const text = JSON.stringify(rest);
  return (fnv(text, 0x811c9dc5) + fnv(text, 0x01000193)).slice(0, digestLength);
}

/** 40 bits: enough to tell thousands apart. */
const digestLength = 10;

/** FNV-1a of 32 bits, from a start of one's own. */
function fnv(text: string, start: number): string {
  let hash = start;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/** Digests of scenarios that are known to fail on something. */
export function bitten({ failedBy }: Teeth): ReadonlySet<string> {
  return new Set(Object.values(failedBy).flatMap((digests) => digests.split(" ")));
}

/** Scenarios that were changed or written since the teeth were tried. */
export function untried(suites: readonly Suite[], teeth: Teeth): readonly IdentifiedScenario[] {
  const tried = new Set([...bitten(teeth), ...Object.values(teeth.never)]);
  return suites
    .flatMap(({ scenarios }) => scenarios)
    .filter((scenario) => !tried.has(digestOf(scenario)));
}

/** What is known of scenarios that there are no more. */
export function outlived(suites: readonly Suite[], teeth: Teeth): readonly string[] {
  const now = new Set(suites.flatMap(({ scenarios }) => scenarios.map(digestOf)));
  return [...bitten(teeth), ...Object.values(teeth.never)].filter((digest) => !now.has(digest));
}

/** Of all scenarios, those that nobody fails; what was not tried counts among them. */
export function toothless(suites: readonly Suite[], teeth: Teeth): readonly string[] {
  const known = bitten(teeth);
  return suites.flatMap(({ scenarios }) =>
    scenarios.filter((scenario) => !known.has(digestOf(scenario))).map(({ id }) => id),
  );
}

/** Parts of a hundred that may be toothless. */
export const toothlessLimit = 10;

/** The section of docs/coverage.md. */
export function teethLines(suites: readonly Suite[], teeth: Teeth): readonly string[] {
  const all = suites.reduce((sum, { scenarios }) => sum + scenarios.length, 0);
  const never = toothless(suites, teeth);
  const failed = Object.entries(teeth.failedBy).map(
    ([subject, digests]) => [subject, digests.split(" ").length] as const,
  );
  return [
    `${all - never.length} of ${all} scenarios fail on some subject that is wrong, and ${never.length} on none`,
    `(${((100 * never.length) / all).toFixed(1)} %; at most ${toothlessLimit} % may). Each counts for the first of the subjects, in this order, that it`,
    "finds out. A subject that fails everything proves nothing, and is left out.",
    "",
    "| wrong subject | scenarios |",
    "| --- | --: |",
    ...failed.map(([subject, count]) => `| ${subject} | ${count} |`),
    "",
    "These fail on none of them:",
    "",
    ...never.map((id) => `- \`${id}\``),
  ];
}
