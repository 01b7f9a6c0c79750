import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { withDir } from "tmp-promise";
import { expect, test } from "vitest";
import { readResults } from "../../reports/json.ts";
import { packageRoot } from "../../harness/run/where.ts";
import { isWhole } from "../part.ts";

const script = join(packageRoot, "scripts/ci.mjs");

test("the plan is every adapter on every kernel in every part", async () => {
  const args = ["plan", "--adapters=kernel,./a.js", "--runners=ubuntu-24.04", "--shards=2"];
  const { stdout } = await execa("node", [script, ...args]);
  const [line = ""] = stdout.split("\n");
  expect(JSON.parse(line.replace("matrix=", ""))).toMatchObject({
    include: [
      { adapter: "kernel", shard: "1/2", part: "ubuntu-24.04_kernel_1_2" },
      { adapter: "kernel", shard: "2/2" },
      { adapter: "./a.js", shard: "1/2" },
      { adapter: "./a.js", shard: "2/2" },
    ],
  });
  expect(stdout).toContain("parts=4");
});

test.runIf(isWhole)(
  "the whole matrix, one part after the other, makes one report",
  { timeout: 240_000 },
  async () => {
    await withDir(
      async ({ path }) => {
        const args = ["run", "-s", "ci:matrix", "--", `--out=${path}/out`];
        const ended = await execa("npm", args, { cwd: packageRoot, reject: false });
        expect(ended.stderr + ended.stdout).toContain("merging 4 of 4 parts");
        expect(ended.exitCode).toBe(0);
        const text = await readFile(`${path}/out/report.json`, "utf8");
        const { runs } = readResults(text, "report.json");
        expect(runs.map(({ adapter }) => adapter.name)).toEqual(["kernel", "zenfs"]);
        const [kernel, zenfs] = runs.map(({ results }) => results.map(({ id }) => id));
        expect(kernel).toEqual(zenfs);
        const summary = await readFile(`${path}/out/summary.md`, "utf8");
        expect(summary).toContain("| ✅ kernel |");
        for (const file of ["report.html", "junit.xml", "ctrf.json", "badges/zenfs.json"]) {
          expect((await readFile(`${path}/out/${file}`, "utf8")).length).toBeGreaterThan(50);
        }
        const short = ["merge", `${path}/out/parts`, "--expect=5", `--out=${path}/short`];
        const missing = await execa("node", [script, ...short], { reject: false });
        expect(missing.exitCode).toBe(1);
        expect(missing.stderr).toContain("1 parts are missing");
      },
      { unsafeCleanup: true },
    );
  },
);
