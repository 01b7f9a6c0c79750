import type { Call } from "../language/step.ts";
import type { Outcome } from "../language/transcript.ts";
import { calls } from "./calls.ts";
import { type Context, copyOfHeld, nothingHeld } from "./context.ts";
import type { Kernel } from "./kernel.ts";
import { perform } from "./perform.ts";
import { Standpoint, settle } from "./place.ts";
import { release } from "./release.ts";
import { useKernel } from "./syscalls.ts";
import { adopt, processOf, umaskNow } from "./take-over.ts";

/** Who carries calls out: a thread, or another process. */
interface Doer {
  readonly kernel: Kernel;
  readonly context: Context;
}

interface Running {
  readonly lane: readonly Call[];
  readonly outcomes: Outcome[];
  readonly doer: Doer;
  /** It is a thread of the scenario's own process. */
  readonly own: boolean;
}

/** Threads that were needed once, of each kernel. */
const threads = new WeakMap<Kernel, Kernel[]>();

function threadOf(kernel: Kernel, index: number): Kernel {
  const known = threads.get(kernel) ?? [];
  threads.set(kernel, known);
  return (known[index] ??= kernel.thread());
}

/**
 * Lanes and other processes of a kernel that answers on the agent's own thread. Each lane goes on until it has to wait
 * for another one: that is one of the orders in which they may happen.
 */
export class InTurn {
  readonly #context: Context;
  readonly #peers = new Map<string, Doer>();

  constructor(context: Context) {
    this.#context = context;
  }

  async perform(
    kernel: Kernel,
    lanes: readonly (readonly Call[])[],
  ): Promise<readonly (readonly Outcome[])[]> {
    this.#context.standpoint.home();
    const before = copyOfHeld(this.#context);
    const umask = umaskNow();
    const running = lanes.map((lane, index): Running => {
      const name = processOf(lane);
      const doer =
        name === undefined ? this.#thread(kernel, index, umask) : this.#peer(kernel, name);
      return { lane, outcomes: [], doer, own: name === undefined };
    });
    while (running.map(goOn).includes(true));
    for (const { doer, own } of running) {
      if (!own) continue;
      const { kernel: thread, context } = doer;
      within(thread, () => context.standpoint.leave());
      adopt(this.#context, before, context);
    }
    if (running.some(({ lane, outcomes }) => outcomes.length < lane.length))
      throw new Error("Cannot go on: each lane waits for another one");
    return running.map(({ outcomes }) => outcomes);
  }

  async leave(): Promise<void> {
    this.#each(({ context }) => context.standpoint.leave());
  }

  async end(): Promise<void> {
    this.#each(({ context }) => release(context));
    this.#peers.clear();
  }

  /** It begins with what the scenario holds, and where it stands. */
  #thread(process: Kernel, index: number, umask: number): Doer {
    const { layers, xattrPrefix, standpoint } = this.#context;
    const kernel = threadOf(process, index);
    return within(kernel, () => {
      settle();
      calls.umask(umask);
      const own = new Standpoint(layers, standpoint.cwd);
      const context = { layers, xattrPrefix, standpoint: own, ...copyOfHeld(this.#context) };
      return { kernel, context };
    });
  }

  #peer(process: Kernel, name: string): Doer {
    const known = this.#peers.get(name);
    if (known !== undefined) return known;
    const kernel = process.fork();
    const { layers, xattrPrefix } = this.#context;
    const context = { layers, xattrPrefix, standpoint: new Standpoint(layers), ...nothingHeld() };
    const peer = { kernel, context };
    within(kernel, () => calls.umask(0o022));
    this.#peers.set(name, peer);
    return peer;
  }

  #each(action: (peer: Doer) => void): void {
    for (const peer of this.#peers.values()) within(peer.kernel, () => action(peer));
  }
}

/** Whether a lane has come further, before it has to wait or ends. */
function goOn({ lane, outcomes, doer }: Running): boolean {
  const before = outcomes.length;
  const { kernel, context } = doer;
  for (const call of lane.slice(before)) {
    const outcome = within(kernel, () => {
      const made = perform(context, call);
      // Its root would keep the mount busy.
      context.standpoint.home();
      return made;
    });
    if (kernel.waits()) break;
    outcomes.push(outcome);
  }
  return outcomes.length > before;
}

function within<T>(kernel: Kernel, action: () => T): T {
  const before = useKernel(kernel);
  try {
    return action();
  } finally {
    useKernel(before);
  }
}
