import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { coveragePage } from "../../reports/coverage/page.ts";
import {
  digestOf,
  outlived,
  toothless,
  toothlessLimit,
  untried,
} from "../../reports/coverage/teeth.ts";
import {
  type Ledger,
  needless,
  readLedger,
  strange,
  traceAll,
  uncovered,
} from "../../reports/coverage/trace.ts";
import { suites } from "../../suites/index.ts";

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const ledger = readLedger(read);
const traces = traceAll(suites, ledger);

test("every clause, every test of others and every report of a bug has a scenario or a reason", () => {
  expect(
    uncovered(traces),
    "Write a scenario that names it, or say in coverage/reasons.json why there is none.",
  ).toEqual([]);
});

test("no reason outlives its cause", () => {
  expect(needless(traces, ledger), "Run `npm run coverage:clauses`.").toEqual([]);
});

test("scenarios name tests and reports that the lists have", () => {
  expect(strange(suites, ledger), "Correct the name, or add it to coverage/.").toEqual([]);
});

test("docs/coverage.md is what the scenarios make it", () => {
  expect(
    read("docs/coverage.md") === coveragePage(suites, ledger),
    "Run `npm run coverage:clauses`.",
  ).toBe(true);
});

test("of every scenario it was tried whether some wrong subject fails it", () => {
  const changed = untried(suites, ledger.teeth).map(({ id }) => id);
  expect(changed, "Run `npm run teeth`: it tries these.").toEqual([]);
  expect(outlived(suites, ledger.teeth), "Run `npm run teeth`: it forgets these.").toEqual([]);
});

test("hardly a scenario passes on every wrong subject", () => {
  const all = suites.reduce((sum, { scenarios }) => sum + scenarios.length, 0);
  const never = toothless(suites, ledger.teeth);
  expect(
    (100 * never.length) / all,
    "Sharpen scenarios that docs/coverage.md lists under Teeth, or add a subject that is wrong in their way to test/broken.",
  ).toBeLessThan(toothlessLimit);
});

test("a scenario that is changed has to be tried again, and one that is cited otherwise has not", () => {
  const [suite] = suites;
  const [scenario] = suite?.scenarios ?? [];
  if (suite === undefined || scenario === undefined) throw new Error("there are no scenarios");
  const tried = { failedBy: { some: digestOf(scenario) }, never: {} };
  const changedBy = (change: Partial<typeof scenario>) => [
    { ...suite, scenarios: [{ ...scenario, ...change }] },
  ];
  expect(untried(changedBy({ cites: ["other"], why: "another" }), tried)).toEqual([]);
  expect(untried(changedBy({ observe: "end" }), tried)).toHaveLength(1);
  expect(outlived(changedBy({ observe: "end" }), tried)).toHaveLength(1);
  expect(toothless(changedBy({}), { failedBy: {}, never: { [scenario.id]: "x" } })).toHaveLength(1);
});

test("a ledger is found wanting, and its needless reasons are found", () => {
  const [first] = suites;
  const one = first === undefined ? [] : [{ ...first, scenarios: first.scenarios.slice(0, 1) }];
  const cited = one[0]?.scenarios[0]?.cites[0] ?? "";
  const small: Ledger = {
    clauses: [
      { id: cited, statement: "has one" },
      { id: "x/1", statement: "has none" },
    ],
    peers: [{ peer: "some a", subject: "has none" }],
    bugs: ["https://example.org/1"],
    reasons: { [cited]: "needless", "some a": "needed" },
    teeth: { failedBy: {}, never: {} },
  };
  const found = traceAll(one, small);
  expect(uncovered(found)).toEqual(["x/1", "https://example.org/1"]);
  expect(needless(found, small)).toEqual([cited]);
  const naming = one.map((each) => ({
    ...each,
    scenarios: each.scenarios.map((scenario) => ({
      ...scenario,
      peers: ["some a", "some b", "other c"],
      bugs: ["https://example.org/2"],
    })),
  }));
  expect(strange(naming, small)).toEqual(["some b", "https://example.org/2"]);
});
