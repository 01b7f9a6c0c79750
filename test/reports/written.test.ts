import { type CTRFReport, validate } from "ctrf";
import { expect, test } from "vitest";
import { badgeOf } from "../../reports/badge.ts";
import { renderCtrf } from "../../reports/ctrf.ts";
import { renderMarkdown } from "../../reports/markdown.ts";
import { fixture, kernelRun, result, resultsOf, zenfsRun } from "./fixture.ts";

/* What machines and job summaries read. */

test("CTRF is valid, counts every result once, and tells how to replay what failed", () => {
  const report = JSON.parse(renderCtrf(fixture)) as CTRFReport;
  expect(validate(report).errors).toEqual([]);
  const { summary, tests } = report.results;
  expect(summary).toMatchObject({ tests: 24, passed: 17, failed: 4, skipped: 1, other: 2 });
  const failed = tests.filter(({ status }) => status === "failed");
  expect(failed).toHaveLength(4);
  for (const { trace } of failed) expect(trace).toContain("npm run conformance -- replay");
});

test("a job summary leads with the counts, and nothing of a subject is markup in it", () => {
  const text = renderMarkdown(fixture);
  expect(text).toContain("| ❌ zenfs | 2.7.6 | 8 / 12 | 3 |");
  expect(text).toContain("## Unexpected: 4");
  expect(text.replaceAll(/(`+)[^`]*\1/g, "")).not.toMatch(/<|\]\(/);
  expect(text).toContain("&#60;/script&#62;");
});

test("a job summary keeps its limit, and counts what it leaves out", () => {
  const results = Array.from({ length: 3000 }, (_, index) =>
    result(`area/case-${index}`, "fail", { reason: "ü".repeat(200) }),
  );
  const text = renderMarkdown(resultsOf({ ...kernelRun, results }), 65_536);
  expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(65_536);
  const shown = text.match(/^- \*\*fail/gm)?.length ?? 0;
  expect(shown).toBeGreaterThan(50);
  expect(text).toContain(`- and ${3000 - shown} more`);
});

test("a summary of an interrupted run says so", () => {
  expect(renderMarkdown({ ...fixture, interrupted: true })).toContain("Interrupted");
});

test("a badge shows passes of what applies, and red only for the unexpected", () => {
  expect(badgeOf("zenfs", zenfsRun.results)).toEqual({
    schemaVersion: 1,
    label: "overlay-conformance: zenfs",
    message: "8 of 12 pass, 3 unexpected",
    color: "red",
    isError: true,
  });
  expect(badgeOf("k", [{ verdict: "pass" }, { verdict: "skip" }]).color).toBe("brightgreen");
  expect(badgeOf("k", [{ verdict: "pass" }, { verdict: "known-failure" }]).color).toBe("yellow");
  expect(badgeOf("k", [{ verdict: "skip" }]).message).toBe("nothing ran");
});
