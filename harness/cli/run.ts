import { languageVersion } from "../language/version.ts";
import { loadScenarios } from "../run/manifest.ts";
import { register } from "../run/registry.ts";
import { idsOf, select } from "../run/select.ts";
import { runFlags } from "./flags.ts";
import { type Given, UsageError, readFlags } from "./usage.ts";
import { checkWritable } from "./writable.ts";

/**
 * `conformance --adapter=NAME`: judges adapters. The exit code is that of docs: 0, 1; the rest is thrown. What can be
 * refused is refused before anything is loaded that takes its time.
 */
export async function run(args: readonly string[]): Promise<number> {
  const given = readFlags(args, runFlags);
  if (given.positionals.length > 0)
    throw new UsageError(`unknown command "${given.positionals[0]}"`);
  const one = (name: string): string | undefined => given.values.get(name)?.[0];
  const selection = select(list(one("suite")), given.values.get("scenario") ?? []);
  if (given.values.has("list") || given.values.has("emit")) {
    console.log(await printed(idsOf(selection), one("emit")));
    return 0;
  }
  const labels = list(one("adapter"));
  if (labels.length === 0) throw new UsageError("no adapter; choose one by --adapter=kernel");
  const twice = labels.find((label, index) => labels.indexOf(label) !== index);
  if (twice !== undefined) throw new UsageError(`adapter "${twice}" is named twice`);
  await checkWritable(given);
  const because = updating(given);
  await Promise.all(labels.map((label) => register(label, {})));
  const { carryOut } = await import("./carry-out.ts");
  return carryOut({ given, selection, labels, ...(because !== undefined && { because }) });
}

/** The ids one a line, or the scenarios themselves. */
async function printed(ids: readonly string[], emit: string | undefined): Promise<string> {
  if (emit === undefined) return ids.join("\n");
  if (emit !== "json") throw new UsageError(`flag "--emit" knows json, not "${emit}"`);
  const scenarios = await loadScenarios(new Set(ids));
  return JSON.stringify({ schema: languageVersion, scenarios });
}

function updating(given: Given): string | undefined {
  const because = given.values.get("because")?.[0];
  if (!given.values.has("update-known-failures")) {
    if (because !== undefined)
      throw new UsageError('flag "--because" goes with --update-known-failures');
    return undefined;
  }
  if (because === undefined || because.trim() === "") {
    throw new UsageError('flag "--update-known-failures" needs --because=TEXT');
  }
  return because;
}

function list(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(",").filter((part) => part !== "");
}
