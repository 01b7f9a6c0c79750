import { mkdir, symlink } from "node:fs/promises";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { dir } from "tmp-promise";
import { kernelsDirectory } from "../../adapters/vm/cache.ts";
import { guestMemory } from "../../adapters/vm/qemu.ts";
import { AgentClient } from "../run/agent-client.ts";
import { loadSuite } from "../run/manifest.ts";
import { register } from "../run/registry.ts";
import { packageRoot } from "../run/where.ts";
import { processesBelow } from "./processes.ts";

/** A kernel in a virtual machine. Times are milliseconds since the start of the run's process. */
export interface MachineRun {
  readonly kernel: string;
  readonly coldMs: number;
  readonly restoredMs: number;
  /** The same from where the guest is asked for: what a scenario costs that finds no guest. */
  readonly poweredMs: number;
  readonly suiteMs: number;
  readonly guestMebibytes: number;
  /** Of QEMU with its guest, resident. */
  readonly peakBytes: number;
  readonly closing: string;
}

const sampleMs = 500;

/** Undefined where no kernel was fetched. The cache is a new one, so that the first boot is a boot. */
export async function machineRun(jobs: number): Promise<MachineRun | undefined> {
  const kernels = existsSync(kernelsDirectory()) ? readdirSync(kernelsDirectory()) : [];
  const kernel = kernels.includes("6.12") ? "6.12" : kernels.find((name) => /^\d/.test(name));
  if (kernel === undefined) return undefined;
  const cache = await dir({ unsafeCleanup: true });
  try {
    await mkdir(join(cache.path, "overlay-conformance"));
    await symlink(kernelsDirectory(), join(cache.path, "overlay-conformance/kernels"));
    const one = ["--suite=whiteout", "--bail"];
    const cold = await timed(kernel, cache.path, [...one, "--jobs=1"]);
    const restored = await timed(kernel, cache.path, [...one, "--jobs=1"]);
    const powered = await inCache(cache.path, () => fromPowerOn(kernel));
    const suite = await timed(kernel, cache.path, [`--jobs=${jobs}`]);
    return {
      kernel,
      coldMs: cold.firstVerdictMs,
      restoredMs: restored.firstVerdictMs,
      poweredMs: powered,
      suiteMs: suite.ms,
      guestMebibytes: guestMemory,
      peakBytes: suite.peakBytes,
      closing: suite.closing,
    };
  } finally {
    await cache.cleanup();
  }
}

/** From the start of the program that goes on from a snapshot to what becomes of the first scenario. */
async function fromPowerOn(kernel: string): Promise<number> {
  const { scenarios } = await loadSuite("whiteout");
  const { command } = await register("vm", { kernel });
  const started = performance.now();
  const client = await AgentClient.open({ command, deadlineMs: 60_000 });
  const [first] = scenarios;
  if (first !== undefined) await client.run(first, "each");
  const ms = performance.now() - started;
  await client.close();
  return ms;
}

/** Guests are looked for in the cache that the environment names. */
async function inCache<T>(cache: string, use: () => Promise<T>): Promise<T> {
  const { XDG_CACHE_HOME: usual } = process.env;
  process.env["XDG_CACHE_HOME"] = cache;
  try {
    return await use();
  } finally {
    if (usual === undefined) delete process.env["XDG_CACHE_HOME"];
    else process.env["XDG_CACHE_HOME"] = usual;
  }
}

async function timed(kernel: string, cache: string, more: readonly string[]) {
  const command = join(packageRoot, "bin/conformance.mjs");
  const args = [command, "--adapter=vm", `--adapter-option=kernel=${kernel}`, ...more];
  const started = performance.now();
  const child = execa(process.execPath, args, { env: { XDG_CACHE_HOME: cache }, reject: false });
  let firstVerdictMs = Number.NaN;
  // Progress goes to standard error, and its first line comes with the first verdict.
  child.stderr.once("data", () => {
    firstVerdictMs = performance.now() - started;
  });
  let peakBytes = 0;
  const timer = setInterval(() => {
    const guests = processesBelow(child.pid ?? 0).filter(({ role }) => role === "guests");
    peakBytes = Math.max(peakBytes, ...guests.map(({ bytes }) => bytes));
  }, sampleMs);
  const { stdout } = await child;
  clearInterval(timer);
  const ms = performance.now() - started;
  return { ms, firstVerdictMs, peakBytes, closing: stdout.split("\n").at(-1) ?? "" };
}
