import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { coveragePage } from "../../reports/coverage/page.ts";
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
