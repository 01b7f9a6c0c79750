import { isMatcher } from "../language/expectation.ts";
import { isRecord } from "../language/kind.ts";

/** One wrong variant of something that a scenario expects, and where it is wrong. */
export interface Variant<T> {
  readonly at: string;
  readonly value: T;
}

/** Variants, each wrong in one place, and the places that have no opposite. */
export interface Variants<T> {
  readonly variants: readonly Variant<T>[];
  readonly leftOut: readonly string[];
}

export const sentinel = "corrupted";

/**
 * Every leaf of an expected value in turn made one that cannot hold. Matchers turn into their opposites; the first
 * sight of a `$same` has none, because it accepts everything.
 *
 * @param bound names that earlier steps have bound; grows by those of this value
 */
export function corruptValue(value: unknown, at: string, bound: Set<string>): Variants<unknown> {
  if (isMatcher(value)) return corruptMatcher(value, at, bound);
  if (Array.isArray(value)) return corruptList(value, at, bound);
  if (!isRecord(value)) return { variants: [{ at, value: impossible(value) }], leftOut: [] };
  const parts = Object.entries(value).filter(([, each]) => each !== undefined);
  // Bytes in two fields stand for one value.
  if (parts.length === 0) return { variants: [], leftOut: [at] };
  return gather(
    parts.map(([name, each]) => [
      corruptValue(each, `${at}.${name}`, bound),
      (wrong) => ({ ...value, [name]: wrong }),
    ]),
  );
}

function corruptMatcher(
  matcher: Record<string, unknown>,
  at: string,
  bound: Set<string>,
): Variants<unknown> {
  const one = (value: unknown): Variants<unknown> => ({ variants: [{ at, value }], leftOut: [] });
  const none: Variants<unknown> = { variants: [], leftOut: [at] };
  const { $same, $differs, $includes, $excludes } = matcher;
  if (typeof $same === "string") {
    if (bound.has($same)) return one({ $differs: $same });
    bound.add($same);
    return none;
  }
  if ($differs !== undefined) return one({ $same: $differs });
  if ("$atLeast" in matcher) return one({ $atLeast: Number.MAX_SAFE_INTEGER });
  if (Array.isArray($includes)) {
    return $includes.length > 0 ? one({ $excludes: $includes }) : none;
  }
  return Array.isArray($excludes) && $excludes.length > 0 ? one({ $includes: $excludes }) : none;
}

function corruptList(list: readonly unknown[], at: string, bound: Set<string>): Variants<unknown> {
  const longer = { variants: [{ at: `${at}[${list.length}]`, value: [...list, sentinel] }] };
  const inside = gather<unknown>(
    list.map((each, index) => [
      corruptValue(each, `${at}[${index}]`, bound),
      (wrong) => list.with(index, wrong),
    ]),
  );
  return { ...inside, variants: [...longer.variants, ...inside.variants] };
}

/** A value that no subject gives. */
function impossible(value: unknown): unknown {
  if (typeof value === "string") return `${value} ${sentinel}`;
  // Away from the end of the safe integers, where adding would change nothing.
  if (typeof value === "number") return value > 0 ? value - 999_983 : value + 999_983;
  // The other boolean may be what another arm expects.
  return sentinel;
}

type Part<T> = readonly [part: Variants<unknown>, put: (wrong: unknown) => T];

/** The variants of the parts, each put back into the whole. */
export function gather<T>(parts: readonly Part<T>[]): Variants<T> {
  return {
    variants: parts.flatMap(([{ variants }, put]) =>
      variants.map(({ at, value }) => ({ at, value: put(value) })),
    ),
    leftOut: parts.flatMap(([{ leftOut }]) => leftOut),
  };
}
