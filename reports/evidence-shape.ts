import { bytes } from "../harness/language/content.ts";
import {
  type JsonSchema,
  type Kind,
  boolean,
  integer,
  isRecord,
  json,
  list,
  optional,
  problem,
  show,
} from "../harness/language/kind.ts";
import { checkScenario } from "../harness/language/parse.ts";
import { join, record, recordSchema } from "../harness/language/record.ts";

/* The evidence of a result in JSON: its check, and its schema. */

/** Unlike a scenario's text it may hold NUL: it comes from a subject. */
export const anyText: Kind<string> = {
  schema: { type: "string" },
  check: (value, at) =>
    typeof value === "string" ? [] : problem(at, `expected a string, found ${show(value)}`),
};

export const number: Kind<number> = {
  schema: { type: "number" },
  check: (value, at) =>
    typeof value === "number" ? [] : problem(at, `expected a number, found ${show(value)}`),
};

export function nullable<T>(kind: Kind<T>): Kind<T | null> {
  return {
    schema: { anyOf: [{ type: "null" }, kind.schema] },
    check: (value, at) => (value === null ? [] : kind.check(value, at)),
  };
}

export function mapOf<T>(item: Kind<T>): Kind<Readonly<Record<string, T>>> {
  return {
    schema: { type: "object", additionalProperties: item.schema },
    check: (value, at) =>
      isRecord(value)
        ? Object.entries(value).flatMap(([name, each]) => item.check(each, join(at, name)))
        : problem(at, `expected an object, found ${show(value)}`),
  };
}

const entry = record({
  type: anyText,
  mode: optional(integer),
  uid: optional(integer),
  gid: optional(integer),
  nlink: optional(integer),
  size: optional(integer),
  rdev: optional(list(integer)),
  target: optional(anyText),
  content: optional(bytes),
  xattrs: optional(mapOf(bytes)),
  marks: optional(mapOf(anyText)),
  mtime: optional(anyText),
  atime: optional(anyText),
  inode: optional(anyText),
  listing: optional(list(anyText)),
  dtype: optional(anyText),
  unlisted: optional(boolean),
  error: optional(anyText),
  encoding: optional(anyText),
});

/** An outcome has one of five forms; what a value may be is the op's matter. */
const outcome: Kind<unknown> = {
  schema: { $ref: "#/$defs/outcome" },
  check(value, at) {
    if (!isRecord(value)) return problem(at, `expected an outcome, found ${show(value)}`);
    if (Object.hasOwn(value, "value")) return [];
    if (Object.hasOwn(value, "errno")) return anyText.check(value["errno"], join(at, "errno"));
    for (const name of ["lack", "threw"]) {
      if (Object.hasOwn(value, name)) return anyText.check(value[name], join(at, name));
    }
    return list(list(outcome)).check(value["lanes"], join(at, "lanes"));
  },
};

export const outcomeSchema: JsonSchema = {
  anyOf: [
    recordSchema({ value: json }),
    recordSchema({ errno: anyText }),
    recordSchema({ lack: anyText }),
    recordSchema({ threw: anyText }),
    recordSchema({ lanes: list(list(outcome)) }),
  ],
};

export const transcript = record({
  outcomes: list(outcome),
  observations: list(record({ after: integer, trees: mapOf(mapOf(nullable(entry))) })),
  features: mapOf(boolean),
  setup: optional(
    record({ at: anyText, errno: anyText, message: anyText, lack: optional(anyText) }),
  ),
});

/** The report prints its steps: ops that this version does not know are refused with their place. */
export const scenario: Kind<unknown> = {
  schema: {
    description: "A scenario, by the schema of scenarios",
    type: "object",
    required: ["id", "title", "cites", "lowers", "steps"],
  },
  check: checkScenario,
};
