import { AgentTeam } from "./agent-team.ts";
import type { RunPlan } from "./plan.ts";
import { RecordedRunner } from "./recording/client.ts";
import type { Runner } from "./runner.ts";

/**
 * The agents of a worker, one team for each command, started when first needed and shared by all suites that the worker
 * runs. They end with the worker: its end closes their input.
 */
const clients = new Map<string, Promise<Runner>>();

export async function agentFor(
  command: readonly string[],
  { deadlineMs, agents }: Pick<RunPlan, "deadlineMs" | "agents">,
): Promise<Runner> {
  const key = command.join("\0");
  const known = clients.get(key);
  if (known !== undefined) return known;
  const [kind, name = ""] = command;
  const opened: Promise<Runner> =
    kind === "recording"
      ? Promise.resolve(new RecordedRunner(name))
      : AgentTeam.open({ command, deadlineMs }, agents);
  clients.set(key, opened);
  return opened;
}

/** What stands for the agent of a command: where there is no other process. */
export function provideAgent(command: readonly string[], runner: Runner): void {
  clients.set(command.join("\0"), Promise.resolve(runner));
}

/** Ends all agents of this process. */
export async function closeAgents(): Promise<void> {
  const open = [...clients.values()];
  clients.clear();
  await Promise.all(open.map(async (client) => (await client).close().catch(() => undefined)));
}
