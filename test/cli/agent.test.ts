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
