import { type Matcher, isMatcher } from "../language/expectation.ts";
import { isRecord } from "../language/kind.ts";
import { isBytes, sameBytes } from "./bytes.ts";
import { show } from "./show.ts";

/** Values that `same` has bound, by name; they live as long as the scenario. */
export type Bindings = Map<string, unknown>;

export interface Finding {
  /** `value`, `value.mode`, `value[0].name`, or `errno`. */
  readonly field: string;
  readonly expected: string;
  readonly observed: string;
}

/**
 * Compares an answer with what was written: records by the fields that are named, lists element by element,
 * everything else exactly. Binds names that are seen for the first time, in the order in which they are written.
 */
export function match(
  expected: unknown,
  observed: unknown,
  field: string,
  bindings: Bindings,
): readonly Finding[] {
  if (isMatcher(expected)) return matchers(expected, observed, field, bindings);
  if (Array.isArray(expected)) return matchList(expected, observed, field, bindings);
  if (isLongContent(expected, observed)) {
    return sameBytes(expected, observed) ? [] : differs(field, show(expected), observed);
  }
  if (!isRecord(expected)) {
    return expected === observed ? [] : differs(field, show(expected), observed);
  }
  if (!isRecord(observed)) return differs(field, show(expected), observed);
  return Object.entries(expected).flatMap(([name, each]) =>
    each === undefined ? [] : match(each, observed[name], `${field}.${name}`, bindings),
  );
}

function differs(field: string, expected: string, observed: unknown): readonly Finding[] {
  return [{ field, expected, observed: show(observed) }];
}

/** Text that the answer shows in another form, because it was too long or because the scenario wrote it in hex. */
function isLongContent(
  expected: unknown,
  observed: unknown,
): expected is string | { readonly hex: string } {
  if (typeof expected === "string") return isRecord(observed) && isBytes(observed);
  return isRecord(expected) && typeof expected["hex"] === "string" && isBytes(observed);
}

function matchList(
  expected: readonly unknown[],
  observed: unknown,
  field: string,
  bindings: Bindings,
): readonly Finding[] {
  if (!Array.isArray(observed) || observed.length !== expected.length) {
    return differs(field, show(expected), observed);
  }
  return expected.flatMap((each, index) =>
    match(each, observed[index], `${field}[${index}]`, bindings),
  );
}

function matchers(
  matcher: Matcher,
  observed: unknown,
  field: string,
  bindings: Bindings,
): readonly Finding[] {
  if ("$same" in matcher) {
    if (!bindings.has(matcher.$same)) {
      bindings.set(matcher.$same, observed);
      return observed === undefined ? differs(field, "a value to remember", observed) : [];
    }
    const bound = bindings.get(matcher.$same);
    return equal(bound, observed) ? [] : differs(field, show(bound), observed);
  }
  if ("$differs" in matcher) {
    // Without a value to differ from nothing would be tested, and a misspelt name would pass for ever.
    if (!bindings.has(matcher.$differs)) {
      return differs(
        field,
        `not the value named ${matcher.$differs}, which is not bound`,
        observed,
      );
    }
    const bound = bindings.get(matcher.$differs);
    return observed === undefined || equal(bound, observed)
      ? differs(field, `not ${show(bound)}`, observed)
      : [];
  }
  if ("$atLeast" in matcher) {
    return typeof observed === "number" && observed >= matcher.$atLeast
      ? []
      : differs(field, `at least ${matcher.$atLeast}`, observed);
  }
  return matchMembers(matcher, observed, field, bindings);
}

function matchMembers(
  matcher: Extract<Matcher, { $includes: unknown } | { $excludes: unknown }>,
  observed: unknown,
  field: string,
  bindings: Bindings,
): readonly Finding[] {
  const [wanted, word, present] =
    "$includes" in matcher
      ? ([matcher.$includes, "a list with", true] as const)
      : ([matcher.$excludes, "a list without", false] as const);
  if (!Array.isArray(observed)) return differs(field, `${word} ${show(wanted)}`, observed);
  return wanted
    .filter((each) => observed.some((item) => matches(each, item, bindings)) !== present)
    .flatMap((each) => differs(field, `${word} ${show(each)}`, observed));
}

/** One of several possibilities: what it binds counts only if it holds. */
function matches(expected: unknown, observed: unknown, bindings: Bindings): boolean {
  const tried: Bindings = new Map(bindings);
  if (match(expected, observed, "value", tried).length > 0) return false;
  adopt(bindings, tried);
  return true;
}

export function adopt(bindings: Bindings, tried: Bindings): void {
  for (const [name, value] of tried) bindings.set(name, value);
}

/** Answers are JSON: equal when their parts are, in whatever order a record names them. */
export function equal(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, index) => equal(each, b[index]));
  }
  if (isRecord(a) && isRecord(b)) {
    const names = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...names].every((name) => equal(a[name], b[name]));
  }
  return a === b;
}
