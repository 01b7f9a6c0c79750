import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { replayCommand } from "../../reports/describe.ts";
import { readResults } from "../../reports/json.ts";
import type { Mismatch, Result, Results, Run } from "../../harness/run/results.ts";
import { built } from "../../harness/run/where.ts";
import { conformance, directoryWith } from "../cli/command.ts";
import { isQuick } from "../part.ts";
import { launch, openReport, withoutBrowser } from "./browser.ts";

/*
 * What a person asks who has the page and nothing else, for ten failures of subjects that are wrong in different ways:
 * which step, which layer, which path, which field, which clause, how to replay. The answers are in the JSON of the run.
 */

/** The same file under different names, so that one run has several subjects. */
const file = built("test/broken/adapter.js");
const subjects = [
  [file, "opaque-lost", "opaque marker missing"],
  [file.replace("/broken/", "/./broken/"), "whiteout-missing", "whiteout missing"],
  [file.replace("/broken/", "/../test/broken/"), "lower-written", "lower was written"],
  [file.replace("/test/", "/./test/"), "rmdir-wrong-errno", "EBUSY instead of ENOTEMPTY"],
  [file.replace("/test/", "/./test/./"), "copy-up-lost-mode", "mode differs"],
] as const;

/** Few scenarios, at least two for each subject. */
const patterns = [
  "opaque/*-is-*",
  "whiteout/removing-*",
  "whiteout/rmdir-*",
  "merge/a-file-*",
  "copy-up-trigger/ch*-*-a-file",
];

const root = process.getuid?.() === 0;

describe.skipIf(withoutBrowser !== null || !root || isQuick)("for a failure the page tells", () => {
  let browser: Browser;
  let results: Results;
  beforeAll(async () => {
    browser = await launch();
    await using directory = await directoryWith({});
    const labels = ["zenfs", ...subjects.map(([label]) => label)].join(",");
    const options = subjects.map(([label, fault]) => `--adapter-option=${label}:fault=${fault}`);
    const chosen = patterns.map((pattern) => `--scenario=${pattern}`);
    const args = [`--adapter=${labels}`, ...options, ...chosen, "--report=page"];
    await conformance(args, directory.path);
    const text = await readFile(join(directory.path, "page/report.json"), "utf8");
    results = readResults(text, "report.json");
  }, 300_000);
  afterAll(async () => browser.close());

  const failuresOf = (run: Run | undefined): readonly Result[] =>
    (run?.results ?? []).filter(({ mismatches }) => mismatches.length > 0).slice(0, 2);

  test("step, layer, path, field, clause and replay, ten times", async () => {
    await using report = await openReport(browser, results);
    const { page, show, faults } = report;
    const asked: string[] = [];
    for (const [run, each] of results.runs.entries()) {
      for (const result of failuresOf(each)) {
        asked.push(result.id);
        await show(`#/scenario/${encodeURIComponent(result.id)}?run=${run}`);
        const said = await page.locator("main").innerText();
        const facts = page.locator("section[aria-labelledby=findings] .facts");
        const names = await facts.locator("dt").allInnerTexts();
        const values = await facts.locator("dd").allInnerTexts();
        const answer = (name: string): string => values[names.indexOf(name)] ?? "";
        const told = result.mismatches.find((mismatch) => matches(mismatch, answer));
        expect(told, `${result.id}: ${values.join("; ")}`).toBeDefined();
        expect(answer("breaks clause")).toBe(result.evidence?.scenario.cites.join(" "));
        expect(said).toContain(replayCommand(result.id, each));
        expect(said).toContain("Diagnosis: ");
      }
    }
    expect(asked.length).toBeGreaterThanOrEqual(10);
    expect(faults).toEqual([]);
  });

  test("the cause that was planted", async () => {
    await using report = await openReport(browser, results);
    const text = await report.page.locator("section[aria-labelledby=causes]").innerText();
    for (const [, , cause] of subjects) expect(text).toContain(cause);
  });
});

/** Whether the answers are those of a mismatch, the step by its number. */
function matches(
  { step, where, path, field }: Mismatch,
  answer: (name: string) => string,
): boolean {
  const [place, object] = [answer("layer"), answer("path")];
  const number = step < 0 ? "before the first step" : `step ${step + 1}`;
  return (
    new RegExp(`^(after )?${number}(:|$)`).test(answer("step")) &&
    (where === "outcome" ? place.startsWith("none") : place === where) &&
    object === (path ?? "none") &&
    answer("field") === (field ?? "entry")
  );
}
