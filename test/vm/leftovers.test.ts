import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { packageRoot } from "../../harness/run/where.ts";
import { fetchedKernel } from "./machine.ts";
import { isWhole } from "../part.ts";

const marker = "OVERLAY_CONFORMANCE_VM_TEST";

/** Command lines of a run's processes: they inherit its environment. */
function processesOf(run: string): readonly string[] {
  return readdirSync("/proc")
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => readProc(`${pid}/environ`).includes(`${marker}=${run}\0`))
    .map((pid) => readProc(`${pid}/cmdline`).replaceAll("\0", " "))
    .filter((line) => line !== "");
}

/** Of a process that has just ended there is nothing to read. */
function readProc(path: string): string {
  try {
    return readFileSync(join("/proc", path), "latin1");
  } catch {
    return "";
  }
}

test.runIf(isWhole)(
  "nothing is left of a killed run in a virtual machine",
  { timeout: 300_000 },
  async (context) => {
    const kernel = fetchedKernel(context);
    const run = `${process.pid}`;
    const bin = join(packageRoot, "bin/conformance.mjs");
    const args = ["--adapter=vm", `--adapter-option=kernel=${kernel}`, "--jobs=1", "--repeat=50"];
    const child = execa(process.execPath, [bin, ...args, "--suite=readdir"], {
      env: { [marker]: run },
      reject: false,
    });
    // The first verdict may be that of a scenario that needs no guest.
    await expect
      .poll(() => processesOf(run).filter((line) => line.startsWith("qemu")), { timeout: 240_000 })
      .toHaveLength(1);
    child.kill("SIGKILL");
    await child;
    await expect.poll(() => processesOf(run), { timeout: 5000 }).toEqual([]);
  },
);
