import { readFile } from "node:fs/promises";
import { compare } from "../../reports/compare.ts";
import { renderComparisonHtml } from "../../reports/html/render.ts";
import { readResults, serialise } from "../../reports/json.ts";
import { merge } from "../../reports/merge.ts";
import { printComparison } from "../../reports/print-comparison.ts";
import type { Results } from "../run/results.ts";
import { diffFlags, mergeFlags, savedFlags } from "./flags.ts";
import { UsageError, readFlags } from "./usage.ts";
import { inDirectory, reportNames, writeFiles, writeReports } from "./write-reports.ts";

/** `diff A.json B.json`: exit 1 where something regressed or fails another way. */
export async function diff(args: readonly string[]): Promise<number> {
  const given = readFlags(args, diffFlags);
  const { positionals } = given;
  const [before, after, ...more] = positionals;
  if (before === undefined || after === undefined || more.length > 0) {
    throw new UsageError("diff needs two files of results: diff A.json B.json");
  }
  const [left, right] = [await read(before), await read(after)];
  const comparison = compare(left, right);
  await inDirectory("report", given.values.get("report")?.[0], () => ({
    "report.html": renderComparisonHtml(left, right),
  }));
  process.stdout.write(printComparison(comparison));
  const worse = comparison.runs.some(
    ({ changes }) => changes.regressed.length + changes["fails differently"].length > 0,
  );
  return Number(worse);
}

/** `merge FILE.json…`: shards of one run, or runs of several adapters, into one. */
export async function mergeFiles(args: readonly string[]): Promise<number> {
  const given = readFlags(args, mergeFlags);
  if (given.positionals.length === 0) throw new UsageError("merge needs files of results");
  const results = merge(await Promise.all(given.positionals.map(read)));
  await writeFiles(results, given);
  if (!reportNames.some((flag) => given.values.has(flag))) process.stdout.write(serialise(results));
  return 0;
}

/** `report FILE.json…`: the reports of saved results. The exit code says nothing of them: it was given by their run. */
export async function report(args: readonly string[]): Promise<number> {
  const given = readFlags(args, savedFlags);
  if (given.positionals.length === 0) throw new UsageError("report needs files of results");
  const results = merge(await Promise.all(given.positionals.map(read)));
  await writeReports(results, given);
  return 0;
}

async function read(file: string): Promise<Results> {
  const text = await readFile(file, "utf8").catch((cause: Error) => {
    throw new UsageError(`cannot read "${file}": ${cause.message}`);
  });
  return readResults(text, file);
}
