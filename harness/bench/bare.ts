import { pathToFileURL } from "node:url";
import type { IdentifiedScenario } from "../language/scenario.ts";
import { AgentClient } from "../run/agent-client.ts";
import { agentCommand } from "../run/launch.ts";
import { built } from "../run/where.ts";

/** How many scenarios are sent ahead to an agent: as many as the judged run sends. */
const ahead = 8;

/**
 * The same scenarios on as many agents, from their start to their end, with nothing judged: `never` looks at nothing
 * either. Gives milliseconds.
 */
export async function bareRun(
  scenarios: readonly IdentifiedScenario[],
  repeat: number,
  jobs: number,
  observe: "never" | "as asked",
): Promise<number> {
  const started = performance.now();
  const agents = Array.from({ length: jobs }, async (_, job) => {
    const mine = scenarios.filter((__, index) => index % jobs === job);
    await oneAgent(Array.from({ length: repeat }, () => mine).flat(), observe);
  });
  await Promise.all(agents);
  return performance.now() - started;
}

async function oneAgent(
  scenarios: readonly IdentifiedScenario[],
  observe: "never" | "as asked",
): Promise<void> {
  const module = pathToFileURL(built("adapters/kernel/adapter.js")).href;
  const command = agentCommand({ module, mounted: true, options: {} });
  const client = await AgentClient.open({ command, deadlineMs: 60_000 });
  const sent: Promise<unknown>[] = [];
  for (const scenario of scenarios) {
    sent.push(client.run(scenario, observe === "never" ? observe : (scenario.observe ?? "each")));
    if (sent.length >= ahead) await sent.shift();
  }
  await Promise.all(sent);
  await client.close();
}
