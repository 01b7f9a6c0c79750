// What vagrant-test.mjs does in namespaces of its own. Usage: inside.mjs SCRATCH BOX [flags of conformance]
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { $, chalk } from "zx";
import { boxName } from "../box/description.mjs";
import { startLibvirt } from "./libvirt.mjs";

const [scratch = "", box = "", ...selection] = process.argv.slice(2);
const project = fileURLToPath(new URL("../..", import.meta.url));
const machine = "bookworm";

/** Vagrant keeps nothing in the project, nor in the home of the user. */
const env = {
  ...process.env,
  VAGRANT_HOME: join(scratch, "home"),
  VAGRANT_DOTFILE_PATH: join(scratch, "machines"),
  VAGRANT_CHECKPOINT_DISABLE: "1",
  VAGRANT_DEFAULT_PROVIDER: "libvirt",
  OVERLAY_CONFORMANCE_BOX: boxName,
};

/** @type {[what: string, seconds: number, said: string][]} */
const rows = [];
let failed = false;

/**
 * @param {string} what
 * @param {string[]} command
 */
async function step(what, command) {
  const started = performance.now();
  const { exitCode, stdout } = await $({
    env,
    cwd: project,
    nothrow: true,
    verbose: true,
  })`${command}`;
  const seconds = (performance.now() - started) / 1000;
  const last = stdout.trim().split("\n").at(-1)?.trim() ?? "";
  rows.push([what, seconds, exitCode === 0 ? last : `exit ${exitCode}: ${last}`]);
  failed ||= exitCode !== 0;
  return exitCode === 0;
}

/** @param {string} line */
const there = (line) => ["vagrant", "ssh", machine, "--command", line];
// Mostly a processor is emulated here, and shared with whoever else is at work.
const conformance = ["npm", "run", "--silent", "conformance", "--", "--deadline=40000"];

const steps = [
  [
    "versions here",
    [
      "sh",
      "-c",
      "vagrant --version && libvirtd --version && qemu-system-x86_64 --version | head -1",
    ],
  ],
  ["box add", ["vagrant", "box", "add", "--name", boxName, "--provider", "libvirt", box]],
  ["up", ["vagrant", "up", machine]],
  ["versions there", there("uname -r; node --version")],
  [
    "packages",
    ["vagrant", "upload", join(scratch, "npm-cache.tar"), "/tmp/npm-cache.tar", machine],
  ],
  [
    "npm ci",
    there(
      "mkdir /tmp/cache && tar -xf /tmp/npm-cache.tar -C /tmp/cache && cd /overlay-conformance && npm ci --offline --no-audit --cache=/tmp/cache",
    ),
  ],
  [
    "suite, inside",
    there(
      `cd /overlay-conformance && sudo ${[...conformance, "--adapter=kernel", ...selection].join(" ")}`,
    ),
  ],
  ["suite, from outside", [...conformance, `--adapter=vagrant:${machine}`, ...selection]],
  ["halt", ["vagrant", "halt", machine]],
];

const libvirt = await startLibvirt(scratch);
try {
  for (const [what, command] of steps) {
    if (!(await step(String(what), /** @type {string[]} */ (command)))) break;
  }
} finally {
  await step("destroy", ["vagrant", "destroy", "--force", machine]);
  await libvirt.end();
}
const width = Math.max(...rows.map(([what]) => what.length));
console.log();
for (const [what, seconds, said] of rows)
  console.log(`${what.padEnd(width)} ${seconds.toFixed(1).padStart(7)} s  ${said}`);
console.log(failed ? chalk.red("failed") : chalk.green("passed"));
process.exitCode = Number(failed);
