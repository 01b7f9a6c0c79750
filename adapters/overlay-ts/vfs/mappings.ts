import type { File } from "./file.ts";
import type { OpenFile } from "./inode.ts";
import { fail } from "./posix-error.ts";

/* Memory that shows a file: mmap(2). Its addresses are pretended, and only system calls reach it. */

export const pageSize = 4096;

interface Mapping {
  readonly address: number;
  /** Whole pages. */
  readonly length: number;
  readonly file: File;
  /** Whose pages it shows: that of when it was made. */
  readonly shown: OpenFile;
  readonly offset: number;
  readonly shared: boolean;
  readonly readable: boolean;
  readonly writable: boolean;
  /** Pages of a private mapping that were written, by their index. */
  readonly copies: Map<number, Uint8Array>;
}

/** The mappings of a process. */
export class Mappings {
  readonly #mappings = new Map<number, Mapping>();
  #next = 0x7f00_0000_0000;

  all(): Iterable<Mapping> {
    return this.#mappings.values();
  }

  add(mapping: Omit<Mapping, "address" | "copies">): number {
    const address = this.#next;
    // A page that is not mapped lies between two of them.
    this.#next += mapping.length + pageSize;
    this.#mappings.set(address, { ...mapping, address, copies: new Map() });
    return address;
  }

  /** Gives what was there. */
  remove(address: number): Mapping | undefined {
    const found = this.#mappings.get(address);
    this.#mappings.delete(address);
    return found;
  }

  at(address: number): Mapping | undefined {
    return this.#mappings.get(address);
  }

  /** @throws EFAULT where no mapping is, and beyond the last page of its file */
  read(address: number, into: Uint8Array): void {
    eachPage(this.#find(address), address, into, (mapping, page, at, part) => {
      if (!mapping.readable) fail("EFAULT");
      part.set(pageOf(mapping, page).subarray(at, at + part.length));
    });
  }

  write(address: number, from: Uint8Array): void {
    eachPage(this.#find(address), address, from, (mapping, page, at, part) => {
      if (!mapping.writable) fail("EFAULT");
      const current = pageOf(mapping, page);
      if (mapping.shared) return writeShown(mapping, page, at, part);
      current.set(part, at);
      mapping.copies.set(page, current);
    });
  }

  #find(address: number): Mapping {
    for (const mapping of this.#mappings.values()) {
      if (address >= mapping.address && address < mapping.address + mapping.length) return mapping;
    }
    return fail("EFAULT");
  }
}

type UsePage = (mapping: Mapping, page: number, at: number, part: Uint8Array) => void;

function eachPage(mapping: Mapping, address: number, bytes: Uint8Array, use: UsePage): void {
  const start = address - mapping.address;
  if (start + bytes.length > mapping.length) fail("EFAULT");
  let done = 0;
  while (done < bytes.length) {
    const at = (start + done) % pageSize;
    const length = Math.min(pageSize - at, bytes.length - done);
    use(mapping, Math.floor((start + done) / pageSize), at, bytes.subarray(done, done + length));
    done += length;
  }
}

/** A page as it is now: what lies behind the end of the file on its last page is zero. */
function pageOf({ copies, shown, offset }: Mapping, page: number): Uint8Array {
  const copy = copies.get(page);
  if (copy !== undefined) return copy;
  const bytes = new Uint8Array(pageSize);
  const position = offset + page * pageSize;
  if (position >= shown.inode.getattr().size) fail("EFAULT");
  shown.read(bytes, position);
  return bytes;
}

/** What is written behind the end of the file is lost. */
function writeShown({ shown, offset }: Mapping, page: number, at: number, part: Uint8Array): void {
  const position = offset + page * pageSize + at;
  const length = Math.min(part.length, shown.inode.getattr().size - position);
  if (length > 0) shown.write(part.subarray(0, length), position);
}
