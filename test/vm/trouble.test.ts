import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import {
  fallocate,
  file,
  mkdir,
  mknod,
  mount,
  on,
  open,
  suite,
  unlink,
  write,
} from "../../harness/language/index.ts";
import { AgentClient } from "../../harness/run/agent-client.ts";
import { register } from "../../harness/run/registry.ts";
import { fetchedKernel } from "./machine.ts";
import { isWhole } from "../part.ts";

/* Whatever happens to a guest, it costs the scenario in which it happens its verdict, and nothing else. */

const plain = { cites: [], lowers: [[file("/f", "lower")]] };

/** Into a file that the kernel reads as a command. */
const command = (type: string, path: string, text: string) => [
  on("root", mkdir("/made")),
  on("root", mount("made", "/made", type, [])),
  on("root", open("command", `/made/${path}`, ["O_WRONLY"])),
  write("command", text),
];

const { scenarios } = suite("trouble", [
  { ...plain, title: "fine", steps: [unlink("/f")] },
  { ...plain, title: "panic", steps: command("proc", "sysrq-trigger", "c") },
  {
    ...plain,
    title: "warning",
    steps: command("devtmpfs", "kmsg", "<4>WARNING: CPU: 0 PID: 1 at fs/overlayfs/made.c:1\n"),
  },
  {
    ...plain,
    title: "memory",
    steps: [
      on("root", mkdir("/made")),
      on("root", mount("made", "/made", "tmpfs", [], "size=2G")),
      on("root", open("large", "/made/f", ["O_RDWR", "O_CREAT"], 0o600)),
      fallocate("large", [], 0, 1_500_000_000),
    ],
  },
  {
    ...plain,
    title: "hang",
    steps: [mknod("/p", "fifo", 0o600), open("never", "/p", ["O_RDONLY"])],
  },
]);

const byTitle = (title: string) => {
  const found = scenarios.find(({ id }) => id === `trouble/${title}`);
  if (found === undefined) throw new Error(`there is no scenario "${title}"`);
  return found;
};

/** Processes below this one, by their first word. */
function processesCalled(program: string): readonly number[] {
  const below = new Set([process.pid]);
  const found: number[] = [];
  // A child has a larger number than its parent, unless numbers have begun anew.
  for (const pid of readdirSync("/proc")
    .map(Number)
    .filter(Boolean)
    .toSorted((a, b) => a - b)) {
    const stat = readOf(`/proc/${pid}/stat`);
    if (!below.has(Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]))) continue;
    below.add(pid);
    if (readOf(`/proc/${pid}/cmdline`).split("\0")[0] === program) found.push(pid);
  }
  return found;
}

/** Empty of a process that has just ended. */
function readOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

const cases = [
  ["panic", "crash", 3, "Kernel panic"],
  ["warning", "crash", 4, "WARNING: CPU"],
  ["memory", "crash", 3, "oom-killer"],
  ["hang", "hang", 1, "no answer within"],
] as const;

test.runIf(isWhole)(
  "a guest in trouble costs one verdict, with what its kernel said",
  { timeout: 300_000 },
  async (context) => {
    const kernel = fetchedKernel(context);
    const { command } = await register("vm", { kernel });
    const client = await AgentClient.open({ command, deadlineMs: 5000 });
    const order = cases.flatMap(([title]) => [title, "fine"]);
    const reports = await Promise.all(
      order.map(async (title) => client.run(byTitle(title), "end")),
    );
    await client.close();
    for (const [index, [title, kind, step, message]] of cases.entries()) {
      const report = reports[index * 2];
      expect(report, title).toMatchObject({ kind, step });
      expect(report !== undefined && "message" in report && report.message).toContain(message);
      expect(reports[index * 2 + 1], `after ${title}`).toMatchObject({ kind: "done" });
    }
  },
);

test.runIf(isWhole)(
  "a virtual machine that is killed costs one verdict",
  { timeout: 300_000 },
  async (context) => {
    const kernel = fetchedKernel(context);
    const { command } = await register("vm", { kernel });
    const client = await AgentClient.open({ command, deadlineMs: 120_000 });
    const reports = ["fine", "hang", "fine"].map(async (title) =>
      client.run(byTitle(title), "end"),
    );
    // The second one never ends by itself.
    expect(await reports[0]).toMatchObject({ kind: "done" });
    const machines = processesCalled("qemu-system-x86_64");
    expect(machines).toHaveLength(1);
    for (const pid of machines) process.kill(pid, "SIGKILL");
    const [, killed, after] = await Promise.all(reports);
    await client.close();
    expect(killed).toMatchObject({ kind: "crash" });
    expect(killed !== undefined && "message" in killed && killed.message).toContain(
      "signal SIGKILL",
    );
    expect(after).toMatchObject({ kind: "done" });
  },
);
