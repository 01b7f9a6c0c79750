import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { withDir } from "tmp-promise";
import { expect, test } from "vitest";
import { suite } from "../../harness/language/index.ts";
import { AgentClient } from "../../harness/run/agent-client.ts";

const [scenario] = suite("area", [
  { title: "a scenario", cites: ["x/1"], lowers: [[]], steps: [] },
]).scenarios;

/** Announces itself long after the deadline of a step, tells its pid, and then answers nothing. */
const slowAndSilent = (log: string): string => `
  const { appendFileSync } = require("node:fs");
  appendFileSync(${JSON.stringify(log)}, process.pid + "\\n");
  const ready = { type: "ready", protocol: 1, name: "slow", version: "1", features: {}, lacks: {} };
  const greet = () => console["log"](JSON.stringify({ ...ready, privilege: "plain" }));
  setInterval(greet, 400).unref();
  process.stdin.resume();
`;

/** Answers long after the deadline, and has asked for so much time or has not. */
const lateWith = (more: string): string => `
  const say = (answer) => process.stdout.write(JSON.stringify(answer) + "\\n");
  const ready = { type: "ready", protocol: 1, name: "late", version: "1", features: {}, lacks: {} };
  say({ ...ready, privilege: "plain"${more} });
  process.stdin.on("data", (line) => {
    const { run } = JSON.parse(line);
    setTimeout(() => say({ type: "done", run, observations: [], features: {} }), 700);
  });
`;

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test("an agent that starts slowly is not given up for late, and none outlives the client", async () => {
  if (scenario === undefined) throw new Error("a suite of one scenario has none");
  await withDir(
    async ({ path }) => {
      const log = join(path, "pids");
      const command = [process.execPath, "-e", slowAndSilent(log)];
      const client = await AgentClient.open({ command, deadlineMs: 50 });
      const kinds: string[] = [];
      for (let round = 0; round < 3; round += 1)
        kinds.push((await client.run(scenario, "each")).kind);
      await client.close();
      expect(kinds).toEqual(["hang", "hang", "hang"]);
      const pids = (await readFile(log, "utf8")).trim().split("\n").map(Number);
      expect(pids).toHaveLength(4);
      expect(pids.filter(alive)).toEqual([]);
    },
    { unsafeCleanup: true },
  );
});

test.for([
  ["hang", ""],
  ["done", ", patience: 100"],
] as const)("an agent that is late ends with: %s%s", async ([kind, more]) => {
  if (scenario === undefined) throw new Error("a suite of one scenario has none");
  const command = [process.execPath, "-e", lateWith(more)];
  const client = await AgentClient.open({ command, deadlineMs: 100 });
  const report = await client.run(scenario, "each");
  await client.close();
  expect(report.kind).toBe(kind);
});
