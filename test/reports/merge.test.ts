import { expect, test } from "vitest";
import { serialise } from "../../reports/json.ts";
import { merge } from "../../reports/merge.ts";
import type { Run } from "../../harness/run/results.ts";
import { fixture, kernelRun, result, resultsOf, zenfsRun } from "./fixture.ts";

const shard = (run: Run, index: number, count: number): Run => ({
  ...run,
  results: run.results.filter((_, place) => place % count === index),
});

test("shards in any order make the whole run", () => {
  const parts = [kernelRun, zenfsRun].flatMap((run) =>
    [2, 0, 1].map((index) => resultsOf(shard(run, index, 3))),
  );
  expect(serialise(merge(parts))).toBe(serialise(fixture));
});

test("other options are another run", () => {
  const ext4 = { ...kernelRun, adapter: { ...kernelRun.adapter, options: { fs: "ext4" } } };
  expect(merge([resultsOf(kernelRun), resultsOf(ext4)]).runs).toHaveLength(2);
});

test("machines that differ are all named, and each run says which was its own", () => {
  const elsewhere = {
    ...resultsOf(zenfsRun),
    environment: { ...fixture.environment, kernel: "6.12.1" },
  };
  const { environment, runs } = merge([resultsOf(kernelRun), elsewhere]);
  expect(environment.kernel).toBe("6.12.1, 6.18.44");
  expect(runs.map(({ adapter }) => adapter.details?.["machine kernel"])).toEqual([
    "6.18.44",
    "6.12.1",
  ]);
});

test("parts that contradict each other are refused", () => {
  const [a, b] = [result("a/b", "pass"), result("a/b", "fail")];
  const parts = [a, b].map((each) => resultsOf({ ...kernelRun, results: [each] }));
  expect(() => merge(parts)).toThrow(
    /shards contradict each other\n {2}at kernel: a\/b is pass and fail/,
  );
  const later = { ...fixture, suite: { ...fixture.suite, revision: "0000000" } };
  expect(() => merge([fixture, later])).toThrow('at part 2: suite revision is "0000000"');
  const newer = { ...kernelRun, adapter: { ...kernelRun.adapter, version: "6.19.0" } };
  expect(() => merge([resultsOf(kernelRun), resultsOf(newer)])).toThrow("differ in version");
  expect(() => merge([])).toThrow("there are no results");
});
