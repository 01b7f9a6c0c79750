import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { expect, test } from "vitest";
import {
  type Steps,
  as,
  by,
  chdir,
  chmod,
  concurrently,
  mkdir,
  mkfs,
  mknod,
  mountLoop,
  on,
  open,
  readFile,
  spawn,
} from "../../harness/language/index.ts";
import { numberOf } from "../../harness/agent/numbers.ts";
import type { IdentifiedScenario } from "../../harness/language/scenario.ts";
import { AgentClient } from "../../harness/run/agent-client.ts";
import { few, isQuick } from "../part.ts";
import { cases } from "./cases/case.ts";
import { isRoot } from "./kernel.ts";
import {
  type Process,
  agentOf,
  loopsOn,
  markedAgent,
  membersOf,
  processes,
  scratchDevice,
  surroundings,
  waitOf,
} from "./traces.ts";

/* However an agent ends: no process, no mount, no loop device and no directory of it is left. */

const patience = { timeout: 10_000 };

/** A mount on a loop device, with a descriptor open in it. */
const disk: Steps = on(
  "root",
  mkdir("/d"),
  mkfs("/disk", "ext4"),
  mountLoop("/disk", "/d", "ext4"),
  open("disk", "/d/f", ["O_RDWR", "O_CREAT"]),
);

/** Descriptors, children, another process, lanes: everything that could hold on to a mount. */
const busy: readonly Steps[] = [
  ...(isRoot ? [disk] : []),
  open("r", "/f", ["O_RDWR"]),
  spawn("p", "/pause"),
  by("other", chdir("/d"), open("r", "/f", ["O_RDONLY"]), spawn("p", "/pause")),
  concurrently([open("a", "/d/a", ["O_RDONLY"])], [mkdir("/n")]),
  mknod("/fifo", "fifo", 0o666),
  chmod("/fifo", 0o666),
];
const hang = open("x", "/fifo", ["O_RDONLY"]);
/** The kernel forgets with the credentials that the agent is to die with its parent. */
const hangs = isRoot ? as({ uid: 1000, gid: 1000 }, hang) : [hang];

const table = cases("clean", [
  ["success", busy],
  ["fault", [...busy, concurrently([readFile("/f"), by("other", readFile("/f"))])]],
  ["hang", [...busy, hangs]],
  ["hang in a lane", [...busy, concurrently([hang], [mkdir("/m")])]],
  ["hang in another process", [...busy, by("other", hang)]],
]);

type Title = "success" | "fault" | "hang" | "hang in a lane" | "hang in another process";

function scenarioOf(title: Title): IdentifiedScenario {
  const found = table.find((each) => each.title === title);
  if (found === undefined) throw new Error(`Cannot find the scenario "${title}"`);
  return found;
}

interface Agent extends Process {
  /** Of its scratch, where the images of its disks are. */
  readonly device: string;
}

async function present(mark: string): Promise<Agent> {
  await expect.poll(() => scratchDevice(agentOf(mark)), patience).toBeDefined();
  const agent = agentOf(mark) as Process;
  return { ...agent, device: scratchDevice(agent) ?? "" };
}

/** Until the scenario stands in its last step, which never ends: the opening of a fifo. */
async function stuck(mark: string): Promise<Agent> {
  const agent = await present(mark);
  // The same wait at two looks: an open that is merely seen in passing is not the one that never ends.
  let seen = waitOf(agent);
  const still = (): string | undefined => {
    const before = seen;
    seen = waitOf(agent);
    const same = seen.call === before.call && seen.wakings === before.wakings;
    return same ? seen.call.split(" ")[0] : undefined;
  };
  await expect.poll(still, { ...patience, interval: 100 }).toBe(String(numberOf("openat")));
  return agent;
}

async function nothingLeft(mark: string, agent: Agent, before: unknown): Promise<void> {
  const left = () => [
    ...membersOf(agent.pidNamespace),
    ...processes().filter(({ command }) => command.includes(mark)),
  ];
  await expect.poll(left, patience).toEqual([]);
  await expect.poll(() => loopsOn(agent.device), patience).toEqual([]);
  expect(surroundings()).toEqual(before);
}

const ends: readonly (readonly [Title, string])[] = [
  ["success", "done"],
  ["fault", "error"],
  ["hang in another process", "hang"],
  ["hang", "hang"],
  ["hang in a lane", "hang"],
];

test.for(isQuick ? ends.slice(0, 3) : ends)(
  "nothing is left after: %s",
  { timeout: 30_000 },
  async ([title, kind]) => {
    const before = surroundings();
    const { mark, command } = markedAgent();
    const client = await AgentClient.open({ command, deadlineMs: 1000 });
    const agent = await present(mark);
    const scenario = scenarioOf(title);
    const last = scenario.steps.length - 1;
    expect(await client.run(scenario, "each")).toMatchObject(
      kind === "hang" ? { kind, step: last } : { kind },
    );
    // The next scenario finds a usable agent.
    expect(await client.run(scenarioOf("success"), "each")).toMatchObject({ kind: "done" });
    await client.close();
    await nothingLeft(mark, agent, before);
  },
);

test("nothing is left after a crash", { timeout: 30_000 }, async () => {
  const before = surroundings();
  const { mark, command } = markedAgent();
  const client = await AgentClient.open({ command, deadlineMs: 30_000 });
  const scenario = scenarioOf("hang");
  const report = client.run(scenario, "each");
  const agent = await stuck(mark);
  process.kill(agent.pid, "SIGKILL");
  expect(await report).toMatchObject({ kind: "crash", step: scenario.steps.length - 1 });
  await client.close();
  await nothingLeft(mark, agent, before);
});

const signals = ["SIGKILL", "SIGINT", "SIGTERM"] as const;

test.for(few(signals))(
  "nothing is left after %s to the parent",
  { timeout: 30_000 },
  async (signal) => {
    const before = surroundings();
    const { mark, command } = markedAgent();
    const program = fileURLToPath(new URL("parent.mjs", import.meta.url));
    const scenario = JSON.stringify(scenarioOf("hang"));
    const parent = execa(process.execPath, [program, JSON.stringify(command), scenario], {
      reject: false,
    });
    const agent = await stuck(mark);
    parent.kill(signal);
    expect(await parent).toMatchObject({ signal });
    await nothingLeft(mark, agent, before);
  },
);
