import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { assert, describe, expect, test, vi } from "vitest";
import { onPath } from "../../harness/run/on-path.ts";
import { built, packageRoot } from "../../harness/run/where.ts";
import { directoryWith } from "../cli/command.ts";
import { isQuick } from "../part.ts";

/* However a run ends, nothing of it is left: no process, no mount, no loop device, no file. */

const marker = "OVERLAY_CONFORMANCE_LEFTOVERS_TEST";

/** Processes of one run: they inherit its environment. */
function processesOf(run: string): readonly string[] {
  return readdirSync("/proc")
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => readProc(`${pid}/environ`).includes(`${marker}=${run}\0`))
    .map((pid) => `${pid} ${readProc(`${pid}/cmdline`).replaceAll("\0", " ")}`)
    .filter((line) => !/^\d+ $/.test(line));
}

/** The workers have started, and have agents of their own. */
function isUnderWay(run: string): boolean {
  const processes = processesOf(run);
  return ["vitest", "dist/harness/agent/main.js"].every((part) =>
    processes.some((line) => line.includes(part)),
  );
}

/** Of a process that has just ended there is nothing to read. */
function readProc(path: string): string {
  try {
    return readFileSync(join("/proc", path), "latin1");
  } catch {
    return "";
  }
}

const scratches = ["/dev/shm", "/mnt", "/media"];

function machine() {
  return {
    mounts: readProc("mounts"),
    scratches: scratches.map((each) => readdirSync(each).toSorted()),
  };
}

/** The filesystems of the agents of a run, by device: what else is on the machine has others. */
function filesystemsOf(run: string): readonly string[] {
  return processesOf(run).flatMap((line) =>
    readProc(`${line.split(" ")[0]}/mountinfo`)
      .split("\n")
      .map((mount) => mount.split(" "))
      .filter((fields) => fields.includes("overlay-conformance"))
      .flatMap(([, , device]) => device ?? []),
  );
}

/** Loop devices whose image is on one of the filesystems. */
async function loopsOn(filesystems: readonly string[]): Promise<readonly string[]> {
  const list = ["--list", "--noheadings", "--output", "BACK-MAJ:MIN"];
  const { stdout } = await execa("losetup", list);
  return stdout.split("\n").filter((device) => filesystems.includes(device.trim()));
}

type End = "by itself" | NodeJS.Signals;

const subject = (fault: string): readonly string[] => [
  `--adapter=${built("test/broken/adapter.js")}`,
  `--adapter-option=fault=${fault}`,
];
const long = ["--adapter=kernel", "--suite=readdir", "--repeat=100"];
const hanging = [...subject("hangs"), "--suite=whiteout", "--deadline=60000"];

const all: readonly (readonly [string, readonly string[], End])[] = [
  ["a run that passes", ["--adapter=kernel", "--suite=readdir"], "by itself"],
  ["a red run", [...subject("readdir-duplicates"), "--suite=readdir"], "by itself"],
  ["a run of a subject that dies", [...subject("dies"), "--scenario=opaque/a-*"], "by itself"],
  [
    "a run of a subject that hangs",
    [...subject("hangs"), "--scenario=readdir/a-name-of*", "--deadline=300"],
    "by itself",
  ],
  ["an interrupted run", long, "SIGINT"],
  ["a terminated run", long, "SIGTERM"],
  ["a killed run", long, "SIGKILL"],
  ["an interrupted run that hangs", hanging, "SIGINT"],
  ["a terminated run that hangs", hanging, "SIGTERM"],
  ["a killed run that hangs", hanging, "SIGKILL"],
];

/** How a run is killed decides more than what it was about. */
const cases = isQuick ? all.filter(([, , end]) => end === "SIGKILL") : all;

function start(args: readonly string[], directory: string) {
  const run = `${process.pid}-${performance.now()}`;
  const bin = join(packageRoot, "bin/conformance.mjs");
  const child = execa(process.execPath, [bin, ...args], {
    cwd: directory,
    env: { [marker]: run, TMPDIR: directory },
    reject: false,
  });
  return { run, child };
}

const privileged = process.getuid?.() === 0 && onPath("mkfs.ext4");

describe("nothing is left of", { timeout: 60_000 }, () => {
  test.for(cases)("%s", async ([, args, end], { expect: expectThat }) => {
    await using directory = await directoryWith({});
    const before = machine();
    const { run, child } = start(args, directory.path);
    if (end !== "by itself") {
      await vi.waitFor(() => assert(isUnderWay(run)), { timeout: 20_000 });
      child.kill(end);
    }
    const { exitCode } = await child;
    // A run that was cut short is no success.
    if (end !== "by itself") assert.notEqual(exitCode, 0);
    await expect.poll(() => processesOf(run), { timeout: 2000 }).toEqual([]);
    expectThat(machine()).toEqual(before);
    expectThat(readdirSync(directory.path)).toEqual([]);
  });

  test.runIf(privileged)("a killed run with loop devices", async () => {
    await using directory = await directoryWith({});
    const { run, child } = start([...long, "--adapter-option=fs=ext4"], directory.path);
    let filesystems: readonly string[] = [];
    const loops = async (): Promise<number> => {
      filesystems = [...new Set([...filesystems, ...filesystemsOf(run)])];
      return isUnderWay(run) ? (await loopsOn(filesystems)).length : 0;
    };
    await expect.poll(loops, { timeout: 20_000 }).toBeGreaterThan(0);
    child.kill("SIGKILL");
    await child;
    await expect.poll(() => processesOf(run), { timeout: 2000 }).toEqual([]);
    await expect.poll(() => loopsOn(filesystems), { timeout: 2000 }).toEqual([]);
  });
});
