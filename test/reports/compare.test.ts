import { expect, test } from "vitest";
import { compare } from "../../reports/compare.ts";
import { printComparison } from "../../reports/print-comparison.ts";
import type { Result, Results } from "../../harness/run/results.ts";
import { fixture, kernelRun, result, resultsOf, zenfsRun } from "./fixture.ts";

const of = (...results: readonly Result[]): Results => resultsOf({ ...kernelRun, results });

const before = of(
  result("a/differently", "fail", { fingerprint: "1" }),
  result("a/fixed", "known-failure", { fingerprint: "1" }),
  result("a/gone", "pass"),
  result("a/listed", "fail", { fingerprint: "1" }),
  result("a/regressed", "pass"),
  result("a/same", "pass"),
  result("a/skipped", "pass"),
);
const after = of(
  result("a/differently", "drifted", { fingerprint: "2" }),
  result("a/fixed", "fixed"),
  result("a/listed", "known-failure", { fingerprint: "1" }),
  result("a/new", "fail", { fingerprint: "1" }),
  result("a/regressed", "crash", { reason: "the subject died" }),
  result("a/same", "pass"),
  result("a/skipped", "skip", { reason: "no acl" }),
);

test("every change has its kind, and being listed is none", () => {
  const [run] = compare(before, after).runs;
  const ids = Object.entries(run?.changes ?? {}).map(([kind, all]) => [
    kind,
    all.map(({ id }) => id),
  ]);
  expect(Object.fromEntries(ids)).toEqual({
    regressed: ["a/regressed"],
    fixed: ["a/fixed"],
    "fails differently": ["a/differently"],
    appeared: ["a/new"],
    disappeared: ["a/gone", "a/skipped"],
  });
  expect(run?.unchanged).toBe(2);
});

test("the environment stands above the changes", () => {
  const elsewhere = { ...after, environment: { ...after.environment, kernel: "6.12.1" } };
  expect(printComparison(compare(before, elsewhere))).toMatchInlineSnapshot(`
    "environment
      kernel: 6.18.44 -> 6.12.1

    kernel: 1 regressed, 1 fixed, 1 fails differently, 1 appeared, 2 disappeared, 2 unchanged
      regressed
        a/regressed: pass -> crash
          now: the subject died
      fixed
        a/fixed: known-failure -> fixed
          was: no mismatch was kept
      fails differently
        a/differently: fail -> drifted
          was: no mismatch was kept
          now: no mismatch was kept
      appeared
        a/new: not run -> fail
          now: no mismatch was kept
      disappeared
        a/gone: pass -> not run
        a/skipped: pass -> not run
    "
  `);
});

test("a run compared with itself has no change", () => {
  const { environment, runs, alone } = compare(fixture, fixture);
  expect(environment).toEqual([]);
  expect(alone).toEqual({ before: [], after: [] });
  expect(runs.flatMap(({ changes }) => Object.values(changes).flat())).toEqual([]);
});

test("two adapters are compared where each side has one, and refused where it is unclear", () => {
  const [run] = compare(resultsOf(kernelRun), resultsOf(zenfsRun)).runs;
  expect([run?.before, run?.after]).toEqual(["kernel", "zenfs"]);
  const renamed = { ...zenfsRun, adapter: { ...zenfsRun.adapter, name: "other" } };
  expect(() => compare(resultsOf(kernelRun, zenfsRun), resultsOf(renamed))).toThrow(
    "Cannot compare: no adapter is in both\n  at before: kernel, zenfs\n  at after: other",
  );
});
