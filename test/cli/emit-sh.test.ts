import { writeFile } from "node:fs/promises";
import { execa } from "execa";
import { withDir } from "tmp-promise";
import { describe, expect, test } from "vitest";
import { conformance } from "./command.ts";

const isRoot = process.getuid?.() === 0;

/** What each script has to show of the layers at its end. */
const shown: readonly (readonly [id: string, lines: readonly RegExp[]])[] = [
  [
    "whiteout/removing-a-file-of-lower-leaves-a-whiteout-in-upper",
    [/^c--------- +\d+ +0 +0 +0, 0 .* n$/m, /^data of lower$/m],
  ],
  [
    "redirect/a-directory-that-is-partly-copied-up-keeps-the-children-of-both-layers-when-it-is-renamed",
    [/^c--------- .* d$/m, /^c--------- .* b$/m, /^\.\/e\/sub:$/m, /^deep$/m],
  ],
  ["merge/a-file-in-upper-hides-a-file-of-lower", [/^# --- merged$/m]],
];

describe.skipIf(!isRoot)("the shell script of a scenario, run by itself as root", () => {
  test.each(shown)("shows what %s shows", async (id, lines) => {
    const { stdout: script, exitCode } = await conformance(["replay", id, "--emit=sh"]);
    expect(exitCode).toBe(0);
    await withDir(
      async ({ path }) => {
        await writeFile(`${path}/scenario.sh`, script);
        const { stdout } = await execa("sh", [`${path}/scenario.sh`]);
        for (const line of lines) expect(stdout).toMatch(line);
      },
      { unsafeCleanup: true },
    );
  });
});
