import fc from "fast-check";
import { modifiers } from "../../harness/language/check.ts";
import { errnoNames } from "../../harness/language/errno.ts";
import { fails, matcherNames, recorded, succeeds } from "../../harness/language/expectation.ts";
import { features } from "../../harness/language/feature.ts";
import type { JsonSchema, Kind } from "../../harness/language/kind.ts";
import type { Fields } from "../../harness/language/record.ts";
import { type Call, type OpName, type Step, opNames, specOf } from "../../harness/language/step.ts";
import { expected } from "../../harness/language/value-kind.ts";

/* Steps, made from the kinds that check them: a kind says what it is made of, and its schema says the rest. */

const texts = ["/d/f", "f", "/", "d/", "", "a b", "é", "$", "r0", "00ff", "upper", "lower10"];

const argumentOf = { $same: "x", $differs: "x", $atLeast: 1, $includes: ["x"], $excludes: [] };
const matchers = matcherNames.map((name) => ({ [name]: argumentOf[name] }));

/** Values of a kind. */
export function valueOf(kind: Kind<unknown>): fc.Arbitrary<unknown> {
  if (kind.item) return fc.array(valueOf(kind.item), { maxLength: 3 });
  if (kind.arms) return fc.oneof(...kind.arms.map(valueOf));
  if (kind.fields) return recordOf(kind.fields);
  return scalarOf(kind.schema);
}

function recordOf(fields: Fields): fc.Arbitrary<Record<string, unknown>> {
  const values = Object.entries(fields).map(([name, kind]) => [name, valueOf(kind)] as const);
  const requiredKeys = Object.keys(fields).filter((name) => fields[name]?.optional !== true);
  return fc.record(Object.fromEntries(values), { requiredKeys, noNullPrototype: true });
}

function scalarOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (Array.isArray(schema["enum"])) return fc.constantFrom(...(schema["enum"] as unknown[]));
  if (schema["$ref"] === "#/$defs/matcher") return fc.constantFrom(...matchers);
  const { minimum = -(2 ** 31), maximum = Number.MAX_SAFE_INTEGER, pattern = "" } = schema;
  switch (schema["type"]) {
    case "integer":
      return fc.integer({ min: Number(minimum), max: Number(maximum) });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "string":
      return fc.constantFrom(...texts.filter((each) => new RegExp(String(pattern)).test(each)));
    default:
      throw new TypeError(`Cannot generate for the schema ${JSON.stringify(schema)}`);
  }
}

/** What the op may be expected to do. */
function wantOf(name: OpName): fc.Arbitrary<unknown> {
  const { want } = fc.letrec<{ want: unknown }>((tie) => ({
    want: fc.oneof(
      { maxDepth: 2 },
      fc.constantFrom(succeeds, recorded),
      fc.constantFrom(...errnoNames).map(fails),
      valueOf(expected(specOf(name).gives)).map((gives) => ({ gives })),
      fc.array(tie("want"), { minLength: 1, maxLength: 3 }).map((oneOf) => ({ oneOf })),
      fc.record(
        { when: fc.constantFrom(...features), then: tie("want"), otherwise: tie("want") },
        { noNullPrototype: true },
      ),
    ),
  }));
  return want;
}

/** A call of any op of the table. */
const call: fc.Arbitrary<Call> = fc.constantFrom(...opNames).chain((op) => {
  const fields = recordOf({ ...specOf(op).args, ...modifiers });
  return fc
    .tuple(fields, fc.option(wantOf(op), { nil: undefined }))
    .map(([args, want]) => ({ op, ...args, ...(want === undefined ? {} : { want }) }) as Call);
});

export const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: call, weight: 9 },
  {
    arbitrary: fc
      .array(fc.array(call, { maxLength: 2 }), { maxLength: 3 })
      .map((lanes): Step => ({ op: "concurrently", lanes })),
    weight: 1,
  },
);
