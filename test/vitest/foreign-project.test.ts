import { mkdir, readFile, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { execa } from "execa";
import { beforeAll, describe, expect, test } from "vitest";
import { built, packageRoot } from "../../harness/run/where.ts";
import { allIds } from "../../harness/run/manifest.ts";
import { conformance, directoryWith } from "../cli/command.ts";
import { isQuick } from "../part.ts";

/* Somebody else's project, which has the package in its node_modules and test files of its own. */

interface Counts {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

/** Runs these test files, by their names, in a project of its own. */
async function foreign(calls: Readonly<Record<string, string>>) {
  const tests = Object.entries(calls).map(([name, call]) => [
    `${name}.test.js`,
    `import { conformance } from "overlay-conformance/vitest";\n${call}\n`,
  ]);
  await using directory = await directoryWith({
    "package.json": '{ "name": "foreign", "type": "module", "private": true }',
    "whole.js": `export { default } from "${built("adapters/template/adapter.js")}";\n`,
    ...(Object.fromEntries(tests) as Record<string, string>),
  });
  const modules = join(directory.path, "node_modules");
  await mkdir(modules);
  await symlink(packageRoot, join(modules, "overlay-conformance"));
  await symlink(join(packageRoot, "node_modules/vitest"), join(modules, "vitest"));
  const vitest = join(modules, "vitest/vitest.mjs");
  const args = [vitest, "run", "--reporter=json", "--outputFile=counts.json"];
  // A worker's environment would make the inner vitest believe that it is one.
  const env = { VITEST: undefined, VITEST_WORKER_ID: undefined, VITEST_POOL_ID: undefined };
  const { exitCode } = await execa(process.execPath, args, {
    cwd: directory.path,
    reject: false,
    env: { ...env, NODE_ENV: undefined },
  });
  const text = await readFile(join(directory.path, "counts.json"), "utf8");
  const { testResults } = JSON.parse(text) as Counts;
  const files = testResults.map(({ name, ...rest }) => [basename(name, ".test.js"), rest] as const);
  return { exitCode, files: new Map(files) };
}

/** How many tests of a file ended so. */
const count = (
  file: Omit<Counts["testResults"][number], "name"> | undefined,
  status: string,
): number => file?.assertionResults.filter((each) => each.status === status).length ?? -1;

const some = allIds().filter((id) => id.startsWith("readdir/a-name-")).length;
const few = 'scenarios: ["readdir/a-name-*"]';
const merged = 'scenarios: ["merge/a-directory-*"]';
const broken = `new URL("file://${built("test/broken/adapter.js")}")`;

const refused = [
  ["unknown-adapter", 'await conformance("./none.js");', "./none.js"],
  ["unknown-suite", 'await conformance("kernel", { suites: ["mrege"] });', '"merge"'],
  ["unknown-scenario", 'await conformance("kernel", { scenarios: ["merge/x"] });', "merge/x"],
  [
    "mounted-adapter-as-an-object",
    'await conformance({ name: "m", kind: "mounted", probe() {} });',
    "give its path",
  ],
] as const;

describe("a foreign project", () => {
  test("tests the kernel's overlay by its name", async () => {
    const { exitCode, files } = await foreign({
      kernel: `await conformance("kernel", { ${few} });`,
    });
    expect(exitCode).toBe(0);
    expect(count(files.get("kernel"), "passed")).toBe(some);
  });

  describe.skipIf(isQuick)("with a test file for each of", () => {
    let ended: Awaited<ReturnType<typeof foreign>>;
    beforeAll(async () => {
      ended = await foreign({
        broken: `await conformance(${broken}, { ${few}, options: { fault: "readdir-duplicates" } });`,
        path: `await conformance("./whole.js", { ${merged} });`,
        object: `import adapter from "./whole.js";\nawait conformance(adapter, { ${merged} });`,
        ...Object.fromEntries(refused.map(([name, call]) => [name, call])),
      });
    }, 120_000);

    test("a broken subject, which fails test by test", () => {
      expect(ended.exitCode).toBe(1);
      expect(count(ended.files.get("broken"), "failed")).toBe(some);
    });

    // The same verdicts as on the command line, wherever the adapter runs.
    test("an in-process adapter, by its path and in the process of the test", async () => {
      const { stdout } = await conformance([
        "--adapter=template",
        "--scenario=merge/a-directory-*",
      ]);
      for (const name of ["path", "object"]) {
        const passed = count(ended.files.get(name), "passed");
        expect(passed).toBeGreaterThan(0);
        expect(stdout).toContain(`\n${passed} passed, `);
      }
    });

    test.for(refused)("%s, which is told", ([name, , says]) => {
      expect(ended.files.get(name)?.message).toContain(says);
    });
  });
});
