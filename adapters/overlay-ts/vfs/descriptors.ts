import { type File, PathFile } from "./file.ts";
import { fail } from "./posix-error.ts";

/** As many as RLIMIT_NOFILE lets a process have. */
const limit = 1024 * 1024;

/** The descriptors of one process. */
export class Descriptors {
  readonly #files: (File | undefined)[] = [];
  /** Nothing below is free. */
  #lowest = 0;
  readonly #closed: (file: File) => void;

  /** @param closed told of every descriptor that was closed */
  constructor(closed: (file: File) => void) {
    this.#closed = closed;
  }

  /** Gives the lowest free number. */
  add(file: File, from = 0): number {
    let fd = Math.max(from, this.#lowest);
    while (this.#files[fd] !== undefined) fd += 1;
    if (fd >= limit) fail("EMFILE");
    this.#files[fd] = file;
    if (from <= this.#lowest) this.#lowest = fd + 1;
    return fd;
  }

  duplicate(fd: number, from = 0): number {
    const file = this.any(fd);
    file.references += 1;
    return this.add(file, from);
  }

  /** Whatever is open there, O_PATH among it: fdget_raw. */
  any(fd: number): File {
    const file = this.#files[fd] ?? fail("EBADF");
    const { path } = file;
    if (path?.alias !== undefined) path.inode.alias = path.alias;
    return file;
  }

  /** What is really open: fdget. */
  get(fd: number): File {
    const file = this.any(fd);
    return file instanceof PathFile ? fail("EBADF") : file;
  }

  close(fd: number): void {
    const file = this.any(fd);
    this.#files[fd] = undefined;
    this.#lowest = Math.min(this.#lowest, fd);
    this.#closed(file);
  }

  closeRange(first: number, last: number): void {
    const end = Math.min(last, this.#files.length - 1);
    for (let fd = first; fd <= end; fd += 1) if (this.#files[fd] !== undefined) this.close(fd);
  }

  /** Each once for every descriptor. */
  *open(): Generator<File> {
    for (const file of this.#files) if (file !== undefined) yield file;
  }
}
