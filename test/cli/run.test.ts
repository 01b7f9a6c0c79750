import { parse } from "../../harness/language/parse.ts";
import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readResults } from "../../reports/json.ts";
import type { Results } from "../../harness/run/results.ts";
import { built, packageRoot } from "../../harness/run/where.ts";
import { allIds, loadScenarios } from "../../harness/run/manifest.ts";
import { conformance, directoryWith, servedConformance } from "./command.ts";
import { isQuick, isWhole } from "../part.ts";

/** What a command is about as a whole is shown by processes of their own; what it does, by one that answers them all. */
let command: ReturnType<typeof servedConformance>;
beforeAll(() => {
  command = servedConformance();
});
afterAll(() => command[Symbol.asyncDispose]());

/** A few scenarios, each of which lists a directory. */
const few = "readdir/a-name-*";
const ids = allIds().filter((id) => id.startsWith("readdir/a-name-"));
const kernel = ["--adapter=kernel", `--scenario=${few}`];
/** Fails every scenario that lists a directory. */
const broken = `--adapter=${built("test/broken/adapter.js")}`;
const fault = ["--adapter-option=fault=readdir-duplicates", `--scenario=${few}`];

async function resultsIn(directory: string, file: string): Promise<Results> {
  return readResults(await readFile(join(directory, file), "utf8"), file);
}

async function resultsOf(args: readonly string[], directory: string): Promise<Results> {
  const ended = await command.run([...args, "--json=results.json"], directory);
  expect(ended).toMatchObject({ exitCode: 0 });
  return resultsIn(directory, "results.json");
}

/** What a run says of each scenario, apart from how long it took. */
const verdicts = ({ runs }: Results) =>
  runs.flatMap(({ results }) => results.map(({ id, verdict }) => `${verdict} ${id}`)).toSorted();

const lastLine = (text: string): string | undefined => text.trimEnd().split("\n").at(-1);

describe("the command", () => {
  test("prints the selected scenarios as a document that reads back", async () => {
    const ended = await command.run(["--emit=json", `--scenario=${few}`]);
    const read = parse(ended.stdout, "standard output");
    expect(ended.exitCode).toBe(0);
    expect(read.map(({ id }) => id)).toEqual(ids);
  });

  test("lists what it would run, and runs nothing", async () => {
    const ended = await conformance(["--list", `--scenario=${few}`]);
    expect(ended).toEqual({ exitCode: 0, stdout: ids.join("\n"), stderr: "" });
  });

  test("passes on the kernel, sums it up in its last line, and writes JSON that is valid by the published schema", async () => {
    await using directory = await directoryWith({});
    const { exitCode, stdout } = await conformance([...kernel, "--json=k.json"], directory.path);
    expect(exitCode).toBe(0);
    expect(lastLine(stdout)).toMatch(/^\d+ passed, 0 failed, \d+ skipped$/);
    const results = await resultsIn(directory.path, "k.json");
    const schema = await readFile(join(packageRoot, "docs/results.schema.json"), "utf8");
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(schema) as object);
    expect(validate(results) || validate.errors).toBe(true);
    expect(results.runs[0]?.results.map(({ id }) => id)).toEqual(ids.toSorted());
  });

  test("is red on a broken subject: in words with the way to replay, in JUnit, and on a page", async () => {
    await using directory = await directoryWith({});
    const args = [broken, ...fault, "--junit=junit.xml", "--report=page"];
    const { exitCode, stdout } = await conformance(args, directory.path);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`fail ${ids[0]}`);
    expect(stdout).toContain(`replay ${ids[0]}`);
    expect(lastLine(stdout)).toBe(`0 passed, ${ids.length} failed, 0 skipped`);
    const junit = await readFile(join(directory.path, "junit.xml"), "utf8");
    expect(junit).toMatch(/<testsuites[\s\S]*<failure/);
    expect(junit.match(/<testcase /g)).toHaveLength(ids.length);
    const page = await readFile(join(directory.path, "page/report.html"), "utf8");
    expect(page).toMatch(/^<!doctype html>/i);
    // What it shows is packed; test/reports opens it.
    expect(page).toContain('id="index"');
  });

  test.skipIf(isQuick)("stops at the first red verdict when asked to", async () => {
    await using directory = await directoryWith({});
    const says = ["--adapter-option=fault=says-yes", "--suite=whiteout", "--jobs=1"];
    const ended = await command.run([broken, ...says, "--bail", "--json=b.json"], directory.path);
    expect(ended.exitCode).toBe(1);
    const found = verdicts(await resultsIn(directory.path, "b.json"));
    expect(found.length).toBeLessThan(allIds().filter((id) => id.startsWith("whiteout/")).length);
    expect(found.some((each) => each.startsWith("fail"))).toBe(true);
  });

  test.skipIf(isQuick)("gives by shards, merged, what it gives as a whole", async () => {
    await using directory = await directoryWith({});
    const two = ["--adapter=kernel", "--suite=docker-diff,fsid"];
    const whole = await resultsOf(two, directory.path);
    for (const shard of [1, 2]) {
      const args = [...two, `--shard=${shard}/2`, `--json=${shard}.json`];
      expect(await command.run(args, directory.path)).toMatchObject({ exitCode: 0 });
    }
    const args = ["merge", "1.json", "2.json", "--json=merged.json"];
    expect(await command.run(args, directory.path)).toMatchObject({ exitCode: 0 });
    expect(verdicts(await resultsIn(directory.path, "merged.json"))).toEqual(verdicts(whole));
    const diff = await command.run(["diff", "results.json", "merged.json"], directory.path);
    expect(diff).toMatchObject({ exitCode: 0 });
  });

  // Twenty of them, some on disks of their own.
  const timeout = 300_000;
  test.runIf(isWhole)(
    "judges an adapter in all its topologies, each by its options",
    { timeout },
    async () => {
      await using directory = await directoryWith({});
      const args = ["--adapter=kernel", `--scenario=${ids[0]}`, "--matrix=full"];
      const { runs } = await resultsOf(args, directory.path);
      const options = runs.map(({ adapter }) => JSON.stringify(adapter.options));
      expect(options).toContain("{}");
      expect(options).toContain('{"stack":"10"}');
      expect(runs.every(({ results }) => results.length === 1)).toBe(true);
      const verdictsOf = runs.flatMap(({ results }) => results.map(({ verdict }) => verdict));
      expect(verdictsOf.filter((verdict) => verdict === "pass").length).toBeGreaterThan(5);
    },
  );

  test.skipIf(isQuick)("repeats every scenario, in random order by a seed", async () => {
    await using directory = await directoryWith({});
    const args = ["--adapter=kernel", `--scenario=${ids[0]}`, "--repeat=3", "--seed=7"];
    const results = await resultsOf([...args, "--junit=junit.xml"], directory.path);
    expect(verdicts(results)).toEqual([`pass ${ids[0]}`]);
  });

  test.skipIf(isQuick)("judges two adapters at once, each in a column of its own", async () => {
    await using directory = await directoryWith({});
    const subject = built("test/broken/adapter.js");
    const options = [`--adapter-option=${subject}:fault=readdir-duplicates`, "--json=two.json"];
    const args = [`--adapter=kernel,${subject}`, `--scenario=${few}`, ...options];
    expect(await command.run(args, directory.path)).toMatchObject({ exitCode: 1 });
    const [one, other] = (await resultsIn(directory.path, "two.json")).runs;
    expect(one?.results.every(({ verdict }) => verdict === "pass")).toBe(true);
    expect(other?.results.some(({ verdict }) => verdict === "fail")).toBe(true);
    expect(one?.results).toHaveLength(ids.length);
    expect(other?.results).toHaveLength(ids.length);
  });

  test("keeps the layers of a scenario, its whiteouts among them", async () => {
    await using directory = await directoryWith({});
    const id = "whiteout/removing-a-file-of-lower-leaves-a-whiteout-in-upper";
    const args = ["--adapter=kernel", `--scenario=${id}`, "--keep"];
    const ended = await command.run(args, directory.path);
    expect(ended).toMatchObject({ exitCode: 0 });
    expect(ended.stderr).toContain(join(directory.path, "kept"));
    const kept = join(directory.path, "kept", id.replaceAll("/", "__"));
    expect(await readdir(kept)).toEqual(["lower0", "upper", "work"]);
    expect(await readFile(join(kept, "lower0/n"), "utf8")).toBe("data of lower");
    const whiteout = await stat(join(kept, "upper/n"));
    expect([whiteout.isCharacterDevice(), whiteout.rdev]).toEqual([true, 0]);
  });

  test("replays a scenario step by step, and writes it out as JSON", async () => {
    const { exitCode, stdout } = await command.run(["replay", String(ids[0])]);
    expect(exitCode).toBe(0);
    const [scenario] = await loadScenarios(new Set(ids.slice(0, 1)));
    expect(stdout).toContain(`# ${scenario?.title}`);
    expect(stdout).toMatch(/^ *1 {2}open "\$" /m);
    expect(lastLine(stdout)).toBe("pass");
    const emitted = await command.run(["replay", String(ids[0]), "--emit=json"]);
    expect(JSON.parse(emitted.stdout)).toEqual({ schema: 1, scenario });
  });

  test.skipIf(isQuick)("says what this machine can run", async () => {
    const { exitCode, stdout } = await command.run(["doctor"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^yes {2}--adapter=kernel: /m);
  });

  test("explains itself", async () => {
    const { exitCode, stdout } = await conformance(["--help"]);
    expect(exitCode).toBe(0);
    for (const flag of ["--adapter=", "--keep", "--shard=I/N"]) expect(stdout).toContain(flag);
  });
});
