import type { Inode, Opened } from "../vfs/inode.ts";

/** Open, as far as files and directories have it in common: there is no disk that anything would be kept from. */
export abstract class OpenedInode implements Opened {
  readonly inode: Inode;
  readonly #released: () => void;

  constructor(inode: Inode, released: () => void) {
    this.inode = inode;
    this.#released = released;
  }

  sync(): void {}

  release(): void {
    this.#released();
  }
}
