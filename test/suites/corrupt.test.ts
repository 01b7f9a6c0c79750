import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { corrupt } from "../../harness/judge/corrupt.ts";
import { judge } from "../../harness/judge/judge.ts";
import { checkScenario, languageVersion } from "../../harness/language/parse.ts";
import { register } from "../../harness/run/registry.ts";
import { packageRoot } from "../../harness/run/where.ts";
import { suites } from "../../suites/index.ts";
import { tryAll } from "../broken/condemn.ts";

/* Every expectation of the suite in turn made wrong: the kernel's own transcript has to break it. */

const scenarios = suites.flatMap((suite) => suite.scenarios);

test("the judge notices every corrupted expectation", { timeout: 300_000 }, async () => {
  const { command } = await register("kernel", {});
  const trials = await tryAll(command, scenarios, 10_000);
  const failing: string[] = [];
  const unnoticed: string[] = [];
  const expectNothing: string[] = [];
  let noticed = 0;
  let leftOut = 0;
  for (const { scenario, report, features } of trials) {
    if (report.kind !== "done") {
      failing.push(`${scenario.id}: ${report.kind}: ${report.message}`);
      continue;
    }
    const { mismatches } = judge(scenario, report.transcript, { features });
    if (mismatches.length > 0) failing.push(`${scenario.id}: ${JSON.stringify(mismatches[0])}`);
    const corruptions = corrupt(scenario);
    leftOut += corruptions.leftOut.length;
    if (corruptions.corrupted.length === 0) expectNothing.push(scenario.id);
    for (const { place, scenario: wrong } of corruptions.corrupted) {
      if (judge(wrong, report.transcript, { features }).mismatches.length > 0) noticed += 1;
      else unnoticed.push(`${scenario.id}: ${place}`);
    }
  }
  process.stdout.write(
    `\n${trials.length} scenarios, ${noticed} corrupted expectations noticed, ${unnoticed.length} not, ` +
      `${leftOut} left out because their opposite cannot be said\n`,
  );
  expect(failing, "scenarios that the kernel does not pass").toEqual([]);
  expect(unnoticed, "corrupted expectations that nothing notices").toEqual([]);
  expect(expectNothing, "scenarios that expect nothing").toEqual([]);
  expect(noticed).toBeGreaterThan(scenarios.length);
});

test("a corrupted expectation turns the command red", { timeout: 60_000 }, async () => {
  const directory = await mkdtemp(join(tmpdir(), "conformance-corrupt-"));
  try {
    const right = scenarios.find(({ id }) => id.startsWith("whiteout/")) ?? scenarios[0];
    // A file is read with care: what the language itself refuses proves nothing.
    const wrong =
      right &&
      corrupt(right).corrupted.find(({ scenario }) => checkScenario(scenario, "").length === 0)
        ?.scenario;
    for (const [name, scenario, exitCode] of [
      ["right", right, 0],
      ["wrong", wrong, 1],
    ] as const) {
      const file = join(directory, `${name}.json`);
      await writeFile(file, JSON.stringify({ schema: languageVersion, scenario }));
      const command = [join(packageRoot, "bin/conformance.mjs"), "replay", file];
      const ended = await execa(process.execPath, command, { reject: false });
      expect({ name, exitCode: ended.exitCode, output: ended.all }).toMatchObject({ exitCode });
      expect(ended.stdout).toMatch(exitCode === 0 ? /\npass$/ : /\nfail/);
    }
  } finally {
    await rm(directory, { recursive: true });
  }
});
