import { excludes, gives, includes, mountinfo } from "../../harness/language/index.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay } from "../by-hand.ts";
import { scene } from "./scene.ts";

/** One option string, and what mountinfo lists and does not list of the mount. */
export interface Display {
  readonly title: string;
  readonly options: string;
  readonly shows?: readonly string[];
  readonly hides?: readonly string[];
  readonly needs?: readonly Feature[];
  readonly cites: readonly string[];
}

export const shown = (displays: readonly Display[]): readonly WrittenScenario[] =>
  displays.map(({ title, options, shows = [], hides = [], needs = [], cites }) => ({
    title,
    cites,
    ...(needs.length > 0 && { needs }),
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(options),
      inRoot(
        mountinfo(
          "/merged",
          gives({ type: "overlay", source: "overlay", options: includes(...shows) }),
        ),
        mountinfo("/merged", gives({ options: excludes(...hides) })),
      ),
    ],
  }));
