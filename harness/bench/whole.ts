import { join } from "node:path";
import { execa } from "execa";
import { packageRoot } from "../run/where.ts";
import { type ProcessCost, processesBelow } from "./processes.ts";

/** A whole judged run, watched from outside. Times are milliseconds since the start of its process. */
export interface WholeRun {
  readonly ms: number;
  readonly firstVerdictMs: number;
  readonly peakBytes: number;
  readonly costs: readonly ProcessCost[];
  /** The last line of what it printed. */
  readonly closing: string;
}

const sampleMs = 50;

/** The kernel adapter over the whole suite, as its user starts it. */
export async function wholeRun(repeat: number, jobs: number): Promise<WholeRun> {
  const command = join(packageRoot, "bin/conformance.mjs");
  const started = performance.now();
  const child = execa(process.execPath, [
    command,
    "--adapter=kernel",
    `--repeat=${repeat}`,
    `--jobs=${jobs}`,
  ]);
  let firstVerdictMs = Number.NaN;
  // Progress goes to standard error, and its first line comes with the first verdict.
  child.stderr.once("data", () => {
    firstVerdictMs = performance.now() - started;
  });
  const costs = new Map<number, ProcessCost>();
  let peakBytes = 0;
  const timer = setInterval(() => {
    const now = processesBelow(child.pid ?? 0);
    for (const each of now) costs.set(each.pid, each);
    peakBytes = Math.max(
      peakBytes,
      now.reduce((sum, { bytes }) => sum + bytes, 0),
    );
  }, sampleMs);
  const { stdout } = await child;
  clearInterval(timer);
  return {
    ms: performance.now() - started,
    firstVerdictMs,
    peakBytes,
    costs: [...costs.values()],
    closing: stdout.split("\n").at(-1) ?? "",
  };
}
