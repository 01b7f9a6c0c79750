import type { Call } from "../language/step.ts";
import type { Outcome } from "../language/transcript.ts";
import { calls } from "./calls.ts";
import { killChild } from "./child.ts";
import { type Context, type Held, unmap } from "./context.ts";
import type { LaneRequest } from "./lane.ts";
import type { Peers } from "./peers.ts";
import { ask, threadsFor } from "./threads.ts";

type Lane = readonly Call[];
type Outcomes = readonly Outcome[];

/**
 * Carries out lanes at the same time: each on a thread of the agent, or in the other process that all its steps name.
 * Every lane begins with what the scenario holds; what they changed is the scenario's when all have ended.
 */
export async function performLanes(
  context: Context,
  peers: Peers,
  lanes: readonly Lane[],
): Promise<readonly Outcomes[]> {
  context.standpoint.home();
  const processes = lanes.map(processOf);
  await peers.start(processes.filter((name) => name !== undefined));
  const own = lanes.filter((_, index) => processes[index] === undefined);
  const threads = await threadsFor(own.length);
  const request = requestFor(context, own.length);
  const before = request.held;
  const ended = await Promise.allSettled(
    lanes.map(async (lane, index) => {
      const name = processes[index];
      if (name !== undefined) return { outcomes: await peers.perform(name, lane) };
      const thread = threads[own.indexOf(lane)];
      if (thread === undefined) throw new Error("Cannot carry out a lane: it has no thread");
      return ask(thread, { ...request, calls: lane });
    }),
  );
  return ended.map((end) => {
    if (end.status === "rejected") throw end.reason;
    if ("held" in end.value) adopt(context, before, end.value.held);
    return end.value.outcomes;
  });
}

function requestFor({ layers, xattrPrefix, standpoint, ...rest }: Context, lanes: number) {
  const { slots, maps, handles, watches, processes } = rest;
  const held = structuredClone({ slots, maps, handles, watches, processes });
  const umask = calls.umask(0);
  calls.umask(umask);
  const gate = new Int32Array(new SharedArrayBuffer(8));
  const cwd = standpoint.cwd;
  return { layers, xattrPrefix, held, umask, cwd, gate, lanes } satisfies Omit<
    LaneRequest,
    "calls"
  >;
}

/** The process of all steps of a lane; undefined for the scenario's own. */
function processOf(lane: Lane): string | undefined {
  const names = new Set(lane.map(({ by }) => by));
  if (names.size > 1)
    throw new Error("Cannot carry out a lane in several processes: give each a lane of its own");
  return [...names][0];
}

/** Takes over what a lane opened, closed and replaced. Of what several lanes left under one name, the last counts. */
function adopt(context: Context, before: Held, after: Held): void {
  takeOver(context.slots, before.slots, after.slots, (_, fd) => calls.close(fd));
  takeOver(context.maps, before.maps, after.maps, (name) => unmap(context, name));
  takeOver(context.processes, before.processes, after.processes, (_, pid) => killChild(pid));
  takeOver(context.watches, before.watches, after.watches);
  takeOver(context.handles, before.handles, after.handles);
}

function takeOver<T>(
  now: Map<string, T>,
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  discard?: (name: string, value: T) => void,
): void {
  for (const [name, value] of after) {
    if (same(value, before.get(name))) continue;
    const other = now.get(name);
    // Another lane left it. What was there before, the lane has given back by itself.
    if (other !== undefined && !same(other, before.get(name))) discard?.(name, other);
    now.set(name, value);
  }
  for (const name of before.keys())
    if (!after.has(name) && same(now.get(name), before.get(name))) now.delete(name);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
