import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import type { Results } from "../../harness/run/results.ts";
import { built, packageRoot } from "../../harness/run/where.ts";
import { isQuick } from "../part.ts";
import { conformance, directoryWith } from "./command.ts";

const bin = join(packageRoot, "bin/conformance.mjs");

/** Verdicts by scenario; what is known to fail counts as a failure. */
async function verdicts(adapter: string): Promise<readonly string[]> {
  await using directory = await directoryWith({});
  const json = join(directory.path, "results.json");
  await conformance([
    `--adapter=${adapter}`,
    "--suite=whiteout",
    "--reference=none",
    `--json=${json}`,
  ]);
  const { runs } = JSON.parse(await readFile(json, "utf8")) as Results;
  return (runs[0]?.results ?? []).map(
    ({ id, verdict }) => `${id} ${verdict.replace("known-failure", "fail")}`,
  );
}

test.skipIf(isQuick)(
  "an agent for another machine answers as the adapter does",
  { timeout: 120_000 },
  async () => {
    const there = await verdicts(`exec:${process.execPath} ${bin} agent --adapter=template`);
    expect(there.length).toBeGreaterThan(50);
    expect(there).toEqual(await verdicts("template"));
  },
);

test("an agent works only where it is the expected one", { timeout: 60_000 }, async () => {
  const { agentIdentity } = (await import(built("harness/agent/identity.js"))) as {
    agentIdentity: () => string;
  };
  const answers = [agentIdentity(), "0"].map(async (expected) => {
    const args = ["agent", "--adapter=template", `--expect=${expected}`];
    const { stdout } = await execa(process.execPath, [bin, ...args], { input: "" });
    return JSON.parse(stdout) as { type: string };
  });
  expect((await Promise.all(answers)).map(({ type }) => type)).toEqual(["ready", "unavailable"]);
});

/** Passes an agent on, and says more of it than results keep. */
const patient = (agent: readonly string[]): string => `
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
const [program, ...args] = ${JSON.stringify(agent)};
const { stdout } = spawn(program, args, { stdio: ["inherit", "pipe", "inherit"] });
for await (const line of createInterface({ input: stdout })) {
  const answer = JSON.parse(line);
  const more = answer.type === "ready" && { patience: 2, details: { machine: "slow" } };
  process.stdout.write(JSON.stringify({ ...answer, ...more }) + "\\n");
}
`;

test("results of an agent that says all that it may can be read", { timeout: 60_000 }, async () => {
  const agent = [process.execPath, bin, "agent", "--adapter=template"];
  await using directory = await directoryWith({ "patient.mjs": patient(agent) });
  const file = (name: string) => join(directory.path, name);
  const run = await conformance([
    `--adapter=exec:${process.execPath} ${file("patient.mjs")}`,
    "--scenario=whiteout/removing-a-file-of-lower-leaves-a-whiteout-in-upper",
    "--reference=none",
    `--json=${file("results.json")}`,
  ]);
  expect(run.stdout).toMatch(/^[01] passed, [01] failed, 0 skipped/m);
  const { runs } = JSON.parse(await readFile(file("results.json"), "utf8")) as Results;
  expect(runs[0]?.adapter.details).toEqual({ machine: "slow" });
  const report = await conformance(["diff", file("results.json"), file("results.json")]);
  expect(report).toMatchObject({ exitCode: 0, stderr: "" });
});
