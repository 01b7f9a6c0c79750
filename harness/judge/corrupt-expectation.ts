import type { Errno } from "../language/errno.ts";
import type { Expectation } from "../language/expectation.ts";
import { type Variant, type Variants, corruptValue, sentinel } from "./corrupt-value.ts";

/** Errnos to put in place of what is right; no two kinds of failure of a filesystem are confused by all of them. */
const wrongErrnos = ["EIO", "EUSERS", "EREMOTE"] as const;

/**
 * Variants of an expectation that what fulfilled it cannot fulfil.
 *
 * @param bound names that earlier steps have bound; grows by those of this expectation
 */
export function corruptExpectation(
  want: Expectation,
  at: string,
  bound: Set<string>,
): Variants<Expectation> {
  return corrupt(want, at, bound, errnoBeside(want));
}

function corrupt(
  want: Expectation,
  at: string,
  bound: Set<string>,
  errno: Errno,
): Variants<Expectation> {
  if ("recorded" in want) return { variants: [], leftOut: [at] };
  if ("succeeds" in want || "fails" in want) {
    return { variants: [{ at, value: { fails: errno } }], leftOut: [] };
  }
  if ("gives" in want) {
    const { variants, leftOut } = corruptValue(want.gives, `${at}.gives`, bound);
    return { leftOut, variants: variants.map((each) => ({ ...each, value: gives(each.value) })) };
  }
  if ("when" in want) {
    const arms = [
      corrupt(want.then, `${at}.then`, bound, errno),
      corrupt(want.otherwise, `${at}.otherwise`, bound, errno),
    ];
    return together(arms, at, ([then, otherwise]) => ({ ...want, then, otherwise }) as Expectation);
  }
  const arms = want.oneOf.map((arm, index) => corruptArm(arm, `${at}.oneOf[${index}]`, errno));
  return together(arms, at, (oneOf) => ({ oneOf }));
}

/**
 * In an arm of `oneOf` the opposite of a matcher could hold where another arm did, so that the whole answer is
 * replaced by one that no subject gives.
 */
function corruptArm(arm: Expectation, at: string, errno: Errno): Variants<Expectation> {
  return "gives" in arm && JSON.stringify(arm.gives).includes('"$')
    ? { variants: [{ at, value: gives(sentinel) }], leftOut: [] }
    : corrupt(arm, at, new Set(), errno);
}

const gives = (value: unknown): Expectation => ({ gives: value });

/** All arms wrong at once, as often as the arm with the most variants has some; nothing where one arm has none. */
function together(
  arms: readonly Variants<Expectation>[],
  at: string,
  put: (arms: readonly Expectation[]) => Expectation,
): Variants<Expectation> {
  const leftOut = arms.flatMap((arm) => arm.leftOut);
  if (arms.some(({ variants }) => variants.length === 0)) {
    return { variants: [], leftOut: leftOut.length > 0 ? leftOut : [at] };
  }
  const count = Math.max(...arms.map(({ variants }) => variants.length));
  const variants = Array.from({ length: count }, (_, index) => {
    const chosen = arms.map(
      (arm) => arm.variants[index % arm.variants.length],
    ) as readonly Variant<Expectation>[];
    return {
      at: chosen.map((each) => each.at).join(" and "),
      value: put(chosen.map((each) => each.value)),
    };
  });
  return { variants, leftOut };
}

/** An errno that no arm expects: what is wrong for one must not be right for another. */
function errnoBeside(want: Expectation): Errno {
  const text = JSON.stringify(want);
  return wrongErrnos.find((errno) => !text.includes(`"${errno}"`)) ?? "ECANCELED";
}
