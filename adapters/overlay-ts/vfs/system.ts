import type { FileSystem } from "./filesystem.ts";
import type { Inode, Time } from "./inode.ts";
import type { FileSystemType } from "./filesystem-type.ts";
import { Locks } from "./locks.ts";
import { Mount, type Path } from "./mount.ts";
import { MountTree } from "./mount-tree.ts";
import { Notifications } from "./notifications.ts";
import { Fifos } from "./pipe.ts";
import { Sockets } from "./socket.ts";

export interface SystemSettings {
  readonly rootFilesystem: FileSystem;
  readonly types: readonly FileSystemType[];
  readonly now: () => Time;
  /** Processes are those of the initial user namespace: root of another one is not root here. */
  readonly initial: boolean;
}

/** Whatever uses mounts: a mount in use cannot be unmounted. */
export interface MountUser {
  uses(): Iterable<Path>;
}

/** What all processes share. */
export class System {
  readonly initial: boolean;
  readonly now: () => Time;
  readonly mounts: MountTree;
  readonly types: ReadonlyMap<string, FileSystemType>;
  readonly notifications = new Notifications();
  readonly locks = new Locks();
  readonly fifos = new Fifos();
  readonly sockets = new Sockets();
  readonly users: MountUser[] = [];
  /** Where a removed directory was: its `..` still leads there. */
  readonly removedFrom = new WeakMap<Inode, Inode>();
  /** Made without a name, by O_TMPFILE: a link can give it one. */
  readonly nameless = new WeakSet<Inode>();
  /** Unmounted with MNT_DETACH, and still in use. */
  #lingering: FileSystem[] = [];
  #lastMount = 20;
  #lastDevice = 40;

  constructor({ rootFilesystem, types, now, initial }: SystemSettings) {
    this.initial = initial;
    this.now = now;
    this.types = new Map(types.map((type) => [type.name, type]));
    this.mounts = new MountTree(this.newMount(rootFilesystem, rootFilesystem.root, "none", 0));
  }

  newMount(filesystem: FileSystem, root: Inode, source: string, attributes: number): Mount {
    this.#lastMount += 1;
    return new Mount(this.#lastMount, filesystem, root, source, attributes);
  }

  /** get_anon_bdev */
  newDevice(): number {
    this.#lastDevice += 1;
    return this.#lastDevice;
  }

  *#uses(): Generator<Path> {
    for (const user of this.users) yield* user.uses();
  }

  inUse(mount: Mount): boolean {
    for (const path of this.#uses()) if (path.mount === mount) return true;
    return false;
  }

  /** An object has lost a name, or a descriptor: who watches it learns when it is gone altogether. */
  lost(inode: Inode): void {
    if (!this.notifications.watched(inode) || inode.nlink > 0) return;
    for (const path of this.#uses()) if (path.inode === inode) return;
    this.notifications.gone(inode);
  }

  #held(filesystem: FileSystem): boolean {
    if (this.mounts.mounted(filesystem)) return true;
    for (const { mount } of this.#uses()) if (mount.filesystem === filesystem) return true;
    return false;
  }

  /** shrink_dcache_sb */
  dropNames(filesystem: FileSystem): void {
    const used = new Set<Inode>();
    for (const { inode } of this.#uses()) used.add(inode);
    const keeps = (inode: Inode) =>
      used.has(inode) || this.mounts.isMountpoint(inode) || this.notifications.watched(inode);
    filesystem.dropNames(keeps);
  }

  /** A mount of it is gone: the last one ends it, as soon as nobody uses it any more. */
  unmounted(filesystem: FileSystem): void {
    if (!this.#lingering.includes(filesystem)) this.#lingering.push(filesystem);
    this.settle();
  }

  /** Somebody has let go of a mount. */
  settle(): void {
    if (this.#lingering.length === 0) return;
    const waiting = this.#lingering;
    this.#lingering = waiting.filter((filesystem) => this.#held(filesystem));
    for (const filesystem of waiting) {
      if (this.#lingering.includes(filesystem)) continue;
      this.notifications.unmounted(filesystem);
      filesystem.shutdown();
    }
  }
}
