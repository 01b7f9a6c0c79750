import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";

/** One step of a walkthrough: what its reader types, and what comes of it. */
export interface Stage {
  readonly title: string;
  readonly cites: readonly string[];
  readonly why?: string;
  readonly needs?: readonly Feature[];
  readonly steps: readonly Steps[];
}

/** A scenario for each stage, which walks the whole way up to it: so each of them can be run alone. */
export function walk(stages: readonly Stage[]): readonly WrittenScenario[] {
  return stages.map((stage, index) => ({
    ...stage,
    lowers: [],
    mount: "none" as const,
    steps: stages.slice(0, index + 1).flatMap(({ steps }) => steps),
  }));
}
