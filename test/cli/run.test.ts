import { parse } from "../../harness/language/parse.ts";
import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, describe, test } from "vitest";
import { readResults } from "../../reports/json.ts";
import type { Results } from "../../harness/run/results.ts";
import { built, packageRoot } from "../../harness/run/where.ts";
import { suites } from "../../suites/index.ts";
import { conformance, directoryWith } from "./command.ts";
import { isWhole } from "../part.ts";

const area = "readdir";
const scenarios = suites.find((suite) => suite.area === area)?.scenarios ?? [];
const ids = scenarios.map(({ id }) => id);
const kernel = ["--adapter=kernel", `--suite=${area}`];
/** Fails every scenario that lists a directory. */
const broken = `--adapter=${built("test/broken/adapter.js")}`;
const fault = ["--adapter-option=fault=readdir-duplicates", `--suite=${area}`];

async function resultsOf(args: readonly string[], directory: string): Promise<Results> {
  const ended = await conformance([...args, "--json=results.json"], directory);
  expect(ended).toMatchObject({ exitCode: 0 });
  return readResults(await readFile(join(directory, "results.json"), "utf8"), "results.json");
}

/** What a run says of each scenario, apart from how long it took. */
const verdicts = ({ runs }: Results) =>
  runs.flatMap(({ results }) => results.map(({ id, verdict }) => `${verdict} ${id}`)).toSorted();

const lastLine = (text: string): string | undefined => text.trimEnd().split("\n").at(-1);

describe.concurrent("the command", { timeout: 120_000 }, () => {
  test("prints the selected scenarios as a document that reads back", async () => {
    const ended = await conformance(["--emit=json", `--suite=${area}`]);
    const read = parse(ended.stdout, "standard output");
    expect(ended.exitCode).toBe(0);
    expect(read.length).toBeGreaterThan(0);
    expect(read.every(({ id }) => id.startsWith(`${area}/`))).toBe(true);
  });

  test("lists what it would run, and runs nothing", async () => {
    const ended = await conformance(["--list", `--suite=${area}`]);
    expect(ended).toEqual({ exitCode: 0, stdout: ids.join("\n"), stderr: "" });
  });

  test("passes on the kernel, and sums it up in its last line", async () => {
    const { exitCode, stdout } = await conformance(kernel);
    expect(exitCode).toBe(0);
    expect(lastLine(stdout)).toMatch(/^\d+ passed, 0 failed, \d+ skipped$/);
  });

  test("is red on a broken subject, and names the scenarios and how to replay them", async () => {
    const { exitCode, stdout } = await conformance([broken, ...fault]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`fail ${ids[0]}`);
    expect(stdout).toContain(`replay ${ids[0]}`);
    expect(lastLine(stdout)).toMatch(/^\d+ passed, [1-9]\d* failed, \d+ skipped$/);
  });

  test("stops at the first red verdict when asked to", async () => {
    const whole = ["--adapter-option=fault=says-yes", "--jobs=1"];
    await using directory = await directoryWith({});
    const ended = await conformance([broken, ...whole, "--bail", "--json=b.json"], directory.path);
    expect(ended.exitCode).toBe(1);
    const results = readResults(await readFile(join(directory.path, "b.json"), "utf8"), "b.json");
    expect(verdicts(results).length).toBeLessThan(300);
    expect(verdicts(results).some((each) => each.startsWith("fail"))).toBe(true);
  });

  test("writes JSON that is valid by the published schema", async () => {
    await using directory = await directoryWith({});
    const results = await resultsOf(kernel, directory.path);
    const schema = await readFile(join(packageRoot, "docs/results.schema.json"), "utf8");
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(schema) as object);
    expect(validate(results) || validate.errors).toBe(true);
    expect(results.runs[0]?.results.map(({ id }) => id)).toEqual(ids.toSorted());
  });

  test("writes JUnit and a page", async () => {
    await using directory = await directoryWith({});
    const args = [broken, ...fault, "--junit=junit.xml", "--report=page"];
    expect(await conformance(args, directory.path)).toMatchObject({ exitCode: 1 });
    const junit = await readFile(join(directory.path, "junit.xml"), "utf8");
    expect(junit).toMatch(/<testsuites[\s\S]*<failure/);
    expect(junit.match(/<testcase /g)).toHaveLength(ids.length);
    const page = await readFile(join(directory.path, "page/report.html"), "utf8");
    expect(page).toMatch(/^<!doctype html>/i);
    // What it shows is packed; test/reports opens it.
    expect(page).toContain('id="index"');
  });

  test("gives by shards, merged, what it gives as a whole", async () => {
    await using directory = await directoryWith({});
    const two = ["--adapter=kernel", "--suite=readdir,opaque"];
    const whole = await resultsOf(two, directory.path);
    for (const shard of [1, 2]) {
      const args = [...two, `--shard=${shard}/2`, `--json=${shard}.json`];
      expect(await conformance(args, directory.path)).toMatchObject({ exitCode: 0 });
    }
    const args = ["merge", "1.json", "2.json", "--json=merged.json"];
    expect(await conformance(args, directory.path)).toMatchObject({ exitCode: 0 });
    const text = await readFile(join(directory.path, "merged.json"), "utf8");
    expect(verdicts(readResults(text, "merged"))).toEqual(verdicts(whole));
    const diff = await conformance(["diff", "results.json", "merged.json"], directory.path);
    expect(diff).toMatchObject({ exitCode: 0 });
  });

  test.runIf(isWhole)("judges an adapter in all its topologies, each by its options", async () => {
    await using directory = await directoryWith({});
    const args = ["--adapter=kernel", `--scenario=${ids[0]}`, "--matrix=full"];
    const { runs } = await resultsOf(args, directory.path);
    const options = runs.map(({ adapter }) => JSON.stringify(adapter.options));
    expect(options).toContain("{}");
    expect(options).toContain('{"stack":"10"}');
    expect(runs.every(({ results }) => results.length === 1)).toBe(true);
    const verdictsOf = runs.flatMap(({ results }) => results.map(({ verdict }) => verdict));
    expect(verdictsOf.filter((verdict) => verdict === "pass").length).toBeGreaterThan(5);
  });

  test("repeats every scenario, in random order by a seed", async () => {
    await using directory = await directoryWith({});
    const args = ["--adapter=kernel", `--scenario=${ids[0]}`, "--repeat=3", "--seed=7"];
    const results = await resultsOf([...args, "--junit=junit.xml"], directory.path);
    expect(verdicts(results)).toEqual([`pass ${ids[0]}`]);
  });

  test("judges two adapters at once, each in a column of its own", async () => {
    await using directory = await directoryWith({});
    const subject = built("test/broken/adapter.js");
    const options = [`--adapter-option=${subject}:fault=readdir-duplicates`, "--json=two.json"];
    const args = [`--adapter=kernel,${subject}`, `--suite=${area}`, ...options];
    expect(await conformance(args, directory.path)).toMatchObject({ exitCode: 1 });
    const text = await readFile(join(directory.path, "two.json"), "utf8");
    const [one, other] = readResults(text, "two.json").runs;
    expect(one?.results.every(({ verdict }) => verdict === "pass")).toBe(true);
    expect(other?.results.some(({ verdict }) => verdict === "fail")).toBe(true);
    expect(one?.results).toHaveLength(ids.length);
    expect(other?.results).toHaveLength(ids.length);
  });

  test("keeps the layers of a scenario, its whiteouts among them", async () => {
    await using directory = await directoryWith({});
    const id = "whiteout/removing-a-file-of-lower-leaves-a-whiteout-in-upper";
    const args = ["--adapter=kernel", `--scenario=${id}`, "--keep"];
    const ended = await conformance(args, directory.path);
    expect(ended).toMatchObject({ exitCode: 0 });
    expect(ended.stderr).toContain(join(directory.path, "kept"));
    const kept = join(directory.path, "kept", id.replaceAll("/", "__"));
    expect(await readdir(kept)).toEqual(["lower0", "upper", "work"]);
    expect(await readFile(join(kept, "lower0/n"), "utf8")).toBe("data of lower");
    const whiteout = await stat(join(kept, "upper/n"));
    expect([whiteout.isCharacterDevice(), whiteout.rdev]).toEqual([true, 0]);
  });

  test("replays a scenario step by step, and writes it out as JSON", async () => {
    const { exitCode, stdout } = await conformance(["replay", String(ids[0])]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`# ${scenarios[0]?.title}`);
    expect(stdout).toMatch(/^ *1 {2}open "\$" /m);
    expect(lastLine(stdout)).toBe("pass");
    const emitted = await conformance(["replay", String(ids[0]), "--emit=json"]);
    expect(JSON.parse(emitted.stdout)).toEqual({ schema: 1, scenario: scenarios[0] });
  });

  test("says what this machine can run", async () => {
    const { exitCode, stdout } = await conformance(["doctor"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^yes {2}--adapter=kernel: /m);
  });

  test("explains itself", async () => {
    const { exitCode, stdout } = await conformance(["--help"]);
    expect(exitCode).toBe(0);
    for (const flag of ["--adapter=", "--keep", "--shard=I/N"]) expect(stdout).toContain(flag);
  });
});
