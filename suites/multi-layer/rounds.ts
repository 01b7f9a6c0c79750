import { dir } from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import { inRoot, overlay, unmounted } from "../by-hand.ts";

/** No mark leads elsewhere from what an upper holds that becomes a lower. */
export const unmarked = "index=off,metacopy=off,nfs_export=off,redirect_dir=nofollow";

/**
 * Layers as an engine makes them: each round changes an overlay over all layers before it, and its upper becomes the
 * topmost lower of the next; `options` are those of all the mounts. In the end all of them are mounted without an upper.
 */
export function rounds(
  options: string,
  ...changes: readonly (readonly Steps[])[]
): readonly Steps[] {
  const below = (round: number): string =>
    Array.from({ length: round }, (_, index) => `/u${round - index - 1}`).join(":");
  return [
    inRoot(dir("/bottom")),
    changes.map((steps, round) => [
      inRoot(dir(`/u${round}`), dir(`/w${round}`)),
      overlay(
        `lowerdir=${round === 0 ? "/bottom" : `${below(round)}:/bottom`},upperdir=/u${round},workdir=/w${round},${options}`,
      ),
      steps,
      unmounted(),
    ]),
    overlay(`lowerdir=${below(changes.length)}:/bottom,${options}`),
  ];
}
