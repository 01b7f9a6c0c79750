import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as language from "../../harness/language/index.ts";
import { parse } from "../../harness/language/parse.ts";
import { print } from "../../harness/language/print.ts";
import { scenarioSchema } from "../../harness/language/schema.ts";
import { type OpName, opNames, specOf } from "../../harness/language/step.ts";
import { step } from "./arbitrary.ts";
import { documentOf, validate } from "./document.ts";

test("every step survives JSON, and its schema accepts it", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 3 }), (steps) => {
      const document = documentOf({ lowers: [steps], steps });
      const [read] = parse(JSON.stringify(document), "memory");
      expect(read?.steps).toEqual(steps);
      expect(validate(document), JSON.stringify(validate.errors?.at(-1))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("every step prints as one line that begins with its op or its place", () => {
  fc.assert(
    fc.property(step, (each) => {
      expect(print(each)).toMatch(/^(\w+: )?\w+/);
      expect(print(each)).not.toContain("\n");
    }),
  );
});

/** `copy_file_range` is made by copyFileRange. */
const constructorOf = (op: OpName): unknown =>
  (language as Readonly<Record<string, unknown>>)[
    op.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  ];

test.for(opNames)("the constructor of %s takes the arguments in the order of its table", (op) => {
  const make = constructorOf(op) as (...values: readonly unknown[]) => unknown;
  const names = Object.keys(specOf(op).args);
  const values = names.map((name) => `value of ${name}`);
  const named = Object.fromEntries(names.map((name, index) => [name, values[index]]));
  expect(make(...values)).toEqual({ op, ...named });
  expect(make(...values, language.recorded)).toEqual({ op, ...named, want: { recorded: true } });
  expect(() => make(...values, "one more")).toThrow(`Cannot make "${op}"`);
});

test.for(opNames)("%s takes its required arguments before its optional ones", (op) => {
  const optional = Object.values(specOf(op).args).map((kind) => kind.optional === true);
  expect(optional).toEqual(optional.toSorted((a, b) => Number(a) - Number(b)));
});

test("the published schema is the one that the tables make", () => {
  const file = new URL("../../docs/scenarios.schema.json", import.meta.url);
  const advice = "run `npm run schemas`, and commit what it wrote";
  expect(JSON.parse(readFileSync(file, "utf8")), advice).toEqual(
    JSON.parse(JSON.stringify(scenarioSchema())),
  );
});
