import type { Errno } from "./errno.ts";
import type { Feature } from "./feature.ts";

/**
 * What an op must do. The last argument of every constructor; absent is `succeeds`.
 *
 * `V` is what the op gives on success. Records are compared by the fields that are named, lists element by element,
 * everything else exactly.
 */
export type Expectation<V = unknown> =
  | { readonly succeeds: true }
  | { readonly gives: Expected<V> }
  | { readonly fails: Errno }
  | { readonly oneOf: readonly Expectation<V>[] }
  | { readonly when: Feature; readonly then: Expectation<V>; readonly otherwise: Expectation<V> }
  | { readonly recorded: true };

export type Expected<V> =
  | Matcher
  | (V extends readonly (infer Item)[]
      ? readonly Expected<Item>[]
      : V extends object
        ? { readonly [N in keyof V]?: Expected<V[N]> | undefined }
        : V);

/** Stands for a value that is not known beforehand. */
export type Matcher =
  | { readonly $same: string }
  | { readonly $differs: string }
  | { readonly $atLeast: number }
  | { readonly $includes: readonly unknown[] }
  | { readonly $excludes: readonly unknown[] };

export const matcherNames = ["$same", "$differs", "$atLeast", "$includes", "$excludes"] as const;

export const expectationNames = [
  "succeeds",
  "gives",
  "fails",
  "oneOf",
  "when",
  "recorded",
] as const;

/** Any success. */
export const succeeds: Expectation<never> = { succeeds: true };
/** Whatever the reference did. */
export const recorded: Expectation<never> = { recorded: true };
export const fails = (errno: Errno): Expectation<never> => ({ fails: errno });
export const gives = <const V>(value: V): { readonly gives: V } => ({ gives: value });

/** The clause permits each of these. */
export function oneOf<E extends readonly Expectation[]>(...outcomes: E): { readonly oneOf: E } {
  return { oneOf: outcomes };
}

/** The clause makes the outcome depend on a feature of the mount or of the machine; both arms are asserted. */
export function when<const T, const O>(
  feature: Feature,
  then: T,
  otherwise: O,
): { readonly when: Feature; readonly then: T; readonly otherwise: O } {
  return { when: feature, then, otherwise };
}

/** The first value under a name binds it; every later one must equal it. Names live as long as the scenario. */
export const same = (name: string): Matcher => ({ $same: name });
/** Must be unequal to every value that `same` has bound to the name. */
export const differs = (name: string): Matcher => ({ $differs: name });
export const atLeast = (least: number): Matcher => ({ $atLeast: least });
/** A list that holds at least these. */
export const includes = (...items: readonly unknown[]): Matcher => ({ $includes: items });
/** A list that holds none of these. */
export const excludes = (...items: readonly unknown[]): Matcher => ({ $excludes: items });

export function isExpectation(value: unknown): value is Expectation {
  return (
    typeof value === "object" &&
    value !== null &&
    expectationNames.some((name) => Object.hasOwn(value, name))
  );
}

export function isMatcher(value: unknown): value is Matcher {
  return (
    typeof value === "object" &&
    value !== null &&
    matcherNames.some((name) => Object.hasOwn(value, name))
  );
}
