import type { RunRequest } from "../language/protocol.ts";
import type { IdentifiedScenario } from "../language/scenario.ts";
import { AgentClient, type ClientOptions } from "./agent-client.ts";
import type { Report, Runner } from "./runner.ts";

interface Member {
  readonly client: AgentClient;
  /** Scenarios that it has not answered yet. */
  busy: number;
}

/** Several agents of one adapter: a scenario goes to the one with the least to do. */
export class AgentTeam implements Runner {
  readonly #members: readonly Member[];

  /** @throws what opening one agent throws */
  static async open(options: ClientOptions, size: number): Promise<AgentTeam> {
    const clients = Array.from({ length: size }, () => AgentClient.open(options));
    return new AgentTeam(await Promise.all(clients));
  }

  private constructor(clients: readonly AgentClient[]) {
    this.#members = clients.map((client) => ({ client, busy: 0 }));
  }

  async run(
    scenario: IdentifiedScenario,
    observe: RunRequest["observe"],
    keep?: string,
  ): Promise<Report> {
    const member = this.#members.reduce((least, each) => (each.busy < least.busy ? each : least));
    member.busy += 1;
    try {
      return await member.client.run(scenario, observe, keep);
    } finally {
      member.busy -= 1;
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#members.map(async ({ client }) => client.close()));
  }
}
