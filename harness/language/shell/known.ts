import type { Call } from "../step.ts";

/** What is known of a script before it runs, at the step that is being said. */
export class Known {
  readonly #numbers = new Map<string, number>();
  readonly #untouched = new Set<string>();
  readonly #directories = new Set<string>();
  readonly #fifos = new Set<string>();
  readonly #linked = new Set<string>();

  /** The number of a slot, open or not. Descriptors of a shell have one digit in POSIX, 3 to 9: undefined beyond them. */
  number(slot: string): number | undefined {
    const known = this.#numbers.get(slot);
    if (known !== undefined) return known;
    const number = this.#numbers.size + 3;
    if (number > 9) return undefined;
    this.#numbers.set(slot, number);
    return number;
  }

  opened(slot: string): void {
    this.#untouched.add(slot);
  }

  /** Whether nothing was read of the slot, and nothing changed since it was opened: opening it again is the same. */
  take(slot: string): boolean {
    return this.#untouched.delete(slot);
  }

  /** Something has changed: what a descriptor lists may not be what a new one would list. */
  changed(call: Call): void {
    if (call.op !== "open") this.#untouched.clear();
    if (call.op === "mkdir") this.#directories.add(bare(call.path));
    if (call.op === "mknod" && call.type === "fifo") this.#fifos.add(bare(call.path));
    if (call.op === "link") this.#linked.add(bare(call.from)).add(bare(call.to));
    // It may have been a directory.
    if (call.op === "rename") this.#directories.add(bare(call.to));
  }

  /** Whether a pipe of this name was made anywhere: a redirection waits at it for the other end. */
  mayBeFifo(path: unknown): boolean {
    return this.#fifos.has(bare(path));
  }

  /** Whether a file of this name was given another one, or is another one. */
  mayBeLinked(path: unknown): boolean {
    return this.#linked.has(bare(path));
  }

  /** Whether a directory of this name was made anywhere, or a slash asks for one: programs step into those. */
  mayBeDirectory(path: unknown): boolean {
    return String(path).endsWith("/") || this.#directories.has(bare(path));
  }
}

const bare = (path: unknown): string => String(path).replaceAll(/^\/+|\/+$/g, "");
