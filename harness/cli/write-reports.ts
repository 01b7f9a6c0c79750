import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { badgeOf } from "../../reports/badge.ts";
import { renderCtrf } from "../../reports/ctrf.ts";
import { renderHtml } from "../../reports/html/render.ts";
import { serialise } from "../../reports/json.ts";
import { renderJunit } from "../../reports/junit.ts";
import { renderMarkdown } from "../../reports/markdown.ts";
import { titleOf } from "../../reports/tally.ts";
import { renderTerminal } from "../../reports/terminal.ts";
import { slug } from "../language/scenario.ts";
import type { Results } from "../run/results.ts";
import type { Given } from "./usage.ts";
import { cannotWrite } from "./writable.ts";

/** Writes what the flags ask for, and prints the rest. */
export async function writeReports(results: Results, given: Given): Promise<void> {
  await writeFiles(results, given);
  const color = process.stdout.isTTY && process.env["NO_COLOR"] === undefined;
  process.stdout.write(renderTerminal(results, { color }));
}

/** Files that are one report each, by their flag. */
const files: Readonly<Record<string, (results: Results) => string>> = {
  json: serialise,
  junit: renderJunit,
  ctrf: renderCtrf,
};

export const reportNames: readonly string[] = [
  ...Object.keys(files),
  "markdown",
  "report",
  "badges",
];

export async function writeFiles(results: Results, given: Given): Promise<void> {
  const one = (name: string): string | undefined => given.values.get(name)?.[0];
  for (const [flag, render] of Object.entries(files)) {
    await write(flag, one(flag), () => render(results));
  }
  // A job summary has one file for all steps of a job.
  await write("markdown", one("markdown"), () => renderMarkdown(results), "a");
  await inDirectory("report", one("report"), () => ({
    "report.html": renderHtml(results),
    "report.json": serialise(results),
  }));
  await inDirectory("badges", one("badges"), () => badgesOf(results));
}

/** A file for each run, by a name that any filesystem takes. */
function badgesOf({ runs }: Results): Readonly<Record<string, string>> {
  return Object.fromEntries(
    runs.map((run) => {
      const name = titleOf(run, runs);
      return [`${slug(name)}.json`, `${JSON.stringify(badgeOf(name, run.results))}\n`];
    }),
  );
}

export async function inDirectory(
  flag: string,
  directory: string | undefined,
  contents: () => Readonly<Record<string, string>>,
): Promise<void> {
  if (directory === undefined) return;
  await mkdir(directory, { recursive: true }).catch((cause: Error) => cannotWrite(flag, cause));
  for (const [name, text] of Object.entries(contents())) {
    await write(flag, join(directory, name), () => text);
  }
}

async function write(
  flag: string,
  file: string | undefined,
  text: () => string,
  how: "w" | "a" = "w",
): Promise<void> {
  if (file === undefined) return;
  await writeFile(file, text(), { flag: how }).catch((cause: Error) => cannotWrite(flag, cause));
}
