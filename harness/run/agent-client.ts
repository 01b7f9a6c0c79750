import type { Answer, Ready, RunRequest, UnavailableAnswer } from "../language/protocol.ts";
import type { IdentifiedScenario } from "../language/scenario.ts";
import type { Outcome } from "../language/transcript.ts";
import { AgentProcess, type Ending, ProtocolError } from "./agent-process.ts";
import { UnavailableError } from "./cannot-run.ts";
import type { Report, Runner } from "./runner.ts";

interface Pending {
  readonly request: RunRequest;
  readonly outcomes: Outcome[];
  readonly resolve: (report: Report) => void;
  readonly sent: number;
}

export interface ClientOptions {
  readonly command: readonly string[];
  /** Milliseconds that one step may take, where the agent asks for no more patience. */
  readonly deadlineMs: number;
}

/**
 * Runs scenarios on an agent, several sent ahead. An agent that hangs or dies is replaced: the scenario that it was in
 * gets its verdict, those behind it go to the next agent.
 */
export class AgentClient implements Runner {
  readonly #options: ClientOptions;
  #process: AgentProcess;
  #pending: Pending[] = [];
  #count = 0;
  #watch: NodeJS.Timeout | undefined;
  #heard = 0;
  #settled = 0;
  #closed = false;
  /** One agent has ended and the next has not greeted: nobody is there who could be late. */
  #between = false;
  #replacement: Promise<void> | undefined;
  readonly info: Ready;

  /** @throws UnavailableError, or ProtocolError where the agent does not announce itself */
  static async open(options: ClientOptions): Promise<AgentClient> {
    const process = new AgentProcess(options.command);
    const greeting = await process.greeting;
    if (greeting.type === "unavailable") throw new UnavailableError(greeting);
    if (greeting.protocol !== 1) {
      await process.kill();
      throw new ProtocolError(
        `the agent speaks protocol ${greeting.protocol}; this harness speaks 1`,
      );
    }
    return new AgentClient(options, process, greeting);
  }

  private constructor(options: ClientOptions, process: AgentProcess, info: Ready) {
    this.#options = options;
    this.#process = process;
    this.info = info;
    this.#attach();
  }

  async run(
    scenario: IdentifiedScenario,
    observe: RunRequest["observe"],
    keep?: string,
  ): Promise<Report> {
    this.#count += 1;
    const request: RunRequest = {
      type: "run",
      run: this.#count,
      observe,
      scenario,
      ...(keep !== undefined && { keep }),
    };
    return new Promise((resolve) => {
      this.#pending.push({ request, outcomes: [], resolve, sent: performance.now() });
      if (this.#pending.length === 1) this.#heard = performance.now();
      this.#process.send(request);
      this.#watch ??= setInterval(() => this.#check(), Math.min(250, this.#options.deadlineMs));
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#watch);
    // Else the agent that takes the place of a dead one would outlive the client.
    await this.#replacement;
    await this.#process.close();
  }

  #attach(): void {
    this.#process.listen({
      answer: (answer) => this.#answer(answer),
      ended: (ending) => void this.#died(ending),
    });
  }

  #answer(answer: Exclude<Answer, Ready | UnavailableAnswer>): void {
    const current = this.#pending[0];
    this.#heard = performance.now();
    if (current === undefined || answer.run !== current.request.run) {
      void this.#fail({
        kind: "error",
        message: `the agent answered run ${answer.run} out of turn`,
      });
    } else if (answer.type === "step") {
      current.outcomes[answer.step] = answer.outcome;
    } else {
      this.#settle(finished(answer, current.outcomes));
    }
  }

  #settle(report: Report): void {
    const settled = this.#pending.shift();
    const now = performance.now();
    if (settled !== undefined) {
      settled.resolve({ ...report, ms: now - Math.max(this.#settled, settled.sent) });
    }
    this.#settled = now;
    if (this.#pending.length === 0) {
      clearInterval(this.#watch);
      this.#watch = undefined;
    }
  }

  /** The current scenario is over for this reason; the agent is replaced. */
  async #fail(report: Report): Promise<void> {
    this.#between = true;
    const old = this.#process;
    old.listen({ answer: () => undefined, ended: () => undefined });
    await old.kill();
    await this.#replace(report);
  }

  async #replace(report: Report): Promise<void> {
    this.#settle(report);
    if (this.#closed) return;
    this.#between = true;
    this.#replacement = this.#startNext();
    await this.#replacement;
    this.#between = false;
  }

  async #startNext(): Promise<void> {
    const next = new AgentProcess(this.#options.command);
    try {
      await next.greeting;
    } catch (cause) {
      this.#giveUp(`the agent could not be started again: ${(cause as Error).message}`);
      return;
    }
    this.#process = next;
    this.#attach();
    this.#heard = performance.now();
    for (const { request, outcomes } of this.#pending) {
      outcomes.length = 0;
      next.send(request);
    }
  }

  #giveUp(message: string): void {
    while (this.#pending.length > 0) this.#settle({ kind: "error", message });
  }

  async #died(ending: Ending): Promise<void> {
    const current = this.#pending[0];
    if (this.#closed || current === undefined) return;
    await this.#replace({ kind: "crash", step: current.outcomes.length, message: ending });
  }

  #check(): void {
    const current = this.#pending[0];
    const limit = this.#options.deadlineMs * (this.info.patience ?? 1);
    if (this.#between || current === undefined || performance.now() - this.#heard < limit) return;
    void this.#fail({
      kind: "hang",
      step: current.outcomes.length,
      message: `no answer within ${limit} ms`,
    });
  }
}

function finished(
  answer: Extract<Answer, { type: "done" | "fault" }>,
  outcomes: readonly Outcome[],
): Report {
  if (answer.type === "fault") return { kind: "error", message: answer.message };
  const { observations, features, setup } = answer;
  return {
    kind: "done",
    transcript: { outcomes, observations, features, ...(setup && { setup }) },
  };
}
