import { fallocateFlags } from "../../../harness/agent/constants.ts";
import type { Inode, OpenFile } from "../vfs/inode.ts";
import { fail } from "../vfs/posix-error.ts";
import { OpenedInode } from "./opened.ts";
import type { Node } from "./node.ts";
import type { Pages } from "./pages.ts";

const { FALLOC_FL_KEEP_SIZE, FALLOC_FL_PUNCH_HOLE } = fallocateFlags;

export class RegularFile extends OpenedInode implements OpenFile {
  readonly #node: Node;
  readonly #pages: Pages;

  constructor(inode: Inode & Node, pages: Pages, released: () => void) {
    super(inode, released);
    this.#node = inode;
    this.#pages = pages;
  }

  read(into: Uint8Array, position: number): number {
    return this.#pages.read(into, position);
  }

  /** The times change even where there is no space. */
  write(from: Uint8Array, position: number): number {
    if (from.length === 0) return 0;
    this.#node.modified();
    return this.#pages.write(from, position);
  }

  allocate(mode: number, offset: number, length: number): void {
    if ((mode & ~(FALLOC_FL_KEEP_SIZE | FALLOC_FL_PUNCH_HOLE)) !== 0) fail("EOPNOTSUPP");
    const end = offset + length;
    if ((mode & FALLOC_FL_PUNCH_HOLE) !== 0) this.#pages.punch(offset, end);
    else {
      this.#pages.allocate(offset, end);
      if (mode === 0) this.#pages.size = Math.max(this.#pages.size, end);
    }
    this.#node.modified();
  }

  seek(offset: number, what: "data" | "hole"): number {
    return this.#pages.seek(offset, what);
  }

  clone(): never {
    return fail("EOPNOTSUPP");
  }

  mapped(): OpenFile {
    return this;
  }
}
