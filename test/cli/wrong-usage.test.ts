import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allIds } from "../../harness/run/manifest.ts";
import { type Ended, conformance, directoryWith, servedConformance } from "./command.ts";

/*
 * Every wrong use gets one message that says what is wrong, and the exit code of its kind. One process answers them all;
 * a few show that a process of their own says and returns the same.
 */

const known = (entries: unknown): string => JSON.stringify({ schema: 1, entries });
const aProbe = `async () => ({ version: "1", features: {} })`;
const adapter = `export default { name: "x", kind: "in-process", probe: ${aProbe}, open() {} };`;
const [id] = allIds();
const entry = { id, fingerprint: "hang", because: "it hangs" };

const files = {
  "bad.json": '{ "schema": 1, bad',
  "empty.json": "",
  "other.json": '{ "schema": 7 }',
  "no-scenario.json": '{ "schema": 1, "scenarios": [] }',
  "throws.mjs": 'throw new Error("the disk is on fire");',
  "no-default.mjs": "export const name = 1;",
  "half.mjs": 'export default { name: "half", kind: "mounted" };',
  "garbage.sh": "#!/bin/sh\necho hello there\nread line\n",
  "ends.sh": "#!/bin/sh\necho the disk is on fire >&2\nexit 9\n",
  "adapter.mjs": adapter,
};

const whole = ["--adapter=kernel", "--suite=whiteout"];

type Case = readonly [
  what: string,
  args: readonly string[],
  exitCode: 2 | 3,
  ...says: readonly (string | RegExp)[],
];

const cases: readonly Case[] = [
  ["an unknown flag", ["--adaptor=kernel"], 2, 'unknown flag "--adaptor"', '"adapter"'],
  ["an unknown flag of replay", ["replay", "x", "--emmit=json"], 2, '"emit"'],
  ["an unknown command", ["rplay"], 2, 'unknown command "rplay"', '"replay"', "doctor"],
  ["no adapter", [], 2, "no adapter", "--adapter=kernel"],
  ["an unknown adapter", ["--adapter=kernal"], 2, 'unknown adapter "kernal"', '"kernel"'],
  ["an adapter named twice", ["--adapter=kernel,kernel"], 2, '"kernel" is named twice'],
  ["an adapter file that is not there", ["--adapter=./none.js"], 2, '"./none.js"'],
  ["an unknown suite", ["--adapter=kernel", "--suite=whiteot"], 2, '"whiteot"', '"whiteout"'],
  ["an unknown scenario", [...whole, "--scenario=whiteout/a"], 2, '"whiteout/a"', "--list"],
  ["an empty selection", [...whole, "--scenario=merge/*"], 2, '"merge/*"'],
  ["a shard that leaves nothing", [...whole, "--shard=2/2"], 2, "nothing ran"],
  ["a shard out of range", [...whole, "--shard=3/2"], 2, "I/N", '"3/2"'],
  ["an unknown matrix", [...whole, "--matrix=all"], 2, "quick and full", '"all"'],
  ["no number of jobs", [...whole, "--jobs=many"], 2, "--jobs", '"many"'],
  ["a flag without its value", ["--adapter"], 2, '"--adapter" needs a value'],
  ["a flag before another one", ["--adapter", "--list"], 2, '"--adapter" needs a value'],
  ["a flag with an empty value", ["--adapter="], 2, '"--adapter" needs a value'],
  ["a value for a flag that takes none", ["--list=x"], 2, '"--list" takes no value'],
  ["a flag given twice", [...whole, "--suite=merge"], 2, '"--suite" is given twice'],
  ["an update without a reason", [...whole, "--update-known-failures"], 2, "--because"],
  ["a reason without an update", [...whole, "--because=x"], 2, "--update-known-failures"],
  ["an unknown reference", [...whole, "--reference=kernle"], 2, '"kernle"', '"kernel"'],
  ["an option of an adapter without a value", [...whole, "--adapter-option=fs"], 2, '"fs"'],
  [
    "an unknown option of an adapter",
    [...whole, "--adapter-option=sf=ext4"],
    3,
    '"sf"',
    "choose among api, cover, fs, lower, stack",
  ],
  ["an unknown value of an option", [...whole, "--adapter-option=fs=zfs"], 3, '"zfs"', "ext4"],
  ["results that cannot be written", [...whole, "--json=none/x.json"], 2, '"--json"', "none"],
  ["nothing to replay", ["replay"], 2, "replay ID|FILE"],
  ["a file to replay that is not there", ["replay", "none.json"], 2, '"none.json"'],
  ["a directory to replay", ["replay", "."], 2, 'cannot read "."'],
  ["broken JSON to replay", ["replay", "bad.json"], 2, "bad.json", "not JSON"],
  ["a scenario of an unknown version", ["replay", "other.json"], 2, "other.json", "version 7"],
  ["a document without a scenario", ["replay", "no-scenario.json"], 2, "no scenario"],
  ["an unknown format", ["replay", String(id), "--emit=yaml"], 2, '"yaml"'],
  ["one file to compare", ["diff", "bad.json"], 2, "diff A.json B.json"],
  ["a file to compare that is not there", ["diff", "none.json", "bad.json"], 2, '"none.json"'],
  ["broken JSON to compare", ["diff", "bad.json", "bad.json"], 2, "bad.json", "line 1, column"],
  ["nothing to merge", ["merge"], 2, "merge needs files"],
  ["an empty file to merge", ["merge", "empty.json"], 2, "empty.json", "not complete"],
  ["results of an unknown version", ["merge", "other.json"], 2, "other.json"],
  ["an adapter that throws", ["--adapter=./throws.mjs"], 3, "the disk is on fire"],
  ["a module without an adapter", ["--adapter=./no-default.mjs"], 3, "no default export"],
  ["half an adapter", ["--adapter=./half.mjs"], 3, "no probe, open"],
  ["a program that is not there", ["--adapter=exec:./none"], 2, '"./none"'],
  ["a program that is not on PATH", ["--adapter=exec:no-such-program"], 2, '"no-such-program"'],
  ["no program", ["--adapter=exec:"], 2, "names no program"],
  ["a program that says something else", ["--adapter=exec:./garbage.sh"], 3, "hello there"],
  ["a program that ends at once", ["--adapter=exec:./ends.sh"], 3, "code 9", "on fire"],
];

/** One of each exit code, and one that another command than a run refuses. */
const alone = ["an unknown flag", "half an adapter", "broken JSON to compare"];

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

function expectRefusal({ stderr, ...ended }: Ended, [, , exitCode, ...says]: Case): void {
  expect({ ...ended, stderr }).toMatchObject({ exitCode, stdout: "" });
  for (const each of says) expect(stderr).toMatch(each);
  // One message, and no stack.
  expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
  expect(stderr.split("\n").length, stderr).toBeLessThanOrEqual(3);
}

describe("the command refuses", () => {
  test.for(cases.map((each) => [each[0], each] as const))("%s", async ([, each]) => {
    const ended = await command.run(each[1], directory.path);
    expect(ended.exitCode).toBe(each[2]);
    expectRefusal(ended, each);
  });

  test.for(alone)("%s, in a process of its own", async (what) => {
    const found = cases.find(([name]) => name === what);
    if (found === undefined) throw new Error(`there is no case "${what}"`);
    const ended = await conformance(found[1], directory.path);
    expect(ended.exitCode).toBe(found[2]);
    expectRefusal(ended, found);
  });

  test.for([
    ["that are no JSON", "{", "not JSON"],
    ["of a scenario that is not there", known([{ ...entry, id: `${id}x` }]), "entries[0].id"],
    ["without a reason", known([{ ...entry, because: " " }]), "entries[0].because"],
    ["listed twice", known([entry, entry]), "entries[1].id"],
  ] as const)("known failures %s", async ([, json, place]) => {
    await using own = await directoryWith({ "adapter.mjs": adapter, "known-failures.json": json });
    const ended = await command.run(["--adapter=./adapter.mjs", "--reference=none"], own.path);
    expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
    expect(ended.stderr).toContain("known-failures.json");
    expect(ended.stderr).toContain(place);
  });
});
