import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { progressText } from "../../harness/cli/progress.ts";
import { readResults } from "../../reports/json.ts";
import { packageRoot } from "../../harness/run/where.ts";
import { directoryWith } from "./command.ts";

test("progress tells counts, rate and time left", () => {
  expect(progressText({ done: 120, total: 900, red: 3 }, 2000)).toBe(
    "120/900 scenarios, 3 red, 60/s, 13 s left",
  );
  expect(progressText({ done: 1, total: 1000, red: 0 }, 1000)).toContain("17 min left");
  expect(progressText({ done: 0, total: 10, red: 0 }, 0)).toBe("0/10 scenarios, 0 red, 0/s");
});

test("Ctrl-C writes what there is, marked as interrupted", { timeout: 60_000 }, async () => {
  await using directory = await directoryWith({});
  const bin = join(packageRoot, "bin/conformance.mjs");
  const args = [
    bin,
    "--adapter=kernel",
    "--suite=open",
    "--jobs=1",
    "--repeat=50",
    "--json=out.json",
  ];
  // A group of its own, as a shell gives to what it starts: the signal reaches every process of the run.
  const child = spawn(process.execPath, args, { cwd: directory.path, detached: true });
  const ended = once(child, "exit");
  await once(child.stderr, "data");
  process.kill(-(child.pid ?? 0), "SIGINT");
  expect(await ended).toEqual([130, null]);
  const text = await readFile(join(directory.path, "out.json"), "utf8");
  const { interrupted, runs } = readResults(text, "out.json");
  expect(interrupted).toBe(true);
  const verdicts = new Set(runs.flatMap(({ results }) => results.map(({ verdict }) => verdict)));
  expect([...verdicts].filter((verdict) => verdict !== "pass" && verdict !== "skip")).toEqual([]);
});
