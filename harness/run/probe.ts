import { AgentClient, UnavailableError } from "./agent-client.ts";
import { ProtocolError } from "./agent-process.ts";
import type { Ready } from "../language/protocol.ts";
import { type Registered, type AdapterOptions, register } from "./registry.ts";

/** An adapter cannot be loaded, or cannot run here: exit 3. */
export class CannotRunError extends Error {
  constructor(label: string, reason: string, remedy: string) {
    super(`adapter "${label}" cannot run here: ${reason}\n  what to do: ${remedy}`);
    this.name = "CannotRunError";
  }
}

export interface Probed extends Registered {
  readonly info: Ready;
  readonly options: AdapterOptions;
}

/**
 * Starts the adapter's agent once, to learn what it can do.
 * @throws CannotRunError, UnknownAdapterError, AdapterLoadError
 */
export async function probe(
  label: string,
  options: AdapterOptions,
  deadlineMs: number,
): Promise<Probed> {
  const registered = await register(label, options);
  try {
    const client = await AgentClient.open({ command: registered.command, deadlineMs });
    await client.close();
    const { info } = client;
    const known = registered.own ? [`--known=${JSON.stringify(info.features)}`] : [];
    return { ...registered, command: [...registered.command, ...known], info, options };
  } catch (error) {
    if (error instanceof UnavailableError) {
      throw new CannotRunError(label, error.message, error.remedy);
    }
    if (error instanceof ProtocolError) {
      throw new CannotRunError(
        label,
        error.message,
        "see docs/protocol.md for what an agent has to say",
      );
    }
    throw error;
  }
}
