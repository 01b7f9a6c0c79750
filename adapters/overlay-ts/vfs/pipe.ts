import { openFlags } from "../../../harness/agent/constants.ts";
import type { Credentials } from "./credentials.ts";
import { File, O_ACCMODE, O_RDONLY, O_WRONLY } from "./file.ts";
import type { Inode } from "./inode.ts";
import type { Path } from "./mount.ts";
import { fail } from "./posix-error.ts";
import type { Process } from "./process.ts";
import { waiting } from "./waiting.ts";

/* Pipes and FIFOs. What would have to wait answers EAGAIN. Source: pipe(7), fifo(7) */

const capacity = 65536;

export class Pipe {
  readers = 0;
  writers = 0;
  /** How many there ever were. */
  readersMet = 0;
  writersMet = 0;
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
  /** Partners that had been met before. */
  readonly #met: { readonly readers: number; readonly writers: number };

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
    this.#met = { readers: pipe.readersMet, writers: pipe.writersMet };
    if (this.readable) {
      pipe.readers += 1;
      pipe.readersMet += 1;
    }
    if (this.writable) {
      pipe.writers += 1;
      pipe.writersMet += 1;
    }
  }

  /** Whether somebody has the other end, or had it since this one was opened. */
  get paired(): boolean {
    const { readers, readersMet, writers, writersMet } = this.#pipe;
    if (this.readable && this.writable) return true;
    return this.readable
      ? writers > 0 || writersMet > this.#met.writers
      : readers > 0 || readersMet > this.#met.readers;
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
  /** Who waits for a partner counts as one already. */
  readonly #waiting = new WeakMap<Process, PipeFile>();

  open(process: Process, path: Path, flags: number): PipeFile {
    const pipe = this.#open.get(path.inode) ?? new Pipe();
    const blocks = (flags & O_NONBLOCK) === 0;
    if (!blocks && (flags & O_ACCMODE) === O_WRONLY && pipe.readers === 0) fail("ENXIO");
    this.#open.set(path.inode, pipe);
    const file = this.#again(process, path, flags) ?? this.#end(pipe, path, flags, process.who);
    if (!blocks || file.paired) return file;
    if (process.patient) this.#waiting.set(process, file);
    else file.release();
    return waiting(process, true, () => fail("EAGAIN"));
  }

  /** The end that the same process has waited with. */
  #again(process: Process, { inode }: Path, flags: number): PipeFile | undefined {
    const file = this.#waiting.get(process);
    this.#waiting.delete(process);
    return file?.path?.inode === inode && file.flags === flags ? file : undefined;
  }

  #end(pipe: Pipe, path: Path, flags: number, who: Credentials): PipeFile {
    return new PipeFile(pipe, path, flags, who, () => {
      if (pipe.readers === 0 && pipe.writers === 0) this.#open.delete(path.inode);
    });
  }
}
