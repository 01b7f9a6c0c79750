import { gives, includes, mountinfo } from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot } from "../by-hand.ts";
import { scene, start } from "./configure.ts";

/** What follows fsopen. */
export interface Way {
  readonly title: string;
  readonly cites: readonly string[];
  readonly peers?: readonly string[];
  readonly needs?: readonly Feature[];
  readonly steps: readonly Steps[];
}

/** Options that mountinfo lists of the mount. */
export const shows = (...options: readonly string[]): Steps =>
  inRoot(mountinfo("/merged", gives({ options: includes(...options) })));

export const told = (ways: readonly Way[]): readonly WrittenScenario[] =>
  ways.map(({ steps, needs = [], ...rest }) => ({
    ...rest,
    needs: ["fsconfig", ...needs],
    lowers: [],
    mount: "none",
    steps: [scene, start, steps],
  }));
