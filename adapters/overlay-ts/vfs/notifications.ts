import type { FileSystem } from "./filesystem.ts";
import type { Inode } from "./inode.ts";
import { isDirectory } from "./mode.ts";

/* Events of filesystems, as inotify(7) tells them. */

export const event = {
  access: 0x1,
  modify: 0x2,
  attrib: 0x4,
  closeWrite: 0x8,
  closeNowrite: 0x10,
  open: 0x20,
  movedFrom: 0x40,
  movedTo: 0x80,
  create: 0x100,
  delete: 0x200,
  deleteSelf: 0x400,
  moveSelf: 0x800,
  unmount: 0x2000,
  isDirectory: 0x4000_0000,
} as const;

export interface Watcher {
  /** @param name of the object in the watched directory; undefined for the watched object itself */
  notify(mask: number, name: string | undefined, cookie: number): void;
  /** There is nothing to watch any more. */
  ended(inode: Inode): void;
}

/** An inode, and where it was found. */
export interface Placed {
  readonly inode: Inode;
  readonly parent?: Inode | undefined;
  readonly name?: string | undefined;
}

/** Who watches which inode. */
export class Notifications {
  readonly #watchers = new Map<Inode, Set<Watcher>>();
  #lastCookie = 0;

  watch(inode: Inode, watcher: Watcher): void {
    const known = this.#watchers.get(inode);
    if (known === undefined) this.#watchers.set(inode, new Set([watcher]));
    else known.add(watcher);
  }

  unwatch(inode: Inode, watcher: Watcher): void {
    const known = this.#watchers.get(inode);
    known?.delete(watcher);
    if (known?.size === 0) this.#watchers.delete(inode);
  }

  /** Joins the two halves of a rename. */
  nextCookie(): number {
    this.#lastCookie += 1;
    return this.#lastCookie;
  }

  /** Something happened to a name in a directory. */
  inDirectory(directory: Inode, name: string, mask: number, child: Inode, cookie = 0): void {
    if (this.#watchers.size === 0) return;
    this.#tell(directory, mask | kindOf(child), name, cookie);
  }

  /** Something happened to an object: who watches its directory learns it first. */
  at(place: Placed, mask: number): void {
    if (this.#watchers.size === 0) return;
    const { inode } = place;
    const full = mask | kindOf(inode);
    const { parent, name } = ((full & event.isDirectory) !== 0 ? inode.standing() : place) ?? {};
    if (parent !== undefined && name !== undefined) this.#tell(parent, full, name, 0);
    this.#tell(inode, full, undefined, 0);
  }

  /** Something happened to an object that its directory does not tell: it was moved, or is gone. */
  itself(inode: Inode, mask: number): void {
    if (this.#watchers.size === 0) return;
    this.#tell(inode, mask | kindOf(inode), undefined, 0);
  }

  /** Whether anybody watches anything. */
  get wanted(): boolean {
    return this.#watchers.size > 0;
  }

  watched(inode: Inode): boolean {
    return this.#watchers.has(inode);
  }

  /** An object is no more, and nobody watches it any longer. */
  gone(inode: Inode): void {
    this.#tell(inode, event.deleteSelf, undefined, 0);
    for (const watcher of this.#watchers.get(inode) ?? []) watcher.ended(inode);
  }

  unmounted(filesystem: FileSystem): void {
    for (const inode of this.#watchers.keys()) {
      if (inode.filesystem !== filesystem) continue;
      this.#tell(inode, event.unmount, undefined, 0);
      for (const watcher of this.#watchers.get(inode) ?? []) watcher.ended(inode);
    }
  }

  #tell(inode: Inode, mask: number, name: string | undefined, cookie: number): void {
    const watchers = this.#watchers.get(inode);
    if (watchers === undefined) return;
    for (const watcher of watchers) watcher.notify(mask, name, cookie);
  }
}

function kindOf(inode: Inode): number {
  return isDirectory(inode.getattr().mode) ? event.isDirectory : 0;
}
