import { pathToFileURL } from "node:url";
import { agentCommand } from "../../harness/run/launch.ts";
import { built } from "../../harness/run/where.ts";

/** The command line of an agent on the kernel's overlay. */
export function kernelAgent(unprivileged = false): readonly string[] {
  return agentCommand({
    module: pathToFileURL(built("adapters/kernel/adapter.js")).href,
    mounted: true,
    options: {},
    unprivileged,
  });
}
