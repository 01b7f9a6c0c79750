import type { Call } from "../language/step.ts";
import type { Outcome } from "../language/transcript.ts";
import { calls } from "./calls.ts";
import { type Context, nothingHeld } from "./context.ts";
import type { Kernel } from "./kernel.ts";
import { perform } from "./perform.ts";
import { Standpoint } from "./place.ts";
import { release } from "./release.ts";
import { useKernel } from "./syscalls.ts";

interface Peer {
  readonly kernel: Kernel;
  readonly context: Context;
}

/**
 * Lanes and other processes of a kernel that answers on the agent's own thread. Lanes go one after another: that is one
 * of the orders in which they may happen.
 */
export class InTurn {
  readonly #context: Context;
  readonly #kernel: Kernel;
  readonly #peers = new Map<string, Peer>();

  constructor(context: Context, kernel: Kernel) {
    this.#context = context;
    this.#kernel = kernel;
  }

  async perform(lanes: readonly (readonly Call[])[]): Promise<readonly (readonly Outcome[])[]> {
    return lanes.map((lane) => lane.map((call) => this.#call(call)));
  }

  async leave(): Promise<void> {
    this.#each(({ context }) => context.standpoint.leave());
  }

  async end(): Promise<void> {
    this.#each(({ context }) => release(context));
    this.#peers.clear();
  }

  #call(call: Call): Outcome {
    if (call.by === undefined) return perform(this.#context, call);
    const peer = this.#peer(call.by);
    return this.#within(peer, () => {
      const outcome = perform(peer.context, call);
      // Its root would keep the mount busy.
      peer.context.standpoint.home();
      return outcome;
    });
  }

  #peer(name: string): Peer {
    const known = this.#peers.get(name);
    if (known !== undefined) return known;
    this.#context.standpoint.home();
    const kernel = this.#kernel.fork();
    const { layers, xattrPrefix } = this.#context;
    const context = { layers, xattrPrefix, standpoint: new Standpoint(layers), ...nothingHeld() };
    const peer = { kernel, context };
    this.#within(peer, () => calls.umask(0o022));
    this.#peers.set(name, peer);
    return peer;
  }

  #within<T>({ kernel }: Peer, action: () => T): T {
    const before = useKernel(kernel);
    try {
      return action();
    } finally {
      useKernel(before);
    }
  }

  #each(action: (peer: Peer) => void): void {
    for (const peer of this.#peers.values()) this.#within(peer, () => action(peer));
  }
}
