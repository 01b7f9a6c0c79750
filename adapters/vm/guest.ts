import { createInterface } from "node:readline";
import type { Duplex } from "node:stream";
import { execa } from "execa";
import { KernelLog } from "./kernel-log.ts";
import { locateProgram } from "./programs.ts";
import { descriptors, qemuProgram } from "./qemu.ts";
import { Qmp } from "./qmp.ts";

/** Gives a child, which can be awaited and is more than that: so this is no async function. */
const start = (args: readonly string[], directory: string) => {
  // However this process ends, its guest ends too.
  const bound =
    locateProgram("setpriv") === undefined ? [] : ["setpriv", "--pdeathsig", "KILL", "--"];
  const [program = "", ...rest] = [...bound, qemuProgram, ...args];
  return execa(program, rest, {
    cwd: directory,
    stdio: ["pipe", "pipe", "pipe", "pipe", "pipe", "pipe"],
    buffer: false,
    reject: false,
  });
};

/** A running QEMU and what it says. */
export class Guest {
  readonly #child: ReturnType<typeof start>;
  #stderr = "";
  #hear: (line: string) => void = () => undefined;
  readonly control: Qmp;
  readonly log = new KernelLog();
  /** How it ended, in words. */
  readonly ended: Promise<string>;

  /**
   * @param args of QEMU
   * @param directory where its files are
   */
  constructor(args: readonly string[], directory: string) {
    this.#child = start(args, directory);
    const { stdin, stdout, stderr } = this.#child;
    stderr.on("data", (chunk: Buffer) => {
      this.#stderr += chunk.toString("utf8");
    });
    for (const stream of [stdin, this.#socket("clock"), this.#socket("console")]) {
      stream.on("error", () => undefined);
    }
    createInterface({ input: stdout }).on("line", (line) => this.#hear(line));
    this.#socket("console").on("data", (chunk: Buffer) => this.log.add(chunk.toString("utf8")));
    this.control = new Qmp(this.#socket("control"));
    this.ended = this.#child.then(({ exitCode, signal, shortMessage }) => {
      const how = signal === undefined ? `exit code ${exitCode}` : `signal ${signal}`;
      const said = this.#stderr.trim() || (exitCode === undefined ? shortMessage : "");
      return `the virtual machine ended with ${how}${said ? `: ${said}` : ""}`;
    });
  }

  /** A line of the agent goes to `hear`, from now on. */
  listen(hear: (line: string) => void): void {
    this.#hear = hear;
  }

  /** The next line of the agent; undefined if the guest ends, or is silent for longer than `deadlineMs`. */
  async nextLine(deadlineMs: number): Promise<string | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const silent = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), deadlineMs);
    });
    const line = new Promise<string>((resolve) => this.listen(resolve));
    const first = await Promise.race([line, silent, this.ended.then(() => undefined)]);
    clearTimeout(timer);
    return first;
  }

  send(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  /** A guest that goes on from a state has the time of that state. */
  async setClock(): Promise<void> {
    const clock = this.#socket("clock");
    const set = new Promise((resolve) => clock.once("data", resolve));
    clock.write(`${Date.now()}\n`);
    await Promise.race([set, this.ended]);
  }

  /** Ends it at once. */
  async end(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.ended;
  }

  #socket(which: keyof typeof descriptors): Duplex {
    // A pipe of Node is a pair of sockets; the types know the first five streams.
    const streams: readonly unknown[] = this.#child.stdio;
    return streams[descriptors[which]] as Duplex;
  }
}
