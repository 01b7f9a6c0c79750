import { expect, test } from "vitest";
import { documentOf, refusal, validate } from "./document.ts";

const scenario = { id: "a/b", title: "b", cites: [], lowers: [], steps: [] };

/** A document, wrong in one way. */
const wrongDocuments: readonly (readonly [what: string, document: unknown, says: string])[] = [
  ["an array", [], 'at the top: expected an object with "schema"'],
  ["no version", { scenario }, "at schema: version none is not known; this reader knows 1"],
  ["an unknown version", { schema: 2, scenario }, "at schema: version 2 is not known"],
  ["nothing", { schema: 1 }, "at scenarios: is missing"],
  ["one and many", { schema: 1, scenario, scenarios: [] }, "at scenarios: unknown name"],
  ["more", { schema: 1, scenario, scenarois: [] }, "at scenarois: unknown name"],
  ["no scenario", { schema: 1, scenario: null }, "at scenario: expected a scenario"],
  ["no array", { schema: 1, scenarios: {} }, "at scenarios: expected an array, found {}"],
  [
    "a scenario without a title",
    { schema: 1, scenarios: [{ ...scenario, title: undefined }] },
    "at scenarios[0].title: is missing",
  ],
  ["a misspelt tree", documentOf({ uper: {} }), "at scenario.uper: unknown name; did you mean"],
  [
    "an unknown feature",
    documentOf({ needs: ["redirect"] }),
    "at scenario.needs[0]: expected one of",
  ],
  [
    "a peer without its test",
    documentOf({ peers: ["xfstests"] }),
    "at scenario.peers[0]: expected a suite and a test of it",
  ],
  [
    "a bug without an address",
    documentOf({ bugs: ["issue 12"] }),
    "at scenario.bugs[0]: expected an address that begins with https://",
  ],
  [
    "an unknown mount option",
    documentOf({ mount: { metacpy: "on" } }),
    'at scenario.mount.metacpy: unknown name; did you mean "metacopy"?',
  ],
  [
    "an unknown node",
    documentOf({ upper: { f: { $: "whiteot" } } }),
    'at scenario.upper.f.$: unknown kind of node "whiteot"; did you mean "whiteout"?',
  ],
  [
    "a node of objects' own",
    documentOf({ upper: { $: "toString" } }),
    "at scenario.upper.$: unknown",
  ],
  [
    "a misspelt attribute",
    documentOf({ merged: { d: { $: "dir", children: {}, mod: 0o700 } } }),
    'at scenario.merged.d.mod: unknown name; did you mean "mode"?',
  ],
];

test.for(wrongDocuments)("%s is refused with its place", ([, document, says]) => {
  expect(refusal(JSON.stringify(document))).toContain(says);
  expect(validate(JSON.parse(JSON.stringify(document)))).toBe(false);
});

test("malformed JSON is refused with the name of its source", () => {
  expect(refusal('{"schema": 1,')).toMatch(
    /^Cannot read scenarios from x\.json\n {2}at the top: not/,
  );
});

test("the same id twice is refused at the second", () => {
  const scenarios = [scenario, { ...scenario, id: "a/c" }, scenario];
  const message = refusal(JSON.stringify({ schema: 1, scenarios }));
  expect(message).toContain('at scenarios[2].id: id "a/b" is there twice');
});

test("many problems are named as far as five, and counted", () => {
  const steps = Array.from({ length: 8 }, () => ({ op: "x" }));
  const message = refusal(JSON.stringify(documentOf({ steps })));
  expect(message.split("\n")).toHaveLength(7);
  expect(message).toMatch(/ {2}and 3 more$/);
});
