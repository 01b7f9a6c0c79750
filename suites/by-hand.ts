import { mkdir, mount, on, umount } from "../harness/language/index.ts";
import type { Steps } from "../harness/language/construct/modifiers.ts";
import type { Expectation } from "../harness/language/expectation.ts";
import type { Step } from "../harness/language/step.ts";

/*
 * Overlays that a scenario mounts by itself, for what one mount cannot show: refusals, other options later, several
 * mounts. Their lowers are made by steps in the root, where they are on the filesystem of upper whatever the adapter
 * was told.
 */

/** What such scenarios have in common: nothing is mounted for them, and looking at the trees in between would disturb. */
export const byHand = { mount: "none", observe: "end", lowers: [] } as const;

/** Makes the directories of layers in the root. */
export const layers = (...names: readonly string[]): readonly Step[] =>
  on(
    "root",
    names.map((name) => mkdir(`/${name}`)),
  );

export const inRoot = (...steps: readonly Steps[]): readonly Step[] => on("root", ...steps);

/** mount(2) of an overlay with exactly these options, at `/merged` unless told otherwise. */
export const overlay = (
  options: string,
  want: Expectation<null> = { succeeds: true },
  target = "/merged",
): readonly Step[] => on("root", mount("overlay", target, "overlay", [], options, want));

/** upper and work of the scenario, over these lowers. */
export const writable = (lowers: string, more = ""): string =>
  `lowerdir=${lowers},upperdir=/upper,workdir=/work${more === "" ? "" : `,${more}`}`;

export const unmounted = (target = "/merged"): readonly Step[] => on("root", umount(target));
