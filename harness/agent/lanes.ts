import type { Call } from "../language/step.ts";
import type { Outcome } from "../language/transcript.ts";
import type { Context } from "./context.ts";
import type { LaneRequest } from "./lane.ts";
import type { Peers } from "./peers.ts";
import { adopt, processOf, umaskNow } from "./take-over.ts";
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
  const umask = umaskNow();
  const gate = new Int32Array(new SharedArrayBuffer(8));
  const cwd = standpoint.cwd;
  return { layers, xattrPrefix, held, umask, cwd, gate, lanes } satisfies Omit<
    LaneRequest,
    "calls"
  >;
}
