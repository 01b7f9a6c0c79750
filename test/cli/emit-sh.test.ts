import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { languageVersion } from "../../harness/language/version.ts";
import type { IdentifiedScenario } from "../../harness/language/scenario.ts";
import { shellScript } from "../../harness/language/shell.ts";
import { whiteout } from "../../harness/language/index.ts";
import { onPath } from "../../harness/run/on-path.ts";
import { suites } from "../../suites/index.ts";
import { conformance } from "./command.ts";

const isRoot = process.getuid?.() === 0;
const usable = isRoot && onPath("busybox");

/** Every so manieth scenario of the whole suite: all areas, and not always the same op. */
const stride = 13;
const all = suites.flatMap(({ scenarios }) => scenarios);
/** Elsewhere a program of the shell means another thing than the call: ln(1) and mv(1) step into a directory. */
const sayable = /^(?:walkthrough-|docker-diff|merge|whiteout|opaque|copy-up-trigger|readdir)/;
const sample = all.filter(({ id }) => sayable.test(id)).filter((_, index) => index % stride === 0);

/** What each script has to show of the layers at its end. */
const shown: readonly (readonly [id: string, lines: readonly RegExp[]])[] = [
  [
    "whiteout/removing-a-file-of-lower-leaves-a-whiteout-in-upper",
    [/^c--------- +\d+ +0 +0 +0, +0 .* n$/m, /^data of lower$/m],
  ],
  [
    "redirect/a-directory-that-is-partly-copied-up-keeps-the-children-of-both-layers-when-it-is-renamed",
    [/^c--------- .* d$/m, /^c--------- .* b$/m, /^\.\/e\/sub:$/m, /^deep$/m],
  ],
  ["merge/a-file-in-upper-hides-a-file-of-lower", [/^# --- merged$/m]],
];

/** Scenarios that expect what the kernel does not do, and where that shows. */
const plain = all.find(({ id }) => id === shown[0]?.[0]) as IdentifiedScenario;
const planted: readonly (readonly [what: string, scenario: IdentifiedScenario, place: string])[] = [
  ["a call that fails", failing(plain), "step 1"],
  ["a name in merged", { ...plain, merged: { more: "x" } }, "merged/more"],
  ["a name in upper", { ...plain, upper: { n: whiteout, more: "x" } }, "upper/more"],
];

function failing(scenario: IdentifiedScenario): IdentifiedScenario {
  const [first, ...others] = scenario.steps;
  if (first === undefined || first.op === "concurrently") throw new Error("no step to turn around");
  return { ...scenario, steps: [{ ...first, want: { fails: "EPERM" } }, ...others] };
}

describe.skipIf(!usable)("the shell script of a scenario, with busybox and nothing else", () => {
  let bin = "";
  beforeAll(async () => {
    bin = await mkdtemp(join(tmpdir(), "busybox-"));
    await execa("busybox", ["--install", "-s", bin]);
  });
  afterAll(() => rm(bin, { recursive: true }));

  async function run(scenario: IdentifiedScenario) {
    const file = join(bin, `${scenario.id.replaceAll("/", "_").slice(0, 99)}.sh`);
    await writeFile(file, shellScript(scenario));
    const options = { env: { PATH: bin }, extendEnv: false, reject: false } as const;
    return execa(join(bin, "sh"), [file], options);
  }

  test(
    "shows no difference on the kernel that the suite was written from",
    { timeout: 300_000 },
    async () => {
      const differing: string[] = [];
      for (const scenario of sample) {
        const { exitCode, stdout } = await run(scenario);
        if (exitCode !== 0) differing.push(`${scenario.id}: ${stdout}`);
      }
      expect(sample.length).toBeGreaterThan(20);
      expect(differing).toEqual([]);
    },
  );

  test.each(shown)("shows what %s shows", async (id, lines) => {
    const { stdout: script, exitCode } = await conformance(["replay", id, "--emit=sh"]);
    expect(exitCode).toBe(0);
    const scenario = all.find((each) => each.id === id) as IdentifiedScenario;
    expect(script).toBe(shellScript(scenario).trimEnd());
    const { stdout } = await run(scenario);
    for (const line of lines) expect(stdout).toMatch(line);
  });

  test.each(planted)("shows the difference that a replay shows: %s", async (_, scenario, place) => {
    const { exitCode, stdout } = await run(scenario);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(new RegExp(`^DIFFERS ${place}: expected`, "m"));
    const file = join(bin, "scenario.json");
    await writeFile(file, JSON.stringify({ schema: languageVersion, scenario }));
    const replay = await conformance(["replay", file, "--adapter=kernel"]);
    expect(replay.exitCode).toBe(1);
    expect(replay.stdout).toContain(place.replace("/", " /"));
  });
});
