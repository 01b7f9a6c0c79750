import { openFlags } from "../../../harness/agent/constants.ts";
import { O_ACCMODE, O_RDONLY } from "../vfs/file.ts";
import type { Inode, OpenFile } from "../vfs/inode.ts";
import { S_IFREG } from "../vfs/mode.ts";
import { event } from "../vfs/notifications.ts";
import { copyUp } from "./copy-up.ts";
import { dataOf } from "./metacopy.ts";
import { type Node, isMetacopy, placeOf } from "./node.ts";
import { hold, release } from "./objects.ts";
import { closeReal, openReal, opensForChange } from "./open-real.ts";

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
    if (this.#writes) node.mounted.writers += 1;
    hold(node);
  }

  get #writes(): boolean {
    return (this.#flags & O_ACCMODE) !== O_RDONLY;
  }

  read(into: Uint8Array, position: number): number {
    const real = this.#real();
    const n = real.read(into, position);
    this.#tell(real, event.access);
    return n;
  }

  write(from: Uint8Array, position: number): number {
    const real = this.#real();
    const n = real.write(from, position);
    this.#tell(real, event.modify);
    return n;
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

  /** Lower files are not synced, nor data that is one's. */
  sync(dataOnly: boolean): void {
    const { mounted, upper } = this.inode;
    if (mounted.config.volatile || upper === undefined) return;
    if (dataOnly && isMetacopy(this.inode)) return;
    this.#openOf(upper).sync(dataOnly);
  }

  release(): void {
    this.#close(this.#first);
    if (this.#upper !== undefined) this.#close(this.#upper);
    if (this.#writes) this.inode.mounted.writers -= 1;
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

  #open(real: Inode): OpenFile {
    return openReal(this.inode.mounted, placeOf(this.inode, real), this.#flagsFor(real));
  }

  #close(file: OpenFile): void {
    const { inode: real } = file;
    closeReal(this.inode.mounted, placeOf(this.inode, real), file, this.#flagsFor(real));
  }

  /** Lower files keep their access times. */
  #flagsFor(real: Inode): number {
    return real === this.inode.upper ? this.#flags : this.#flags | openFlags.O_NOATIME;
  }

  #tell({ inode: real }: OpenFile, mask: number): void {
    const { notifications } = this.inode.mounted.hearers;
    if (notifications.wanted) notifications.at(placeOf(this.inode, real), mask);
  }
}
