import { mkdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { built, packageRoot } from "../../harness/run/where.ts";
import { suites } from "../../suites/index.ts";
import { conformance, directoryWith } from "../cli/command.ts";

/* Somebody else's project, which has the package in its node_modules and one test file of its own. */

interface Counts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

/** Runs a test file in a project of its own. */
async function foreign(call: string) {
  await using directory = await directoryWith({
    "package.json": '{ "name": "foreign", "type": "module", "private": true }',
    "overlay.test.js": `import { conformance } from "overlay-conformance/vitest";\n${call}\n`,
    "whole.js": `export { default } from "${built("adapters/template/adapter.js")}";\n`,
  });
  const modules = join(directory.path, "node_modules");
  await mkdir(modules);
  await symlink(packageRoot, join(modules, "overlay-conformance"));
  await symlink(join(packageRoot, "node_modules/vitest"), join(modules, "vitest"));
  const vitest = join(modules, "vitest/vitest.mjs");
  const args = [vitest, "run", "--reporter=json", "--outputFile=counts.json"];
  // A worker's environment would make the inner vitest believe that it is one.
  const env = { VITEST: undefined, VITEST_WORKER_ID: undefined, VITEST_POOL_ID: undefined };
  const { exitCode, stderr } = await execa(process.execPath, args, {
    cwd: directory.path,
    reject: false,
    env: { ...env, NODE_ENV: undefined },
  });
  const counts = JSON.parse(await readFile(join(directory.path, "counts.json"), "utf8")) as Counts;
  return { exitCode, stderr, ...counts };
}

const count = suites.find(({ area }) => area === "readdir")?.scenarios.length ?? 0;

describe.concurrent("a foreign project", { timeout: 60_000 }, () => {
  test("tests the kernel's overlay by its name", async () => {
    const ended = await foreign('await conformance("kernel", { suites: ["readdir"] });');
    expect(ended).toMatchObject({ exitCode: 0, numFailedTests: 0 });
    expect(ended.testResults[0]?.assertionResults).toHaveLength(count);
    expect(ended.numPassedTests).toBeGreaterThan(0);
  });

  test("sees a broken subject fail, test by test", async () => {
    const url = new URL(`file://${built("test/broken/adapter.js")}`);
    const options = 'suites: ["readdir"], options: { fault: "readdir-duplicates" }';
    const ended = await foreign(`await conformance(new URL("${url.href}"), { ${options} });`);
    expect(ended.exitCode).toBe(1);
    expect(ended.numFailedTests).toBe(count);
  });

  test.for([
    ["by the path of a module", 'await conformance("./whole.js", { suites: ["merge"] });'],
    [
      "in the process of the test",
      'import adapter from "./whole.js";\nawait conformance(adapter, { suites: ["merge"] });',
    ],
  ] as const)("tests an in-process adapter %s", async ([, call]) => {
    const { testResults } = await foreign(call);
    const passed = testResults[0]?.assertionResults.filter(({ status }) => status === "passed");
    // The same verdicts as on the command line, wherever the adapter runs.
    const { stdout } = await conformance(["--adapter=template", "--suite=merge"]);
    expect(stdout).toContain(`\n${passed?.length} passed, `);
  });

  test.for([
    ["an unknown adapter", 'await conformance("./none.js");', "./none.js"],
    ["an unknown suite", 'await conformance("kernel", { suites: ["mrege"] });', '"merge"'],
    ["an unknown scenario", 'await conformance("kernel", { scenarios: ["merge/x"] });', "merge/x"],
    [
      "a mounted adapter as an object",
      'await conformance({ name: "m", kind: "mounted", probe() {} });',
      "give its path",
    ],
  ] as const)("is told of %s", async ([, call, says]) => {
    const { exitCode, testResults } = await foreign(call);
    expect(exitCode).toBe(1);
    expect(testResults[0]?.message).toContain(says);
  });
});
