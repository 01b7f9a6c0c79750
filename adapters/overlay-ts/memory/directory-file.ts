import type { Inode, OpenDirectory } from "../vfs/inode.ts";
import { S_IFDIR, S_IFMT } from "../vfs/mode.ts";
import { fail } from "../vfs/posix-error.ts";
import { type Children, END_OF_DIRECTORY } from "./children.ts";
import { OpenedInode } from "./opened.ts";
import type { Node } from "./node.ts";

const SEEK_CUR = 1;
const SEEK_END = 2;

export class DirectoryFile extends OpenedInode implements OpenDirectory {
  readonly #node: Node;
  readonly #children: Children<Node>;

  constructor(inode: Inode & Node, children: Children<Node>, released: () => void) {
    super(inode, released);
    this.#node = inode;
    this.#children = children;
  }

  iterate(position: bigint, emit: Parameters<OpenDirectory["iterate"]>[1]): void {
    // A removed one.
    if (this.inode.nlink === 0) fail("ENOENT");
    const listed = this.#children.from(Number(position));
    const offset = (index: number) => BigInt(listed[index]?.offset ?? END_OF_DIRECTORY);
    const { ino } = this.#node;
    if (position === 0n && !emit({ name: ".", ino, type: S_IFDIR }, 1n)) return;
    const above = this.inode.standing()?.parent.getattr().ino ?? ino;
    if (position <= 1n && !emit({ name: "..", ino: above, type: S_IFDIR }, offset(0))) return;
    for (const [index, { name, inode }] of listed.entries())
      if (!emit({ name, ino: inode.ino, type: inode.mode & S_IFMT }, offset(index + 1))) return;
  }

  seekDirectory(position: bigint, offset: bigint, whence: number): bigint {
    const to = whence === SEEK_CUR ? position + offset : offset;
    return whence >= SEEK_END || to < 0n ? fail("EINVAL") : to;
  }
}
