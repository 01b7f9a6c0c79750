import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judge } from "../../harness/judge/judge.ts";
import { languageVersion } from "../../harness/language/version.ts";
import type { IdentifiedScenario } from "../../harness/language/scenario.ts";
import { shellClaim, shellScript } from "../../harness/language/shell/script.ts";
import { whiteout } from "../../harness/language/index.ts";
import { allIds, loadScenarios } from "../../harness/run/manifest.ts";
import { onPath } from "../../harness/run/on-path.ts";
import { register } from "../../harness/run/registry.ts";
import { built } from "../../harness/run/where.ts";
import { tryAll } from "../broken/condemn.ts";
import { few, isQuick, isWhole, part } from "../part.ts";
import { busyboxMachine } from "./busybox.ts";
import { conformance, directoryWith } from "./command.ts";

/* The script of a scenario says what a shell can say of it, and shows what a run of the harness shows. */

const isRoot = process.getuid?.() === 0;
const usable = isRoot && onPath("busybox");

const all = await loadScenarios(new Set(allIds()));
const named = (id: string): IdentifiedScenario => {
  const found = all.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no scenario ${id}`);
  return found;
};
/** Those of which a script says every step. */
const complete = all.filter((scenario) => shellClaim(scenario).unsaid.length === 0);

/** What each script has to show of the layers at its end. */
const shown: readonly (readonly [id: string, lines: readonly RegExp[]])[] = [
  [
    "whiteout/removing-a-file-of-lower-leaves-a-whiteout-in-upper",
    [/^c--------- +\d+ +0 +0 +0, +0 .* n$/m, /^type=regular file mode=644 .*size=13/m],
  ],
  [
    "redirect/a-directory-that-is-partly-copied-up-keeps-the-children-of-both-layers-when-it-is-renamed",
    [/^c--------- .* d$/m, /^c--------- .* b$/m, /^\.\/e\/sub:$/m, /^deep$/m],
  ],
  ["merge/a-file-in-upper-hides-a-file-of-lower", [/^# --- merged$/m]],
];

/** Scenarios that expect what the kernel does not do, and where that shows. */
const plain = named("whiteout/removing-a-file-of-lower-leaves-a-whiteout-in-upper");
const wrong: readonly (readonly [what: string, scenario: IdentifiedScenario, place: string])[] = [
  ["a call that fails", failing(plain), "step 1"],
  ["a name in merged", { ...plain, merged: { more: "x" } }, "merged/more"],
  ["a name in upper", { ...plain, upper: { n: whiteout, more: "x" } }, "upper/more"],
];

function failing(scenario: IdentifiedScenario): IdentifiedScenario {
  const [first, ...others] = scenario.steps;
  if (first === undefined || first.op === "concurrently") throw new Error("no step to turn around");
  return { ...scenario, steps: [{ ...first, want: { fails: "EPERM" } }, ...others] };
}

/** Faults of test/broken, as a shell does the same to the overlay after each step. */
const planted: readonly (readonly [fault: string, area: string, plant: string])[] = [
  ["whiteout-missing", "whiteout", 'whiteouts | while read -r name; do rm "$name"; done'],
  [
    "whiteout-of-device-0-1",
    "whiteout",
    'whiteouts | while read -r name; do rm "$name"; mknod -m 0 "$name" c 0 1; done',
  ],
  [
    "rmdir-wrong-errno",
    "remove",
    'sed -i "/^rmdir:/s/Directory not empty/Device or resource busy/" "$top/err"',
  ],
];

/** A plant changes whiteouts that were made by hand, and between two looks of a scenario's run: here that shows. */
const notTheFault: ReadonlySet<string> = new Set([
  "whiteout/a-copied-up-file-renamed-onto-a-whiteout-leaves-one-at-its-own-name",
  "whiteout/a-device-0-0-in-a-directory-that-upper-alone-has-is-listed-but-not-found",
  "whiteout/a-whiteout-that-hides-nothing-is-hidden-itself",
  "whiteout/whiteouts-of-three-layers-are-hidden-together",
]);

const whiteouts =
  'whiteouts() { find upper -type c | while read -r name; do [ "$(stat -c %t:%T "$name")" = 0:0 ] && echo "$name"; done; }';

function withPlant(script: string, plant: string): string {
  return script
    .replace("answered() {\n", `${whiteouts}\nanswered() {\n[ -z "$mounted" ] || { ${plant}; }\n`)
    .replace("mount_overlay || exit 1\n", "mount_overlay || exit 1\nmounted=1\n");
}

/** Where a script says that something differs: `step 6`, `upper/n`. */
function placesOf(output: string): ReadonlySet<string> {
  const lines = output.matchAll(/^DIFFERS (?:content of |target of )?(step \d+|[^ :]+)/gm);
  return new Set([...lines].map(([, place = ""]) => place));
}

/** Fields of the final trees that a shell looks at. */
const visible = new Set(["entry", "type", "mode", "uid", "gid", "rdev", "content", "target"]);

describe.skipIf(!usable)("the shell script of a scenario, with busybox and nothing else", () => {
  let machine: Awaited<ReturnType<typeof busyboxMachine>>;
  beforeAll(async () => {
    machine = await busyboxMachine();
  });
  afterAll(() => machine[Symbol.asyncDispose]());

  test(
    "shows no difference on the kernel that the suite was written from, where it says every step",
    { timeout: 900_000 },
    async () => {
      expect(complete.length).toBeGreaterThan(400);
      const chosen = part(complete);
      const ends = await machine.runAll(chosen.map(shellScript));
      const differing = ends.flatMap(({ exitCode, output }, index) =>
        exitCode === 0 ? [] : [`${chosen[index]?.id}: ${exitCode}: ${output}`],
      );
      expect(differing).toEqual([]);
    },
  );

  test("claims nothing where a shell cannot say all of it", { timeout: 1_800_000 }, async () => {
    const partly = part(all.filter((each) => !complete.includes(each)));
    for (const scenario of partly) {
      const { unsaid, steps } = shellClaim(scenario);
      const claim = `\n# ${unsaid.length} of ${steps} steps cannot be said in a shell: ${unsaid[0]}`;
      expect(shellScript(scenario)).toContain(claim);
    }
    const tried = isWhole ? partly : partly.slice(0, isQuick ? 3 : 10);
    const ends = await machine.runAll(tried.map(shellScript));
    const others = ends.flatMap(({ exitCode, output }, index) =>
      exitCode === 2 ? [] : [`${tried[index]?.id}: ${exitCode}: ${output}`],
    );
    expect(others).toEqual([]);
  });

  test.each(few(shown))("shows what %s shows", async (id, lines) => {
    const { stdout: script, exitCode } = await conformance(["replay", id, "--emit=sh"]);
    expect(exitCode).toBe(0);
    expect(script).toBe(shellScript(named(id)).trimEnd());
    const { output } = await machine.run(script);
    for (const line of lines) expect(output).toMatch(line);
  });

  test.each(few(wrong))(
    "shows the difference that a replay shows: %s",
    async (_, scenario, place) => {
      const { exitCode, output } = await machine.run(shellScript(scenario));
      expect(exitCode).toBe(1);
      expect(output).toMatch(new RegExp(`^DIFFERS ${place}: expected`, "m"));
      await using directory = await directoryWith({});
      const file = join(directory.path, "scenario.json");
      await writeFile(file, JSON.stringify({ schema: languageVersion, scenario }));
      const replay = await conformance(["replay", file, "--adapter=kernel"]);
      expect(replay.exitCode).toBe(1);
      expect(replay.stdout).toContain(place.replace("/", " /"));
    },
  );

  test.each(few(planted))(
    "shows the differences that a subject with %s has",
    async (fault, area, plant) => {
      const about = complete.filter(({ id }) => id.startsWith(`${area}/`));
      const equal = about.filter(({ id }) => !notTheFault.has(id));
      const scenarios = isWhole ? equal : equal.filter((_, index) => index % 16 === 0);
      const { command } = await register(built("test/broken/adapter.js"), { fault });
      const trials = await tryAll(command, scenarios, 10_000);
      const ends = await machine.runAll(
        trials.map(({ scenario }) => withPlant(shellScript(scenario), plant)),
      );
      const found = trials.map(({ scenario, report, features }, index) => {
        if (report.kind !== "done") throw new Error(`${scenario.id}: ${report.kind}`);
        const { mismatches } = judge(scenario, report.transcript, {
          reference: undefined,
          features,
        });
        const places = mismatches.flatMap(({ where, path, step, field = "" }) => {
          if (where === "outcome") return [`step ${step + 1}`];
          return visible.has(field) && path !== undefined ? [`${where}${path}`] : [];
        });
        const output = ends[index]?.output ?? "";
        return { id: scenario.id, subject: [...new Set(places)], script: placesOf(output), output };
      });
      expect(found.filter(({ subject }) => subject.length > 0).length).toBeGreaterThan(0);
      const differing = found.flatMap(({ id, subject, script, output }) => {
        const missed = subject.filter((place) => !script.has(place));
        const steps = [...script].filter((place) => place.startsWith("step "));
        const more = steps.filter((place) => !subject.includes(place));
        return missed.length + more.length === 0
          ? []
          : [`${id}: misses ${missed.join()}, has ${more.join()}\n${output}`];
      });
      expect(differing).toEqual([]);
    },
  );
});
