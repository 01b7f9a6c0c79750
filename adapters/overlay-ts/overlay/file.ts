import { openFlags } from "../../../harness/agent/constants.ts";
import type { Inode, OpenFile } from "../vfs/inode.ts";
import { S_IFREG } from "../vfs/mode.ts";
import { fail } from "../vfs/posix-error.ts";
import { copyUp } from "./copy-up.ts";
import { dataOf } from "./metacopy.ts";
import { type Node, isMetacopy } from "./node.ts";
import { hold, release } from "./objects.ts";
import { openReal, opensForChange } from "./open-real.ts";

/**
 * An open file: what is done with it is done with the real file that has the data at the moment, so that a descriptor
 * opened before copy-up sees what is written later. Source: fs/overlayfs/file.c.
 */
export class OverlayFile implements OpenFile {
  readonly inode: Node;
  readonly #flags: number;
  /** As it was when it was opened; mappings stay with it. */
  readonly #first: OpenFile;
  #upper: OpenFile | undefined;

  constructor(node: Node, flags: number) {
    if (node.type === S_IFREG && opensForChange(flags)) {
      copyUp(node, (flags & openFlags.O_TRUNC) === 0 ? "data" : "no data");
    }
    this.inode = node;
    this.#flags = flags;
    this.#first = this.#open(dataOf(node));
    hold(node);
  }

  read(into: Uint8Array, position: number): number {
    return this.#real().read(into, position);
  }

  write(from: Uint8Array, position: number): number {
    return this.#real().write(from, position);
  }

  truncate(size: number): void {
    this.#real().truncate(size);
  }

  allocate(mode: number, offset: number, length: number): void {
    this.#real().allocate(mode, offset, length);
  }

  seek(offset: number, what: "data" | "hole"): number {
    return this.#real().seek(offset, what);
  }

  clone(from: OpenFile, fromOffset: number, length: number, toOffset: number): void {
    const source = from instanceof OverlayFile ? from.#real() : from;
    this.#real().clone(source, fromOffset, length, toOffset);
  }

  iterate(): never {
    fail("ENOTDIR");
  }

  seekDirectory(): never {
    fail("ENOTDIR");
  }

  /** Lower files are not synced, nor data that is one's. */
  sync(dataOnly: boolean): void {
    const { mounted, upper } = this.inode;
    if (mounted.config.volatile || upper === undefined) return;
    if (dataOnly && isMetacopy(this.inode)) return;
    this.#openOf(upper).sync(dataOnly);
  }

  release(): void {
    this.#first.release();
    this.#upper?.release();
    release(this.inode);
  }

  mapped(): OpenFile {
    return this.#first.mapped();
  }

  #real(): OpenFile {
    return this.#openOf(dataOf(this.inode));
  }

  #openOf(real: Inode): OpenFile {
    return real === this.#first.inode ? this.#first : (this.#upper ??= this.#open(real));
  }

  /** Lower files keep their access times. */
  #open(real: Inode): OpenFile {
    const { mounted, upper } = this.inode;
    const flags = real === upper ? this.#flags : this.#flags | openFlags.O_NOATIME;
    return openReal(mounted, real, flags);
  }
}
