import { pathToFileURL } from "node:url";
import { TestRunner, inject } from "vitest";
import type { Suite } from "../language/scenario.ts";
import type { RunPlan } from "./plan.ts";
import { register } from "./register.ts";

declare module "vitest" {
  interface ProvidedContext {
    plan: RunPlan;
  }
}

/**
 * Lets vitest take a suite, which is data, for a test file: so that its filters, shards, workers and reporters apply to
 * scenarios as they do to any tests.
 */
export default class SuiteRunner extends TestRunner {
  override async importFile(file: string): Promise<void> {
    const { default: suite } = (await import(pathToFileURL(file).href)) as { default: Suite };
    register(suite, inject("plan"));
  }
}

// A worker whose parent was killed has nobody to report to.
process.on("disconnect", () => process.exit(1));
// Ctrl-C reaches every process of a terminal; the parent stops the run and writes what there is.
process.on("SIGINT", () => undefined);
