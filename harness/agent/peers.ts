import type { Call } from "../language/step.ts";
import type { Outcome } from "../language/transcript.ts";
import type { Context } from "./context.ts";
import type { PeerProcess } from "./peer-process.ts";

/** Processes that no scenario uses now. */
const idle: PeerProcess[] = [];

/** The other processes of one scenario, by their names: started when first named, handed on to the next scenario. */
export class Peers {
  readonly #context: Context;
  readonly #peers = new Map<string, PeerProcess>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** So that lanes do not wait for a process to start. */
  async start(names: readonly string[]): Promise<void> {
    for (const name of names) await this.#peer(name);
  }

  async perform(name: string, calls: readonly Call[]): Promise<readonly Outcome[]> {
    return (await this.#peer(name)).ask({ type: "perform", calls });
  }

  /** They let go of what would keep the mount busy beside what they hold open. */
  async leave(): Promise<void> {
    for (const peer of this.#peers.values()) await peer.ask({ type: "leave" });
  }

  async end(): Promise<void> {
    const peers = [...this.#peers.values()];
    this.#peers.clear();
    const ended = await Promise.allSettled(peers.map((peer) => peer.ask({ type: "end" })));
    // One that has died was reported by the step that it died in.
    idle.push(...peers.filter((_, index) => ended[index]?.status === "fulfilled"));
  }

  async #peer(name: string): Promise<PeerProcess> {
    const known = this.#peers.get(name);
    if (known !== undefined) return known;
    this.#context.standpoint.home();
    const peer = idle.pop() ?? (await startPeer());
    this.#peers.set(name, peer);
    const { layers, xattrPrefix } = this.#context;
    await peer.ask({ type: "begin", setting: { layers, xattrPrefix } });
    return peer;
  }
}

/** Most runs need none: what starts them is loaded for the first. */
async function startPeer(): Promise<PeerProcess> {
  const { PeerProcess } = await import("./peer-process.ts");
  return new PeerProcess();
}
