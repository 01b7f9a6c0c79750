import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Results } from "../../harness/run/results.ts";
import { loadSuite } from "../../harness/run/manifest.ts";
import { conformance, directoryWith } from "../cli/command.ts";
import { isWhole } from "../part.ts";
import { fetchedKernel } from "./machine.ts";

/* Two kernels, as a user compares them: a run on each, and `diff` over the two files. */

const area = "create";
/** Overlays make files without a name since Linux 6.3, and since 6.4 open refuses to make what is no directory. */
const older = "5.10";
const learned = ["tmpfile", "creat_directory_refused"];

test.runIf(isWhole)(
  "diff of two kernels lists what the newer one learned, and nothing else",
  { timeout: 300_000 },
  async (context) => {
    const newer = fetchedKernel(context, older);
    await using directory = await directoryWith({});
    const run = async (kernel: string): Promise<Results> => {
      const file = `${kernel}.json`;
      const chosen = ["--adapter=vm", `--adapter-option=kernel=${kernel}`, `--suite=${area}`];
      await conformance([...chosen, "--reference=none", `--json=${file}`], directory.path);
      return JSON.parse(await readFile(join(directory.path, file), "utf8")) as Results;
    };
    const before = await run(older);
    const after = await run(newer);
    const had = (results: Results, feature: string) =>
      Object.entries(results.runs[0]?.adapter.features ?? {}).some(
        ([name, has]) => name === feature && has,
      );
    for (const feature of learned) {
      expect([had(before, feature), had(after, feature)], feature).toEqual([false, true]);
    }
    const { scenarios } = await loadSuite(area);
    const planted = scenarios.filter(({ needs = [] }) =>
      needs.some((each) => learned.includes(each)),
    );
    expect(planted.length).toBeGreaterThan(3);
    const { stdout, exitCode } = await conformance(
      ["diff", `${older}.json`, `${newer}.json`],
      directory.path,
    );
    const listed = [...stdout.matchAll(new RegExp(`^ {4}(${area}/\\S+):`, "gm"))].map(
      ([, id = ""]) => id,
    );
    expect(listed.toSorted(), stdout).toEqual(planted.map(({ id }) => id).toSorted());
    expect(stdout).toContain("  appeared\n");
    expect(stdout.indexOf("kernel"), "the environments come first").toBeLessThan(
      stdout.indexOf("appeared"),
    );
    expect(exitCode).toBe(0);
  },
);
