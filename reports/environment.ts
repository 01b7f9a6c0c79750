import type { Results, Run } from "../harness/run/results.ts";
import type { RunPair } from "./align.ts";

export interface EnvironmentDifference {
  /** `kernel`, `suite revision`, `zenfs version`, `kernel feature metacopy` … */
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

export type Facts = Readonly<Record<string, string>>;

export function environmentDifferences(
  before: Results,
  after: Results,
  pairs: readonly RunPair[],
): readonly EnvironmentDifference[] {
  return [
    ...differences(factsOf(before), factsOf(after)),
    ...pairs.flatMap((pair) => differences(factsOfRun(pair.before), factsOfRun(pair.after))),
  ];
}

export function factsOf({ suite, environment }: Results): Facts {
  const { kernel, user, node, arch } = environment;
  const { version, revision } = suite;
  return { "suite version": version, "suite revision": revision, kernel, user, node, arch };
}

export function factsOfRun({ adapter, reference }: Run): Facts {
  const { version, privilege, features, options, lacks, details } = adapter;
  const found = Object.entries(features).map(([name, value]) => [name, value ? "yes" : "no"]);
  return {
    adapter: adapter.name,
    "adapter version": version,
    privilege,
    reference,
    ...named("option", options),
    ...named("feature", Object.fromEntries(found) as Facts),
    ...named("lack", lacks),
    ...named("detail", details ?? {}),
  };
}

const named = (kind: string, facts: Facts): Facts =>
  Object.fromEntries(
    Object.entries(facts)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [`${kind} ${name}`, value]),
  );

export function differences(before: Facts, after: Facts): readonly EnvironmentDifference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .map((what) => ({ what, before: before[what] ?? "none", after: after[what] ?? "none" }))
    .filter((each) => each.before !== each.after);
}
