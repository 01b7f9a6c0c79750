import { parentPort } from "node:worker_threads";
import type { Call } from "../language/step.ts";
import type { Outcome } from "../language/transcript.ts";
import { calls } from "./calls.ts";
import type { Held, Setting } from "./context.ts";
import { perform } from "./perform.ts";
import { type Chosen, Standpoint, must, settle } from "./place.ts";
import { system } from "./syscalls.ts";

/*
 * One lane, on a thread of its own. It shares descriptors and memory with the agent; root, working directory and umask
 * are its own, so that lanes can act in different places at once.
 */

export interface LaneRequest extends Setting {
  readonly calls: readonly Call[];
  readonly held: Held;
  readonly umask: number;
  readonly cwd: Chosen | undefined;
  /** Two numbers: how many lanes have come, and whether they may go. */
  readonly gate: Int32Array;
  readonly lanes: number;
}

export type LaneAnswer =
  | "ready"
  | { readonly outcomes: readonly Outcome[]; readonly held: Held }
  | { readonly fault: string };

/** Lanes start when the last one has come: else the first would be done before the second is awake. */
function passGate(gate: Int32Array, lanes: number): void {
  if (Atomics.add(gate, 0, 1) + 1 === lanes) {
    Atomics.store(gate, 1, 1);
    Atomics.notify(gate, 1);
  }
  while (Atomics.load(gate, 1) === 0) Atomics.wait(gate, 1, 0);
}

function carryOut(request: LaneRequest): LaneAnswer {
  const { layers, xattrPrefix, held, gate, lanes } = request;
  const standpoint = new Standpoint(layers, request.cwd);
  // A handle comes as plain bytes.
  const handles = new Map([...held.handles].map(([name, b]) => [name, Buffer.from(b)]));
  const context = { ...held, layers, xattrPrefix, standpoint, handles };
  calls.umask(request.umask);
  passGate(gate, lanes);
  try {
    const outcomes = request.calls.map((call) => perform(context, call));
    const { slots, maps, watches, processes } = context;
    return { outcomes, held: { slots, maps, handles, watches, processes } };
  } catch (error) {
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    standpoint.leave();
  }
}

const CLONE_FS = 0x200;
must(system("unshare", "i")(CLONE_FS), "part a lane's root from the agent's");
settle();
parentPort?.on("message", (request: LaneRequest) => parentPort?.postMessage(carryOut(request)));
parentPort?.postMessage("ready" satisfies LaneAnswer);
