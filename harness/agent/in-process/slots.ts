import type { Handle } from "../../../adapters/file-system.ts";
import { Lack, Refusal } from "./failure.ts";
import type { Place } from "../../language/step.ts";

/** An open file description: several slots may share one. */
export interface OpenFile {
  readonly kind: "file";
  readonly place: Place;
  path: string;
  readonly handle: Handle;
  readonly append: boolean;
  /** Opened without O_DIRECTORY, and one all the same. */
  readonly directory: boolean;
  /** Where the next read or write starts, as far as the interpreter can tell from the counts so far. */
  position: number;
  /**
   * True once lseek has moved it. Until then reads and writes pass a null position, so that it is the subject's own
   * that is used; afterwards they pass this one, because `node:fs` has no way to move that of a handle.
   */
  moved: boolean;
  /** Of a directory: it was listed, and gives nothing more until it is rewound. */
  listed: boolean;
  slots: number;
}

/**
 * A directory opened with O_DIRECTORY: a name, not a handle, since few libraries open directories. It follows the
 * renames of the scenario, as a descriptor would.
 */
export interface OpenDirectory {
  readonly kind: "directory";
  readonly place: Place;
  path: string;
  listed: boolean;
  slots: number;
}

/** A slot that would be open if the subject could express how: every use of it is the same lack. */
interface Unexpressed {
  readonly kind: "lack";
  readonly sentence: string;
}

export type Open = OpenFile | OpenDirectory;

/** The descriptors of one scenario. */
export class Slots {
  readonly #slots = new Map<string, Open | Unexpressed>();
  /** Each description once, under however many names. */
  readonly #open = new Set<Open>();

  get(name: string): Open {
    const open = this.#slots.get(name);
    if (open === undefined) throw new Refusal("EBADF");
    if (open.kind === "lack") throw new Lack(open.sentence);
    return open;
  }

  file(name: string): OpenFile {
    const open = this.get(name);
    if (open.kind === "directory") throw new Refusal("EISDIR");
    return open;
  }

  /** The path of an open directory. */
  directory(name: string): string {
    const open = this.get(name);
    if (open.kind === "file" && !open.directory) throw new Refusal("ENOTDIR");
    return open.path;
  }

  /** Binds a name; what it held before is closed, as dup2(2) does. */
  async set(name: string, open: Open): Promise<void> {
    open.slots += 1;
    this.#open.add(open);
    const before = this.#slots.get(name);
    this.#slots.set(name, open);
    if (before !== undefined && before.kind !== "lack") await this.#release(before);
  }

  mark(name: string, sentence: string): void {
    this.#slots.set(name, { kind: "lack", sentence });
  }

  async close(name: string): Promise<void> {
    const open = this.get(name);
    this.#slots.delete(name);
    await this.#release(open);
  }

  async #release(open: Open): Promise<void> {
    open.slots -= 1;
    if (open.slots > 0) return;
    this.#open.delete(open);
    if (open.kind === "file") await open.handle.close();
  }

  /** Whether anything is open in a place. */
  busy(place: Place): boolean {
    return [...this.#open].some((open) => open.place === place);
  }

  renamed(place: Place, from: string, to: string): void {
    for (const open of this.#open) {
      if (open.place === place) open.path = moved(open.path, from, to);
    }
  }

  /** Closes all that is open. What closing throws says nothing about the scenario any more. */
  async closeAll(): Promise<void> {
    const files = [...this.#open].filter((open) => open.kind === "file");
    this.#open.clear();
    this.#slots.clear();
    await Promise.allSettled(files.map(async (open) => open.handle.close()));
  }
}

/** The path after a rename of itself or of a directory above it. */
export function moved(path: string, from: string, to: string): string {
  if (path === from) return to;
  return path.startsWith(`${from}/`) ? `${to}${path.slice(from.length)}` : path;
}
