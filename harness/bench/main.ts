import { parseArgs } from "node:util";
import { suites } from "../../suites/index.ts";
import { type MachineRun, machineRun } from "./machine.ts";
import { bareRun } from "./bare.ts";
import { benchOverlayTs } from "./overlay-ts.ts";
import { roles } from "./processes.ts";
import { type WholeRun, wholeRun } from "./whole.ts";

/** Prints what a judged run costs, side by side with what it judges. */
export async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      scenarios: { type: "string", default: "5000" },
      jobs: { type: "string", default: "2" },
      // What is not of interest now takes minutes.
      only: { type: "string" },
    },
  });
  const jobs = Number(values.jobs);
  if (values.only === "machine") {
    printMachine(await machineRun(jobs));
    return;
  }
  if (values.only !== undefined) {
    throw new Error(`--only knows machine, not "${values.only}"`);
  }
  const all = suites.flatMap(({ scenarios }) => scenarios);
  const repeat = Math.ceil(Number(values.scenarios) / all.length);
  const count = repeat * all.length;
  const steps = repeat * all.reduce((sum, each) => sum + each.steps.length, 0);
  console.log(
    `${count} scenarios (${all.length} x ${repeat}), ${steps} steps, ${jobs} jobs, node ${process.version}\n`,
  );
  const before = await bareRun(all, repeat, jobs, "never");
  const whole = await wholeRun(repeat, jobs);
  const after = await bareRun(all, repeat, jobs, "never");
  const looked = await bareRun(all, repeat, jobs, "as asked");
  printTimes(whole, count, steps, { before, after, looked });
  printCosts(whole, count);
  console.log(`\n${whole.closing}`);
  await benchOverlayTs();
  printMachine(await machineRun(jobs));
}

function printMachine(machine: MachineRun | undefined): void {
  if (machine === undefined) {
    console.log("\nno virtual machine: npm run kernels -- fetch 6.12");
    return;
  }
  const { kernel, coldMs, restoredMs, poweredMs, suiteMs, guestMebibytes, peakBytes, closing } =
    machine;
  console.log(`\nvirtual machine, kernel ${kernel}`);
  printRows([
    ["first verdict, cold", `${seconds(coldMs)} after process start, with the boot`],
    [
      "from a snapshot",
      `${seconds(poweredMs)} after power-on; ${seconds(restoredMs)} after process start`,
    ],
    ["whole suite", seconds(suiteMs)],
    ["guest memory", `${guestMebibytes} MB; a guest takes ${Math.round(peakBytes / 2 ** 20)} MB`],
  ]);
  console.log(closing);
}

function printRows(rows: readonly (readonly [string, string])[]): void {
  for (const [name, value] of rows) console.log(`${name.padEnd(22)} ${value}`);
}

interface BareTimes {
  readonly before: number;
  readonly after: number;
  readonly looked: number;
}

function printTimes(whole: WholeRun, count: number, steps: number, bare: BareTimes): void {
  const rate = (many: number): string => `${Math.round((many * 1000) / whole.ms)}/s`;
  const ratio = whole.ms / Math.min(bare.before, bare.after);
  printRows([
    ["whole run", `${seconds(whole.ms)}: ${rate(count)} scenarios, ${rate(steps)} judged steps`],
    ["bare system calls", `${seconds(bare.before)} before it, ${seconds(bare.after)} after it`],
    ["looked at, not judged", seconds(bare.looked)],
    ["ratio", `${ratio.toFixed(2)}, whole run to the faster of the bare ones`],
    ["first verdict", `${seconds(whole.firstVerdictMs)} after process start`],
    ["peak memory", `${Math.round(whole.peakBytes / 2 ** 20)} MB resident in all processes`],
  ]);
}

function printCosts({ costs }: WholeRun, count: number): void {
  const micro = (ms: number): string => `${Math.round((ms * 1000) / count)} us`.padStart(8);
  console.log("\nwhere the time goes: processor time per scenario");
  for (const role of roles) {
    const mine = costs.filter((each) => each.role === role);
    const user = mine.reduce((sum, each) => sum + each.user, 0);
    const system = mine.reduce((sum, each) => sum + each.system, 0);
    console.log(`  ${role.padEnd(20)} ${micro(user)} user ${micro(system)} system`);
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
