/**
 * Kinds: what an argument or an answer of an op may be.
 *
 * One kind gives three things: the TypeScript type (by inference), the JSON Schema that is published, and the
 * check that names the place of a wrong value. Keeping the three in one value is what keeps them equal.
 */

import { nearest } from "./nearest.ts";

export type JsonSchema = Readonly<Record<string, unknown>>;

/** A finding about input: where it is (`steps[2].flags[0]`), and what is wrong there. */
export interface Problem {
  readonly at: string;
  readonly message: string;
}

export interface Kind<T> {
  readonly schema: JsonSchema;
  /** Problems of `value`, none when it fits. `at` is the place of the value in its document. */
  check(value: unknown, at: string): Problem[];
  readonly optional?: boolean;
  /** What it is made of, for those who derive another kind from it. */
  readonly item?: Kind<unknown>;
  readonly fields?: Readonly<Record<string, Kind<unknown>>>;
  readonly arms?: readonly [Kind<unknown>, Kind<unknown>];
  /** How the printed form writes it; JSON where absent. */
  print?(value: T): string;
  /** Never present: carries the type. */
  readonly type?: T;
}

export type TypeOf<K> = K extends Kind<infer T> ? T : never;

export function problem(at: string, message: string): Problem[] {
  return [{ at, message }];
}

/** Says what a wrong value is, short enough for one line. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function scalar<T>(
  schema: JsonSchema,
  fits: (value: unknown) => boolean,
  wanted: string,
  print?: (value: T) => string,
): Kind<T> {
  return {
    schema,
    check: (value, at) =>
      fits(value) ? [] : problem(at, `expected ${wanted}, found ${show(value)}`),
    ...(print && { print }),
  };
}

/** Plain words are printed bare, everything else quoted. */
function printText(value: string): string {
  return /^[\w/.,:@=+-]+$/.test(value) ? value : JSON.stringify(value);
}

export const text: Kind<string> = scalar(
  { type: "string", pattern: "^[^\\u0000]*$" },
  (value) => typeof value === "string" && !value.includes("\0"),
  "a string without NUL",
  printText,
);

/** A slot names a descriptor, a mapping, a handle or a process for the length of a scenario. */
export const slot: Kind<string> = scalar(
  { type: "string", pattern: "^[a-z$][\\w$-]*$" },
  (value) => typeof value === "string" && /^[a-z$][\w$-]*$/.test(value),
  'a slot name such as "r"',
  printText,
);

export const integer: Kind<number> = scalar(
  { type: "integer" },
  Number.isSafeInteger,
  "an integer",
);

export const number: Kind<number> = scalar({ type: "number" }, Number.isFinite, "a number");

export const mode: Kind<number> = scalar(
  { type: "integer", minimum: 0, maximum: 0o177777 },
  (value) => Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= 0o177777,
  "a mode between 0 and 0o177777",
  (value) => (value === 0 ? "0" : `0${value.toString(8)}`),
);

export const boolean: Kind<boolean> = scalar(
  { type: "boolean" },
  (value) => typeof value === "boolean",
  "true or false",
);

/** @param wanted says in the message of a wrong value what it has to be */
export function matching(pattern: RegExp, wanted: string): Kind<string> {
  return scalar(
    { type: "string", pattern: pattern.source },
    (value) => typeof value === "string" && pattern.test(value),
    wanted,
    printText,
  );
}

export const json: Kind<unknown> = { schema: {}, check: () => [] };

export function word<const W extends readonly string[]>(words: W): Kind<W[number]> {
  return {
    schema: { enum: words },
    check: (value, at) =>
      (words as readonly unknown[]).includes(value)
        ? []
        : problem(
            at,
            `expected one of ${words.join(", ")}, found ${show(value)}${nearest(value, words)}`,
          ),
    print: printText,
  };
}

/** A set of flags by name: `["O_RDWR", "O_CREAT"]`; none is 0. */
export function flags<const W extends readonly string[]>(words: W): Kind<readonly W[number][]> {
  return {
    ...list(word(words)),
    print: (value) => (value.length === 0 ? "0" : value.join("|")),
  };
}

export function list<T>(item: Kind<T>): Kind<readonly T[]> {
  return {
    schema: { type: "array", items: item.schema },
    item,
    check: (value, at) =>
      Array.isArray(value)
        ? value.flatMap((element, index) => item.check(element, `${at}[${index}]`))
        : problem(at, `expected an array, found ${show(value)}`),
  };
}

export function optional<T>(kind: Kind<T>): Kind<T> & { readonly optional: true } {
  return { ...kind, optional: true };
}

export function either<A, B>(first: Kind<A>, second: Kind<B>): Kind<A | B> {
  return {
    schema: { anyOf: [first.schema, second.schema] },
    arms: [first, second],
    check(value, at) {
      const problems = first.check(value, at);
      if (problems.length === 0) return [];
      const others = second.check(value, at);
      if (others.length === 0) return [];
      return distance(others, at) < distance(problems, at) ? others : problems;
    },
  };
}

/** How far a value is from a kind: the alternative that was meant is of the right shape, and has the fewest problems. */
function distance(problems: readonly Problem[], at: string): number {
  return problems.some((found) => found.at === at) ? Infinity : problems.length;
}
