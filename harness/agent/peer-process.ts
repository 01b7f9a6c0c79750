import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import type { Outcome } from "../language/transcript.ts";
import type { PeerAnswer, PeerRequest } from "./peer.ts";

interface Waiting {
  readonly resolve: (outcomes: readonly Outcome[]) => void;
  readonly reject: (fault: Error) => void;
}

const program = fileURLToPath(new URL("./peer.js", import.meta.url));

/** Gives a child, which can be awaited and is more than that: so this is no async function. */
const start = () =>
  execa(process.execPath, [...process.execArgv, program], {
    stdin: "pipe",
    stdout: "pipe",
    stderr: "inherit",
    buffer: false,
    reject: false,
  });

/** Another process of a scenario, from the agent's side. The pid namespace ends it with the agent. */
export class PeerProcess {
  readonly #child = start();
  #waiting: Waiting[] = [];
  #dead: Error | undefined;

  constructor() {
    // Writing to one that has died is no fault of its own: its end is reported.
    this.#child.stdin.on("error", () => undefined);
    createInterface({ input: this.#child.stdout }).on("line", (line) => this.#answered(line));
    void this.#child.then(() => this.#ended());
  }

  async ask(request: PeerRequest): Promise<readonly Outcome[]> {
    return new Promise((resolve, reject) => {
      if (this.#dead !== undefined) reject(this.#dead);
      this.#waiting.push({ resolve, reject });
      this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    });
  }

  #answered(line: string): void {
    const waiting = this.#waiting.shift();
    const answer = JSON.parse(line) as PeerAnswer;
    if ("fault" in answer) waiting?.reject(new Error(answer.fault));
    else waiting?.resolve(answer.outcomes);
  }

  #ended(): void {
    this.#dead = new Error("Cannot carry out a step: the other process of the scenario has died");
    for (const { reject } of this.#waiting.splice(0)) reject(this.#dead);
  }
}
