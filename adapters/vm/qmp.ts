import { createInterface } from "node:readline";
import type { Duplex } from "node:stream";

interface Message {
  readonly return?: unknown;
  readonly error?: { readonly desc: string };
  readonly event?: string;
  readonly data?: { readonly status?: string };
}

interface Asked {
  readonly command: string;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The control of a QEMU: docs/interop/qmp-spec of QEMU. Commands are answered in order. */
export class Qmp {
  readonly #stream: Duplex;
  readonly #asked: Asked[] = [];
  #moved: (status: string) => void = () => undefined;

  constructor(stream: Duplex) {
    this.#stream = stream;
    // Of a QEMU that has died its end is reported.
    stream.on("error", () => undefined);
    createInterface({ input: stream }).on("line", (line) =>
      this.#hear(JSON.parse(line) as Message),
    );
  }

  /** Opens the control, and lets the state be moved without what is in the file of the memory. */
  async begin(): Promise<void> {
    await this.execute("qmp_capabilities");
    const capabilities = ["x-ignore-shared", "events"].map((capability) => ({
      capability,
      state: true,
    }));
    await this.execute("migrate-set-capabilities", { capabilities });
  }

  /** @throws where QEMU answers with an error */
  async execute(command: string, parameters?: Readonly<Record<string, unknown>>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ command, resolve, reject });
      this.#stream.write(`${JSON.stringify({ execute: command, arguments: parameters })}\n`);
    });
  }

  /** Moves the state, out to or in from a file in the directory of QEMU. */
  async migrate(command: "migrate" | "migrate-incoming", uri: string): Promise<void> {
    const moved = new Promise<string>((resolve) => {
      this.#moved = resolve;
    });
    await this.execute(command, { uri });
    const status = await moved;
    if (status !== "completed") throw new Error(`QEMU could not move its state: ${status}`);
  }

  #hear({ return: value, error, event, data }: Message): void {
    const ended = ["completed", "failed"].includes(data?.status ?? "");
    if (event === "MIGRATION" && ended) this.#moved(data?.status ?? "");
    if (value === undefined && error === undefined) return;
    const asked = this.#asked.shift();
    if (error === undefined) asked?.resolve(value);
    else asked?.reject(new Error(`QEMU refuses ${asked.command}: ${error.desc}`));
  }
}
