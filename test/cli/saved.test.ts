import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderCtrf } from "../../reports/ctrf.ts";
import { serialise } from "../../reports/json.ts";
import { fixture, kernelRun, resultsOf, zenfsRun } from "../reports/fixture.ts";
import { directoryWith, servedConformance } from "./command.ts";

/* What is done with saved results: reports of them, and refusal of what is none. */

const whole = serialise(fixture);
const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;

const files = {
  "whole.json": whole,
  "kernel.json": serialise(resultsOf(kernelRun)),
  "zenfs.json": serialise(resultsOf(zenfsRun)),
  "truncated.json": whole.slice(0, whole.length / 2),
  "foreign.json": renderCtrf(fixture),
  "older.json": whole.replace('"schema": 1', '"schema": 0'),
  "hostile.json": whole.replace('"details":{', '"__proto__":{"polluted":true},"details":{'),
  "deep.json": whole.replace('"content":"lower"', `"content":${deep}`),
  "type.json": whole.replace('"area":"opaque"', '"area":{"toString":1}'),
};

const refused = [
  ["truncated.json", /truncated\.json[\s\S]*at line \d+, column \d+: it is not complete/],
  ["foreign.json", /foreign\.json[\s\S]*these are no results/],
  ["older.json", /older\.json[\s\S]*at schema: version 0 is not known/],
  ["hostile.json", /hostile\.json[\s\S]*at runs\[0\]\.adapter/],
  ["deep.json", /deep\.json[\s\S]*at runs\[0\]\.results\[\d+\]\.evidence\.\w+.*deeper than 200/],
  ["type.json", /type\.json[\s\S]*at runs\[0\]\.results\[\d\]\.area: expected a string/],
] as const;

let directory: Awaited<ReturnType<typeof directoryWith>>;
let command: ReturnType<typeof servedConformance>;
beforeAll(async () => {
  directory = await directoryWith(files);
  command = servedConformance();
});
afterAll(async () => {
  await command[Symbol.asyncDispose]();
  await directory[Symbol.asyncDispose]();
});

describe("saved results", () => {
  const commands = ["report", "merge", "diff"] as const;
  const cases = commands.flatMap((name) => refused.map((each) => [name, ...each] as const));
  test.for(cases)("%s refuses %s with the place named", async ([name, file, says]) => {
    const args = name === "diff" ? [name, "whole.json", file] : [name, file];
    const ended = await command.run(args, directory.path);
    expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
    expect(ended.stderr).toMatch(says);
    expect(ended.stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
  });

  test("make every report, and print what the run printed", async () => {
    const all = ["--report=out", "--junit=j.xml", "--ctrf=c.json", "--markdown=s.md"];
    const args = ["report", "kernel.json", "zenfs.json", ...all, "--badges=badges"];
    const ended = await command.run(args, directory.path);
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(ended.stdout).toContain("17 passed, 4 failed, 3 skipped");
    const read = async (file: string) => readFile(join(directory.path, file), "utf8");
    expect(await read("out/report.json")).toBe(whole);
    expect(await read("c.json")).toBe(renderCtrf(fixture));
    expect(await read("s.md")).toContain("# overlay-conformance");
    expect(await read("badges/zenfs.json")).toContain('"schemaVersion":1');
    expect(await read("badges/kernel.json")).toContain("overlay-conformance: kernel");
  });

  test("of two runs make a page that opens with the comparison", async () => {
    const args = ["diff", "kernel.json", "zenfs.json", "--report=changes"];
    const ended = await command.run(args, directory.path);
    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).toContain("kernel -> zenfs: ");
    const page = await readFile(join(directory.path, "changes/report.html"), "utf8");
    expect(page).toMatch(/^<!doctype html>/);
  });
});
