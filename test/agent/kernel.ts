import { pathToFileURL } from "node:url";
import { agentCommand } from "../../harness/run/launch.ts";
import { built } from "../../harness/run/where.ts";

/** The command line of an agent on the kernel's overlay. */
export function kernelAgent(
  unprivileged = false,
  options: Readonly<Record<string, string>> = {},
): readonly string[] {
  const module = pathToFileURL(built("adapters/kernel/adapter.js")).href;
  return agentCommand({ module, mounted: true, options, unprivileged });
}

export const isRoot = process.getuid?.() === 0;
