import type { Call } from "../language/step.ts";
import type { Outcome } from "../language/transcript.ts";
import type { Context } from "./context.ts";
import { InTurn } from "./in-turn.ts";
import { performLanes } from "./lanes.ts";
import { Peers } from "./peers.ts";
import { kernelInUse } from "./syscalls.ts";

/** Lanes and the other processes of one scenario. */
export interface Elsewhere {
  perform(lanes: readonly (readonly Call[])[]): Promise<readonly (readonly Outcome[])[]>;
  /** They let go of what would keep the mount busy beside what they hold open. */
  leave(): Promise<void>;
  end(): Promise<void>;
}

/** On threads and in processes; of a kernel in this one, which has neither, one after another. */
export function elsewhere(context: Context): Elsewhere {
  const peers = new Peers(context);
  const inTurn = new InTurn(context);
  return {
    async perform(lanes) {
      const kernel = kernelInUse();
      return kernel === undefined
        ? performLanes(context, peers, lanes)
        : inTurn.perform(kernel, lanes);
    },
    async leave() {
      await peers.leave();
      await inTurn.leave();
    },
    async end() {
      await peers.end();
      await inTurn.end();
    },
  };
}
