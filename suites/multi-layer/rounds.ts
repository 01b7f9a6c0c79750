import { dir } from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import { inRoot, overlay, unmounted } from "../by-hand.ts";

/** What every round is mounted with: a directory moved to a lower must not lead elsewhere. */
const options = "index=off,metacopy=off,nfs_export=off,redirect_dir=nofollow";

/**
 * Layers as an engine makes them: each round changes an overlay over all layers before it, and its upper becomes the
 * topmost lower of the next. In the end all of them are mounted without an upper.
 */
export function rounds(...changes: readonly (readonly Steps[])[]): readonly Steps[] {
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
