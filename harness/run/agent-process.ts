import { execa } from "execa";
import type { Answer, Ready, Request, UnavailableAnswer } from "../language/protocol.ts";
import type { IdentifiedScenario } from "../language/scenario.ts";
import { lineReader } from "./lines.ts";

/** The agent said something that the protocol does not allow. */
export class ProtocolError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ProtocolError";
  }
}

/** Gives a child, which can be awaited and is more than that: so this is no async function. */
const start = ([file = "", ...args]: readonly string[]) =>
  execa(file, args, {
    stdin: "pipe",
    stdout: "pipe",
    stderr: "pipe",
    buffer: false,
    reject: false,
  });

type Child = ReturnType<typeof start>;

/** How an agent ended, in words. */
export type Ending = string;

export interface Listener {
  answer(answer: Exclude<Answer, Ready | UnavailableAnswer>): void;
  ended(ending: Ending): void;
}

const stderrMost = 4096;

/** One agent as a child process. It is never restarted: whoever wants another one starts another one. */
export class AgentProcess {
  readonly #child: Child;
  #listener: Listener | undefined;
  #stderr = "";
  readonly greeting: Promise<Ready | UnavailableAnswer>;
  readonly ended: Promise<Ending>;

  constructor(command: readonly string[]) {
    this.#child = start(command);
    this.#child.stderr.on("data", (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString("utf8")).slice(-stderrMost);
    });
    // Writing to an agent that has just died is not our fault: its end is reported by itself.
    this.#child.stdin.on("error", () => undefined);
    this.ended = this.#child.then((result) => this.#ending(result));
    this.greeting = this.#greet();
    this.greeting.catch(() => undefined);
    void this.ended.then((ending) => this.#listener?.ended(ending));
  }

  listen(listener: Listener): void {
    this.#listener = listener;
  }

  send(request: Request): void {
    this.#child.stdin.write(`${printRequest(request)}\n`);
  }

  /** Lets it finish: the end of its input ends it. */
  async close(): Promise<void> {
    this.#child.stdin.end();
    await this.ended;
  }

  /** Ends it at once; its namespaces take everything with them. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.ended;
  }

  async #greet(): Promise<Ready | UnavailableAnswer> {
    return new Promise((resolve, reject) => {
      let greeted = false;
      this.#child.stdout.on(
        "data",
        lineReader((line) => {
          const answer = parse(line);
          if (answer instanceof ProtocolError) {
            reject(answer);
            void this.kill();
          } else if (answer.type === "ready" || answer.type === "unavailable") {
            greeted = true;
            resolve(answer);
          } else this.#listener?.answer(answer);
        }),
      );
      void this.#endedBefore(() => greeted).then(reject);
    });
  }

  async #endedBefore(greeted: () => boolean): Promise<ProtocolError | undefined> {
    const ending = await this.ended;
    return greeted()
      ? undefined
      : new ProtocolError(`the agent ended before it announced itself: ${ending}`);
  }

  #ending(result: Awaited<Child>): Ending {
    const how =
      result.signal === undefined
        ? `exit code ${String(result.exitCode)}`
        : `signal ${result.signal}`;
    const cause =
      result.exitCode === undefined && result.signal === undefined ? result.shortMessage : how;
    const last = this.#stderr.trim();
    return last === "" ? (cause ?? how) : `${cause ?? how}: ${last}`;
  }
}

/** Scenarios as JSON: a repeated run sends each of them again and again. */
const printed = new WeakMap<IdentifiedScenario, string>();

function printRequest({ scenario, ...rest }: Request): string {
  const known = printed.get(scenario);
  const text = known ?? JSON.stringify(scenario);
  if (known === undefined) printed.set(scenario, text);
  return `${JSON.stringify(rest).slice(0, -1)},"scenario":${text}}`;
}

const types: readonly string[] = ["ready", "unavailable", "step", "done", "fault"];

function parse(line: string): Answer | ProtocolError {
  let answer: unknown;
  try {
    answer = JSON.parse(line);
  } catch {
    return new ProtocolError(`the agent answered a line that is no JSON: ${line.slice(0, 200)}`);
  }
  const type = (answer as { type?: unknown } | null)?.type;
  if (typeof type === "string" && types.includes(type)) return answer as Answer;
  return new ProtocolError(`the agent answered a message of unknown type: ${line.slice(0, 200)}`);
}
