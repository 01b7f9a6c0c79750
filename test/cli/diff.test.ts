import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { IdentifiedScenario } from "../../harness/language/scenario.ts";
import { loadSuite } from "../../harness/run/manifest.ts";
import { built } from "../../harness/run/where.ts";
import { isQuick } from "../part.ts";
import { directoryWith, servedConformance } from "./command.ts";

/* `diff` over real runs lists what was planted, and nothing else. */

const area = "remove";
const broken = built("test/broken/adapter.js");
/** The same subject before anybody has broken it. */
const sound = [
  `import { KernelAdapter } from ${JSON.stringify(built("adapters/kernel/adapter.js"))};`,
  'class Sound extends KernelAdapter { name = "broken"; }',
  "export default new Sound();",
].join("\n");
const root = process.getuid?.() === 0;

/** What `rmdir-wrong-errno` plants shows from the scenario alone: EBUSY where the directory is not empty. */
function isPlanted({ steps }: IdentifiedScenario): boolean {
  return steps.some(
    ({ op, ...step }) =>
      op === "rmdir" &&
      "want" in step &&
      step.want !== undefined &&
      "fails" in step.want &&
      step.want.fails === "ENOTEMPTY",
  );
}

describe.skipIf(!root || isQuick)("diff", () => {
  let directory: Awaited<ReturnType<typeof directoryWith>>;
  let command: ReturnType<typeof servedConformance>;
  let planted: readonly string[];
  beforeAll(async () => {
    directory = await directoryWith({ "before.mjs": sound });
    command = servedConformance();
    const { scenarios } = await loadSuite(area);
    planted = scenarios.filter(isPlanted).map(({ id }) => id);
    const runs = [
      ["kernel.json", "--adapter=kernel"],
      ["before.json", "--adapter=./before.mjs"],
      ["after.json", `--adapter=${broken}`, "--adapter-option=fault=rmdir-wrong-errno"],
    ];
    for (const [file, ...args] of runs) {
      await command.run([...args, `--suite=${area}`, `--json=${file}`], directory.path);
    }
  }, 120_000);
  afterAll(async () => {
    await command[Symbol.asyncDispose]();
    await directory[Symbol.asyncDispose]();
  });

  /** The ids below each heading of what `diff` prints. */
  async function changes(before: string, after: string) {
    const ended = await command.run(["diff", before, after], directory.path);
    const found: Record<string, string[]> = {};
    let kind = "";
    for (const line of ended.stdout.split("\n")) {
      const heading = /^ {2}(\S.*)$/.exec(line)?.[1];
      if (heading !== undefined) kind = heading;
      const id = new RegExp(`^ {4}(${area}/\\S+):`).exec(line)?.[1];
      if (id !== undefined) (found[kind] ??= []).push(id);
    }
    return { ...ended, found };
  }

  test("of a run before and after a fault lists what the fault breaks", async () => {
    expect(planted.length).toBeGreaterThan(2);
    const { exitCode, found, stdout } = await changes("before.json", "after.json");
    expect(found, stdout).toEqual({ regressed: planted.toSorted() });
    expect(exitCode).toBe(1);
    const back = await changes("after.json", "before.json");
    expect(back.found).toEqual({ fixed: planted.toSorted() });
    expect(back.exitCode).toBe(0);
  });

  test("of two adapters lists where the other one is wrong", async () => {
    const { found, stdout } = await changes("kernel.json", "after.json");
    expect(found, stdout).toEqual({ regressed: planted.toSorted() });
    expect((await changes("kernel.json", "before.json")).found).toEqual({});
  });
});
