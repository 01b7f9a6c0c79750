import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { IdentifiedScenario, Suite } from "../language/scenario.ts";
import type { Coverage } from "./results.ts";
import { built } from "./where.ts";

/*
 * What the suite consists of, without loading it: its scenarios take longer to make than most commands take to answer.
 * The build writes it, next to what it is made from.
 */

export interface Manifest {
  /** A digest of the scenarios themselves: equal suites are equal wherever they come from. */
  readonly revision: string;
  readonly coverage?: readonly Coverage[];
  readonly areas: readonly {
    readonly area: string;
    /** Of its scenarios, in their order. */
    readonly ids: readonly string[];
  }[];
}

export const manifestFile = built("suites/manifest.json");

export function manifestOf(suites: readonly Suite[]): Manifest {
  const all = suites.flatMap(({ scenarios }) => scenarios);
  const digest = createHash("sha256").update(JSON.stringify(all)).digest("hex");
  return {
    revision: digest.slice(0, 12),
    areas: suites.map(({ area, scenarios }) => ({ area, ids: scenarios.map(({ id }) => id) })),
  };
}

let read: Manifest | undefined;

export function manifest(): Manifest {
  read ??= JSON.parse(readFileSync(manifestFile, "utf8")) as Manifest;
  return read;
}

export function allIds(): readonly string[] {
  return manifest().areas.flatMap(({ ids }) => ids);
}

/** The suite of an area, from the file of its name. */
export async function loadSuite(area: string): Promise<Suite> {
  const file = pathToFileURL(built(`suites/${area}.js`)).href;
  return ((await import(file)) as { readonly default: Suite }).default;
}

/** These scenarios, in the order of the suite; only their areas are loaded. */
export async function loadScenarios(
  ids: ReadonlySet<string>,
): Promise<readonly IdentifiedScenario[]> {
  const areas = manifest().areas.filter((each) => each.ids.some((id) => ids.has(id)));
  const suites = await Promise.all(areas.map(({ area }) => loadSuite(area)));
  return suites.flatMap(({ scenarios }) => scenarios.filter(({ id }) => ids.has(id)));
}
