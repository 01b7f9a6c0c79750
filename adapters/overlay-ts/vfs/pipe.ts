import { openFlags } from "../../../harness/agent/constants.ts";
import type { Credentials } from "./credentials.ts";
import { File, O_ACCMODE, O_RDONLY, O_WRONLY } from "./file.ts";
import type { Inode } from "./inode.ts";
import type { Path } from "./mount.ts";
import { fail } from "./posix-error.ts";

/* Pipes and FIFOs. Nobody ever waits here: what would, answers EAGAIN. Source: pipe(7), fifo(7) */

const capacity = 65536;

class Pipe {
  readers = 0;
  writers = 0;
  #bytes: Uint8Array = new Uint8Array(0);

  read(into: Uint8Array): number {
    const n = Math.min(into.length, this.#bytes.length);
    if (n === 0 && this.writers > 0 && into.length > 0) fail("EAGAIN");
    into.set(this.#bytes.subarray(0, n));
    this.#bytes = this.#bytes.subarray(n);
    return n;
  }

  write(from: Uint8Array): number {
    if (from.length === 0) return 0;
    if (this.readers === 0) fail("EPIPE");
    const n = Math.min(from.length, capacity - this.#bytes.length);
    if (n === 0) fail("EAGAIN");
    this.#bytes = Buffer.concat([this.#bytes, from.subarray(0, n)]);
    return n;
  }
}

/** One end of a pipe, or both. */
export class PipeFile extends File {
  readonly #pipe: Pipe;
  readonly #released: () => void;

  constructor(
    pipe: Pipe,
    path: Path | undefined,
    flags: number,
    who: Credentials,
    released: () => void,
  ) {
    super(path, flags, who);
    this.#pipe = pipe;
    this.#released = released;
    if (this.readable) pipe.readers += 1;
    if (this.writable) pipe.writers += 1;
  }

  override read(into: Uint8Array): number {
    return this.#pipe.read(into);
  }

  override write(from: Uint8Array): number {
    return this.#pipe.write(from);
  }

  override release(): void {
    if (this.readable) this.#pipe.readers -= 1;
    if (this.writable) this.#pipe.writers -= 1;
    this.#released();
  }
}

const { O_NONBLOCK } = openFlags;

export function makePipe(
  flags: number,
  who: Credentials,
): { readonly reader: PipeFile; readonly writer: PipeFile } {
  const pipe = new Pipe();
  const end = (mode: number) =>
    new PipeFile(pipe, undefined, mode | (flags & O_NONBLOCK), who, () => undefined);
  return { reader: end(O_RDONLY), writer: end(O_WRONLY) };
}

/** What is in a FIFO lives as long as somebody has it open. */
export class Fifos {
  readonly #open = new Map<Inode, Pipe>();

  open(path: Path, flags: number, who: Credentials): PipeFile {
    const { inode } = path;
    const pipe = this.#open.get(inode) ?? new Pipe();
    const mode = flags & O_ACCMODE;
    if (mode === O_WRONLY && pipe.readers === 0)
      fail((flags & O_NONBLOCK) === 0 ? "EAGAIN" : "ENXIO");
    if (mode === O_RDONLY && pipe.writers === 0 && (flags & O_NONBLOCK) === 0) fail("EAGAIN");
    this.#open.set(inode, pipe);
    return new PipeFile(pipe, path, flags, who, () => {
      if (pipe.readers === 0 && pipe.writers === 0) this.#open.delete(inode);
    });
  }
}
