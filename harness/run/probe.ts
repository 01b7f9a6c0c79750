import { AgentClient } from "./agent-client.ts";
import { ProtocolError } from "./agent-process.ts";
import { CannotRunError, UnavailableError } from "./cannot-run.ts";
import type { Ready } from "../language/protocol.ts";
import { type Registered, type AdapterOptions, register } from "./registry.ts";

export interface Probed extends Registered {
  readonly info: Ready;
  readonly options: AdapterOptions;
  /** What the user named it, where the label tells it from others of the name. */
  readonly asked?: string;
}

/**
 * Starts the adapter's agent once, to learn what it can do.
 * @throws CannotRunError, UnknownAdapterError, AdapterLoadError
 */
export async function probe(
  label: string,
  options: AdapterOptions,
  deadlineMs: number,
  unprivileged = false,
): Promise<Probed> {
  const registered = await register(label, options, unprivileged);
  try {
    const client = await AgentClient.open({ command: registered.command, deadlineMs });
    await client.close();
    const { info } = client;
    const known = registered.own ? [`--known=${JSON.stringify(info.features)}`] : [];
    return { ...registered, command: [...registered.command, ...known], info, options };
  } catch (error) {
    if (error instanceof UnavailableError) {
      throw new CannotRunError(label, error.found);
    }
    if (error instanceof ProtocolError) {
      const remedy = remedyOf(error.message, registered.own);
      throw new CannotRunError(label, { unavailable: error.message, remedy });
    }
    throw error;
  }
}

/** What to do about an agent that did not begin. Our own one begins with its namespaces. */
function remedyOf(message: string, own: boolean): string {
  if (!own) return "see docs/protocol.md for what an agent has to say";
  return message.includes("unshare: ") ? mountRight : "the message is the agent's own";
}

const mountRight = [
  "run as root",
  "or allow user namespaces (sysctl user.max_user_namespaces, kernel.unprivileged_userns_clone)",
  "or, in a container, give it CAP_SYS_ADMIN",
  "or mount in a virtual machine",
  "or judge an in-process adapter, which mounts nothing",
].join("; ");
