import { excludes, gives, includes, mountinfo, oneOf } from "../../harness/language/index.ts";
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
  /** What kernels before 6.5 show instead. */
  readonly orShows?: readonly string[];
  readonly needs?: readonly Feature[];
  readonly cites: readonly string[];
}

const listing = (options: readonly string[]) =>
  gives({ type: "overlay", source: "overlay", options: includes(...options) });

export const shown = (displays: readonly Display[]): readonly WrittenScenario[] =>
  displays.map(({ title, options, shows = [], hides = [], orShows, needs = [], cites }) => ({
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
          orShows === undefined ? listing(shows) : oneOf(listing(shows), listing(orShows)),
        ),
        mountinfo("/merged", gives({ options: excludes(...hides) })),
      ),
    ],
  }));
