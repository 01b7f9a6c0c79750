import { type Result, type Results, type Run } from "../harness/run/results.ts";
import { causeOf, describe, firstStep, replayCommand } from "./describe.ts";
import { byId, isRed, redOf, skippedOf, tally, titleOf } from "./tally.ts";
import { visible } from "./visible.ts";

/** JUnit XML, as CI systems read it: a suite for each run, a case for each scenario. */
export function renderJunit(results: Results): string {
  const suites = results.runs.map((run) => suiteOf(run, results));
  return `${['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", ...suites, "</testsuites>"].join("\n")}\n`;
}

function suiteOf(run: Run, results: Results): string {
  const counts = tally(run.results);
  const ms = run.results.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const attributes = attributesOf({
    name: titleOf(run, results.runs),
    tests: run.results.length,
    failures: redOf(counts) - counts.error,
    errors: counts.error,
    skipped: skippedOf(counts),
    time: seconds(ms),
  });
  const cases = run.results.toSorted(byId).map((result) => caseOf(result, run));
  return [`  <testsuite ${attributes}>`, ...cases, "  </testsuite>"].join("\n");
}

function caseOf(result: Result, run: Run): string {
  const { id, area, durationMs } = result;
  const name = id.startsWith(`${area}/`) ? id.slice(area.length + 1) : id;
  const open = `    <testcase ${attributesOf({ classname: area, name, time: seconds(durationMs) })}`;
  const inside = insideOf(result, run);
  return inside === null ? `${open}/>` : `${open}>\n      ${inside}\n    </testcase>`;
}

function insideOf(result: Result, run: Run): string | null {
  if (result.verdict === "pass") return null;
  if (!isRed(result)) {
    const known = result.verdict === "known-failure" ? "known failure: " : "";
    return `<skipped ${attributesOf({ message: `${known}${result.reason ?? "no reason given"}` })}/>`;
  }
  const tag = result.verdict === "error" ? "error" : "failure";
  const lines = [
    firstStep(result),
    ...result.mismatches.map(describe),
    ...(result.reason === null ? [] : [visible(result.reason)]),
    replayCommand(result.id, run),
  ];
  const attributes = attributesOf({ type: result.verdict, message: causeOf(result) });
  return `<${tag} ${attributes}>${lines.map(escapeXml).join("\n")}</${tag}>`;
}

function attributesOf(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escapeXml(visible(String(value)))}"`)
    .join(" ");
}

/** Only what XML cannot hold at all is left to `visible`, which every text from a subject went through. */
function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll(/[\uFFFE\uFFFF]/g, "\uFFFD");
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);
