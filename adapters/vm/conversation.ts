import type { FaultAnswer, RunRequest } from "../../harness/language/protocol.ts";
import type { Guest } from "./guest.ts";

/** Characters of the kernel's log that fit into a verdict: how it began, and how it ended. */
const most = { first: 2500, last: 1000 } as const;

/**
 * Runs of the harness, one at a time in the guest, so that what its kernel says meanwhile belongs to one of them. A
 * kernel that is in trouble is not used any further: what it says is the end of the conversation.
 */
export class Conversation {
  readonly #guest: Guest;
  readonly #say: (line: string) => void;
  readonly #waiting: string[] = [];
  #busy = false;
  #finishing = false;
  #end: (trouble?: string) => void = () => undefined;
  /** Settles when there is nothing more to say: undefined, or what went wrong in the guest. */
  readonly ended: Promise<string | undefined>;

  constructor(guest: Guest, say: (line: string) => void) {
    this.#guest = guest;
    this.#say = say;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    guest.listen((line) => this.#hear(line));
    void guest.ended.then((how) => this.#end(this.#withLog(how)));
  }

  ask(line: string): void {
    this.#waiting.push(line);
    this.#next();
  }

  /** Nothing more will be asked. */
  finish(): void {
    this.#finishing = true;
    this.#next();
  }

  #next(): void {
    if (this.#busy) return;
    const line = this.#waiting.shift();
    if (line === undefined) {
      if (this.#finishing) this.#end();
      return;
    }
    const fault = refusal(line);
    if (fault !== undefined) {
      this.#say(JSON.stringify(fault));
      this.#next();
      return;
    }
    this.#busy = true;
    this.#guest.log.clear();
    this.#guest.send(line);
  }

  #hear(line: string): void {
    if (line.startsWith('{"type":"step"')) {
      this.#say(line);
      return;
    }
    // What the kernel said before the answer has arrived with it, by another stream: let that be read first.
    setImmediate(() => {
      if (this.#guest.log.troubled) {
        this.#end(this.#withLog("the kernel of the guest complained"));
        return;
      }
      this.#say(line);
      this.#busy = false;
      this.#next();
    });
  }

  #withLog(how: string): string {
    const { text } = this.#guest.log;
    return text === "" ? how : `${how}\n${excerpt(text)}`;
  }
}

function excerpt(text: string): string {
  const { first, last } = most;
  if (text.length <= first + last) return text;
  return `${text.slice(0, first)}\n…\n${text.slice(-last)}`;
}

/** Layers in a guest cannot be copied to a directory of the host. */
function refusal(line: string): FaultAnswer | undefined {
  if (!line.includes('"keep":')) return undefined;
  const { run, keep } = JSON.parse(line) as RunRequest;
  if (keep === undefined) return undefined;
  const message = "Cannot keep the layers: they are in a virtual machine; leave out --keep";
  return { type: "fault", run, message };
}
