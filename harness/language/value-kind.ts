import { matcherNames } from "./expectation.ts";
import {
  type JsonSchema,
  type Kind,
  either,
  isRecord,
  json,
  list,
  number,
  optional,
  problem,
  text,
} from "./kind.ts";
import { type Fields, checkFields, record, recordSchema } from "./record.ts";

/*
 * What may stand in `gives`: the op's own value, with matchers anywhere and records by some of their fields.
 */

const argumentOf: Readonly<Record<(typeof matcherNames)[number], Kind<unknown>>> = {
  $same: text,
  $differs: text,
  $atLeast: number,
  $includes: list(json),
  $excludes: list(json),
};

export const matcherSchema: JsonSchema = {
  anyOf: matcherNames.map((name) => recordSchema({ [name]: argumentOf[name] })),
};

/** The kind of what is expected, where the op answers with `kind`. */
export function expected(kind: Kind<unknown>): Kind<unknown> {
  const loose = loosened(kind);
  return {
    ...either(matcher, loose),
    check: (value, at) => (matcherOf(value) === undefined ? loose : matcher).check(value, at),
  };
}

const matcher: Kind<unknown> = {
  schema: { $ref: "#/$defs/matcher" },
  check(value, at) {
    const name = matcherNames.find((each) => each === matcherOf(value));
    return name === undefined
      ? problem(
          `${at}.${matcherOf(value)}`,
          `unknown matcher; known are ${matcherNames.join(", ")}`,
        )
      : checkFields({ [name]: argumentOf[name] }, value as Record<string, unknown>, at);
  },
};

/** No field of an answer begins with `$`, so whatever does is meant as a matcher. */
function matcherOf(value: unknown): string | undefined {
  return isRecord(value) ? Object.keys(value).find((name) => name.startsWith("$")) : undefined;
}

function loosened(kind: Kind<unknown>): Kind<unknown> {
  if (kind.item) return list(expected(kind.item));
  if (kind.arms) return either(loosened(kind.arms[0]), loosened(kind.arms[1]));
  if (kind.fields) return record(someOf(kind.fields));
  return kind;
}

function someOf(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, kind]) => [name, optional(expected(kind))]),
  );
}
