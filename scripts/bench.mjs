// What a judged run costs beside the same system calls issued bare, side by side in one run.
// Usage: npm run bench [-- --scenarios=5000] [--jobs=2]
import { readFileSync, readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { execa } from "execa";
import { build } from "../bin/build.mjs";

build();
const { agentCommand } = await import("../dist/harness/run/launch.js");
const { AgentClient } = await import("../dist/harness/run/agent-client.js");
const { suites } = await import("../dist/suites/index.js");
const { built } = await import("../dist/harness/run/where.js");

const { values } = parseArgs({
  options: {
    scenarios: { type: "string", default: "5000" },
    jobs: { type: "string", default: "2" },
  },
});
const jobs = Number(values.jobs);
const all = suites.flatMap(({ scenarios }) => scenarios);
const repeat = Math.ceil(Number(values.scenarios) / all.length);
const scenarios = repeat * all.length;
const steps = repeat * all.reduce((sum, each) => sum + each.steps.length, 0);

/** User and system milliseconds and resident bytes of each process below a pid, with what it is. */
function processes(root) {
  const stats = readdirSync("/proc").flatMap((pid) => (/^\d+$/.test(pid) ? read(pid) : []));
  const children = new Set([root]);
  for (let size = 0; size !== children.size;) {
    size = children.size;
    for (const { pid, parent } of stats) if (children.has(parent)) children.add(pid);
  }
  return stats.filter(({ pid }) => children.has(pid));
}

function read(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return [
      {
        pid: Number(pid),
        parent: Number(fields[1]),
        role: roleOf(command),
        user: Number(fields[11]) * 10,
        system: Number(fields[12]) * 10,
        bytes: Number(fields[21]) * 4096,
      },
    ];
  } catch {
    return []; // it has just ended
  }
}

function roleOf(command) {
  if (command.startsWith("unshare")) return "namespaces";
  if (command.includes("harness/agent/main.js")) return "agents";
  return command.includes("bin/conformance.mjs") ? "command line" : "vitest workers";
}

/** The whole run as its user starts it, watched from outside. */
async function whole() {
  const started = performance.now();
  const child = execa("node", [
    "bin/conformance.mjs",
    "--adapter=kernel",
    `--repeat=${repeat}`,
    `--jobs=${jobs}`,
  ]);
  let first;
  child.stderr.once("data", () => (first = performance.now() - started));
  const costs = new Map();
  let peak = 0;
  const timer = setInterval(() => {
    const now = processes(child.pid);
    peak = Math.max(
      peak,
      now.reduce((sum, { bytes }) => sum + bytes, 0),
    );
    for (const each of now) costs.set(each.pid, each);
  }, 50);
  const { stdout } = await child;
  clearInterval(timer);
  return {
    ms: performance.now() - started,
    first,
    peak,
    costs: [...costs.values()],
    last: stdout.split("\n").at(-1),
  };
}

/** The same scenarios on as many agents, from start to end, with nothing looked at and nothing judged. */
async function bare(observe) {
  const started = performance.now();
  const command = agentCommand({
    module: `file://${built("adapters/kernel/adapter.js")}`,
    mounted: true,
    options: {},
  });
  await Promise.all(
    Array.from({ length: jobs }, async (_, job) => {
      const client = await AgentClient.open({ command, deadlineMs: 60_000 });
      const mine = Array.from({ length: repeat }, () =>
        all.filter((_, index) => index % jobs === job),
      ).flat();
      const window = [];
      for (const scenario of mine) {
        window.push(client.run(scenario, observe));
        if (window.length >= 8) await window.shift();
      }
      await Promise.all(window);
      await client.close();
    }),
  );
  return performance.now() - started;
}

const rate = (count, ms) => `${Math.round((count * 1000) / ms)}/s`;
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

console.log(
  `${scenarios} scenarios (${all.length} x ${repeat}), ${steps} steps, ${jobs} jobs, node ${process.version}`,
);
const bareMs = await bare("never");
const judged = await whole();
const bareAgainMs = await bare("never");
const lookedMs = await bare("each");
const fastest = Math.min(bareMs, bareAgainMs);

console.log(
  `\nwhole run            ${seconds(judged.ms)}  ${rate(scenarios, judged.ms)} scenarios  ${rate(steps, judged.ms)} judged steps`,
);
console.log(`bare system calls    ${seconds(bareMs)} before, ${seconds(bareAgainMs)} after`);
console.log(`observed, not judged ${seconds(lookedMs)}`);
console.log(
  `ratio                ${(judged.ms / fastest).toFixed(2)} (whole run : the faster of the bare ones)`,
);
console.log(`first verdict        ${seconds(judged.first)} after process start`);
console.log(
  `peak memory          ${Math.round(judged.peak / 2 ** 20)} MB resident, all processes together`,
);
console.log(`\nwhere the time goes, CPU per scenario`);
for (const role of ["agents", "vitest workers", "command line", "namespaces"]) {
  const mine = judged.costs.filter((each) => each.role === role);
  const sum = (key) => mine.reduce((total, each) => total + each[key], 0);
  const micro = (ms) => `${Math.round((ms * 1000) / scenarios)} us`;
  console.log(
    `  ${role.padEnd(15)} ${micro(sum("user")).padStart(8)} user ${micro(sum("system")).padStart(8)} system`,
  );
}
console.log(`\n${judged.last}`);
