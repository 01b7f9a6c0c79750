import { startVitest } from "vitest/node";
import type { Reporter } from "vitest/node";
import { Collector, type Progress } from "./collector.ts";
import type { RunPlan } from "./plan.ts";
import type { Result } from "./results.ts";
import { built, packageRoot } from "./where.ts";

export interface StartOptions {
  /** Areas by name. */
  readonly areas: readonly string[];
  /** Ids of the scenarios to run; absent is all of the areas. */
  readonly ids?: readonly string[];
  readonly shard?: { readonly index: number; readonly count: number };
  /** Processes that judge; each has `plan.agents` agents. */
  readonly workers: number;
  readonly bail?: boolean;
  /** Random order, by this seed. */
  readonly seed?: number;
  readonly progress: (progress: Progress) => void;
  /** When it is aborted, the run ends after the scenarios that are under way. */
  readonly stop?: AbortSignal;
  /** Called when vitest is set up. */
  readonly ready?: () => void;
  /** More vitest reporters, by name or by object. */
  readonly reporters?: readonly Reporter[];
}

export interface Finished {
  readonly results: ReadonlyMap<string, readonly Result[]>;
  readonly faults: readonly string[];
  /** Stopped by `options.stop` before the end. */
  readonly interrupted: boolean;
}

/** Runs the plan in vitest: one file an area, one test a scenario and subject. */
export async function start(plan: RunPlan, options: StartOptions): Promise<Finished> {
  const collector = new Collector(options);
  const { shard, ids, seed } = options;
  const vitest = await startVitest("test", [], {
    root: packageRoot,
    config: false,
    watch: false,
    include: options.areas.map((area) => `dist/suites/${area}.js`),
    exclude: [],
    runner: built("harness/run/suite-runner.js"),
    // Everything is built: vitest has nothing to transform.
    server: { deps: { external: [/\/dist\//] } },
    pool: "forks",
    isolate: false,
    maxWorkers: options.workers,
    // Scenarios that are sent ahead to the agent of a worker.
    maxConcurrency: 8 * plan.agents,
    // An agent has a deadline for each step; a time for whole scenarios would only blur which one it was.
    testTimeout: 0,
    teardownTimeout: 10_000,
    passWithNoTests: true,
    reporters: [collector, ...(options.reporters ?? [])],
    provide: { plan },
    ...(shard && { shard: `${shard.index}/${shard.count}` }),
    ...(ids && { testNamePattern: pattern(ids) }),
    ...(seed !== undefined && { sequence: { shuffle: true, seed } }),
  });
  await vitest.close();
  return {
    results: collector.results,
    faults: collector.faults,
    interrupted: options.stop?.aborted === true,
  };
}

/** The name of a test ends with the id of its scenario. */
function pattern(ids: readonly string[]): RegExp {
  const escaped = ids.map((id) => id.replaceAll(/[^\w/-]/g, "\\$&"));
  return new RegExp(` (?:${escaped.join("|")})(?: \\(\\d+\\))?$`);
}
