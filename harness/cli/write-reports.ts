import { access, constants, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { renderHtml } from "../../reports/html/render.ts";
import { serialise } from "../../reports/json.ts";
import { renderJunit } from "../../reports/junit.ts";
import { renderTerminal } from "../../reports/terminal.ts";
import type { Results } from "../run/results.ts";
import { type Given, UsageError } from "./usage.ts";

/** Writes what the flags ask for, and prints the rest. */
export async function writeReports(results: Results, given: Given): Promise<void> {
  await writeFiles(results, given);
  const color = process.stdout.isTTY && process.env["NO_COLOR"] === undefined;
  process.stdout.write(renderTerminal(results, { color }));
}

export async function writeFiles(results: Results, given: Given): Promise<void> {
  const one = (name: string): string | undefined => given.values.get(name)?.[0];
  await write("json", one("json"), () => serialise(results));
  await write("junit", one("junit"), () => renderJunit(results));
  const directory = one("report");
  if (directory === undefined) return;
  await mkdir(directory, { recursive: true }).catch((cause: Error) => cannotWrite("report", cause));
  await write("report", join(directory, "report.html"), () => renderHtml(results));
  await write("report", join(directory, "report.json"), () => serialise(results));
}

/** Before a long run: what it finds must not be lost because a directory is not there. */
export async function checkWritable(given: Given): Promise<void> {
  for (const flag of ["json", "junit"]) {
    const file = given.values.get(flag)?.[0];
    if (file === undefined) continue;
    await access(dirname(file), constants.W_OK).catch((cause: Error) => cannotWrite(flag, cause));
  }
}

async function write(flag: string, file: string | undefined, text: () => string): Promise<void> {
  if (file === undefined) return;
  await writeFile(file, text()).catch((cause: Error) => cannotWrite(flag, cause));
}

function cannotWrite(flag: string, cause: Error): never {
  throw new UsageError(`cannot write what "--${flag}" asks for: ${cause.message}`);
}
