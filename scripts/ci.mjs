#!/usr/bin/env node
// The matrix of CI, one command a step: `plan`, `part`, `merge`; and `all`, which is the same on this machine alone.
import { appendFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const program = fileURLToPath(new URL("../bin/conformance.mjs", import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    adapters: { type: "string", default: "kernel,zenfs" },
    // Images of runners stand for kernels: each has its own.
    runners: { type: "string", default: "ubuntu-22.04,ubuntu-24.04" },
    shards: { type: "string", default: "2" },
    adapter: { type: "string", default: "kernel" },
    options: { type: "string", default: "" },
    shard: { type: "string", default: "1/1" },
    expect: { type: "string" },
    out: { type: "string", default: "conformance" },
  },
});

/** @param {string} text */
const listOf = (text) => text.split(/[\s,]+/).filter((each) => each !== "");

/**
 * Every job of the matrix: an adapter on a kernel, one part of the areas.
 * @param {string[]} runners
 */
function jobs(runners) {
  const count = Number(values.shards);
  if (!Number.isInteger(count) || count < 1) throw new Error(`--shards: "${values.shards}"`);
  const shards = Array.from({ length: count }, (_, index) => `${index + 1}/${count}`);
  return runners.flatMap((runner) =>
    listOf(values.adapters).flatMap((adapter) =>
      shards.map((shard) => {
        const name = `${runner} ${adapter} ${shard}`;
        return { runner, adapter, shard, part: name.replaceAll(/[^\w.-]+/g, "_") };
      }),
    ),
  );
}

/**
 * Runs the command line, shows what it says, and gives its exit code.
 * @param {string[]} args
 */
async function conformance(args) {
  // Only here: planning needs nothing installed.
  const { execa } = await import("execa");
  const { exitCode = 1 } = await execa(process.execPath, [program, ...args], {
    stdio: "inherit",
    reject: false,
  });
  return exitCode;
}

/**
 * One job. What is red in it is said by its exit code, after its results are written.
 * @param {{ adapter: string, shard: string, file: string, options: string }} job
 */
async function part({ adapter, shard, file, options }) {
  const given = listOf(options).map((option) => `--adapter-option=${option}`);
  return conformance([`--adapter=${adapter}`, ...given, `--shard=${shard}`, `--json=${file}`]);
}

/**
 * All parts to one report; red where one of them is missing, or `failed`.
 * @param {string} directory
 * @param {string} out
 * @param {number} expected
 * @param {boolean} failed
 */
async function merge(directory, out, expected, failed) {
  const entries = readdirSync(directory, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  console.log(`merging ${files.length} of ${expected} parts`);
  const summary = process.env["GITHUB_STEP_SUMMARY"] ?? join(out, "summary.md");
  mkdirSync(out, { recursive: true });
  const code = await conformance([
    "report",
    ...files,
    `--report=${out}`,
    `--markdown=${summary}`,
    `--junit=${join(out, "junit.xml")}`,
    `--ctrf=${join(out, "ctrf.json")}`,
    `--badges=${join(out, "badges")}`,
  ]);
  if (files.length !== expected) console.error(`${expected - files.length} parts are missing`);
  return code !== 0 ? code : Number(failed || files.length !== expected);
}

/** @type {Record<string, () => Promise<number>>} */
const commands = {
  plan: async () => {
    const include = jobs(listOf(values.runners));
    const lines = `matrix=${JSON.stringify({ include })}\nparts=${include.length}\n`;
    const output = process.env["GITHUB_OUTPUT"];
    if (output === undefined) process.stdout.write(lines);
    else appendFileSync(output, lines);
    return 0;
  },
  part: async () => {
    const { adapter, shard, options, out } = values;
    return part({ adapter, shard, options, file: out });
  },
  merge: async () => {
    const failed = process.env["PARTS_RESULT"] === "failure";
    return merge(positionals[1] ?? "parts", values.out, Number(values.expect), failed);
  },
  all: async () => {
    const directory = join(values.out, "parts");
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    let failed = false;
    const all = jobs(["here"]);
    for (const { part: name, ...job } of all) {
      console.log(`${job.adapter} ${job.shard}`);
      const file = join(directory, `${name}.json`);
      const code = await part({ ...job, file, options: values.options });
      failed ||= code !== 0;
    }
    return merge(directory, values.out, all.length, failed);
  },
};

const command = commands[positionals[0] ?? ""];
if (command === undefined) {
  console.error(`choose one of ${Object.keys(commands).join(", ")}`);
  process.exit(2);
}
process.exitCode = await command();
