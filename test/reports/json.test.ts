import { Ajv2020 } from "ajv/dist/2020.js";
import { format } from "prettier";
import { expect, test } from "vitest";
import { readResults, serialise } from "../../reports/json.ts";
import { resultsSchema } from "../../reports/results-shape.ts";
import { fixture, renamedId } from "./fixture.ts";

const written = serialise(fixture);

test("results survive writing and reading", () => {
  const read = readResults(written, "k.json");
  expect(serialise(read)).toBe(written);
  expect(read.runs[1]?.results.find(({ id }) => id === renamedId)).toEqual(
    fixture.runs[1]?.results.find(({ id }) => id === renamedId),
  );
});

test("each result is one line, whatever order it came in", () => {
  const lines = written.split("\n").filter((line) => line.startsWith('    {"id":'));
  expect(lines).toHaveLength(24);
  const [kernel, zenfs] = fixture.runs as [(typeof fixture.runs)[0], (typeof fixture.runs)[0]];
  const turned = [{ ...kernel, results: kernel.results.toReversed() }, zenfs];
  expect(serialise({ ...fixture, runs: turned })).toBe(written);
});

test("the published schema is that of the check, and fits what is written", async () => {
  const schema = await format(JSON.stringify(resultsSchema()), { parser: "json", printWidth: 100 });
  await expect(schema).toMatchFileSnapshot("../../docs/results.schema.json");
  const validate = new Ajv2020({ strict: false }).compile(resultsSchema());
  expect(validate(JSON.parse(written)), JSON.stringify(validate.errors)).toBe(true);
});

const refused: readonly (readonly [what: string, text: string, message: string | RegExp])[] = [
  ["a truncated file", written.slice(0, -40), /at line \d+, column \d+: it is not complete/],
  ["an empty file", "", "at line 1, column 1: it is not complete"],
  ["something that is not JSON", "{\n oh }", "at line 2, column 2: it is not JSON"],
  ["a list", "[]", "expected results, found []"],
  ["another program's JSON", '{"numTotalTests":3}', "these are no results"],
  [
    "a later version",
    written.replace('"schema": 1', '"schema": 2'),
    "at schema: version 2 is not known",
  ],
  [
    "an unknown verdict",
    written.replace('"verdict":"hang"', '"verdict":"ok"'),
    "at runs[0].results[7].verdict: expected one of pass",
  ],
  [
    "an unknown name",
    written.replace('"judged":4', '"jugded":4'),
    "at runs[0].results[0].judged: is missing",
  ],
  [
    "an unknown op",
    written.replace('"op":"unlink"', '"op":"unlnik"'),
    "evidence.scenario.steps[0]",
  ],
  [
    "an id that is there twice",
    written.replace('"id":"opaque/case-2"', '"id":"opaque/case-1"'),
    'at runs[0].results[1].id: "opaque/case-1" is there twice',
  ],
];

test.each(refused)("%s is refused with the place named", (_, text, message) => {
  expect(() => readResults(text, "k.json")).toThrow(message);
  expect(() => readResults(text, "k.json")).toThrow("Cannot read results from k.json");
});
