import { serveRun } from "../agent/serve.ts";
import type { Setting } from "../agent/stage.ts";
import type { RunRequest } from "../language/protocol.ts";
import type { IdentifiedScenario } from "../language/scenario.ts";
import type { Outcome } from "../language/transcript.ts";
import type { Report, Runner } from "./runner.ts";

/**
 * Carries scenarios out in this very process, for somebody who debugs an adapter. One after the other, because they
 * share a process; a step that hangs, hangs.
 */
export class LocalClient implements Runner {
  readonly #setting: Setting;
  #last: Promise<unknown> = Promise.resolve();

  constructor(setting: Setting) {
    this.#setting = setting;
  }

  async run(scenario: IdentifiedScenario, observe: RunRequest["observe"]): Promise<Report> {
    const report = this.#last.then(() => this.#serve({ type: "run", run: 1, scenario, observe }));
    this.#last = report;
    return report;
  }

  async #serve(request: RunRequest): Promise<Report> {
    const outcomes: Outcome[] = [];
    try {
      const done = await serveRun(this.#setting, request, (answer) => {
        if (answer.type === "step") outcomes[answer.step] = answer.outcome;
      });
      const { observations, features, setup } = done;
      return {
        kind: "done",
        transcript: { outcomes, observations, features, ...(setup && { setup }) },
      };
    } catch (error) {
      return {
        kind: "error",
        message: error instanceof Error ? String(error.stack) : String(error),
      };
    }
  }

  async close(): Promise<void> {
    await this.#last;
  }
}
