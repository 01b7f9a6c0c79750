import { inotifyMasks } from "../../../harness/agent/notify-constants.ts";
import { lookup } from "./at.ts";
import type { Credentials } from "./credentials.ts";
import { File } from "./file.ts";
import type { Inode } from "./inode.ts";
import { isDirectory } from "./mode.ts";
import type { Watcher } from "./notifications.ts";
import { MAY_READ } from "./permission.ts";
import { fail } from "./posix-error.ts";
import { AT_FDCWD, type Process } from "./process.ts";
import type { System } from "./system.ts";

/* inotify(7) */

const { IN_ONLYDIR, IN_DONT_FOLLOW, IN_MASK_CREATE, IN_MASK_ADD, IN_ONESHOT } = inotifyMasks;
const { IN_IGNORED, IN_ISDIR, IN_UNMOUNT } = inotifyMasks;

const events = 0xfff;
const all = Object.values(inotifyMasks).reduce((sum, mask) => sum | mask, 0);
/** Told whatever a watch asks for. */
const always = IN_IGNORED | IN_UNMOUNT;
const ofSelf = inotifyMasks.IN_DELETE_SELF | inotifyMasks.IN_MOVE_SELF;
const header = 16;

interface Event {
  readonly descriptor: number;
  readonly mask: number;
  readonly cookie: number;
  readonly name: string | undefined;
}

/** What an instance watches one inode for. */
class Watch implements Watcher {
  readonly descriptor: number;
  readonly inode: Inode;
  mask: number;
  readonly #instance: Inotify;

  constructor(instance: Inotify, descriptor: number, inode: Inode, mask: number) {
    this.#instance = instance;
    this.descriptor = descriptor;
    this.inode = inode;
    this.mask = mask;
  }

  notify(mask: number, name: string | undefined, cookie: number): void {
    if ((mask & (this.mask | always) & ~IN_ISDIR) === 0) return;
    // What became of the watched object itself is told without its kind.
    const told = (mask & ofSelf) === 0 ? mask : mask & ~IN_ISDIR;
    this.#instance.queue({ descriptor: this.descriptor, mask: told, cookie, name });
    if ((this.mask & IN_ONESHOT) !== 0) this.#instance.remove(this);
  }

  ended(): void {
    this.#instance.remove(this);
  }
}

/** One instance: what inotify_init1(2) makes a descriptor of. */
export class Inotify extends File {
  readonly #system: System;
  readonly #watches = new Map<Inode, Watch>();
  #queue: Event[] = [];
  #last = 0;

  constructor(system: System, flags: number, who: Credentials) {
    super(undefined, flags, who);
    this.#system = system;
  }

  /** Gives the descriptor of a watch. */
  add(process: Process, path: string, mask: number): number {
    if ((mask & IN_MASK_ADD) !== 0 && (mask & IN_MASK_CREATE) !== 0) fail("EINVAL");
    const { inode } = lookup(process, AT_FDCWD, path, (mask & IN_DONT_FOLLOW) === 0);
    if ((mask & IN_ONLYDIR) !== 0 && !isDirectory(inode.getattr().mode)) fail("ENOTDIR");
    inode.permission(MAY_READ, process.who);
    const wanted = mask & (events | IN_ONESHOT);
    const known = this.#watches.get(inode);
    if (known === undefined) return this.#watch(inode, wanted);
    if ((mask & IN_MASK_CREATE) !== 0) fail("EEXIST");
    known.mask = (mask & IN_MASK_ADD) === 0 ? wanted : known.mask | wanted;
    return known.descriptor;
  }

  #watch(inode: Inode, mask: number): number {
    this.#last += 1;
    const watch = new Watch(this, this.#last, inode, mask);
    this.#watches.set(inode, watch);
    this.#system.notifications.watch(inode, watch);
    return watch.descriptor;
  }

  /** The watches by their descriptors. */
  watched(): readonly (readonly [descriptor: number, inode: Inode])[] {
    return [...this.#watches.values()].map(({ descriptor, inode }) => [descriptor, inode]);
  }

  /** @throws EINVAL for none of its watches */
  removeByDescriptor(descriptor: number): void {
    const watch = [...this.#watches.values()].find((each) => each.descriptor === descriptor);
    this.remove(watch ?? fail("EINVAL"));
  }

  remove(watch: Watch): void {
    this.#watches.delete(watch.inode);
    this.#system.notifications.unwatch(watch.inode, watch);
    const { descriptor } = watch;
    this.queue({ descriptor, mask: IN_IGNORED, cookie: 0, name: undefined });
  }

  /** What is as the last one that nobody has read is the same event. */
  queue(event: Event): void {
    const last = this.#queue.at(-1);
    const { descriptor, mask, name } = event;
    const same = last?.descriptor === descriptor && last.mask === mask && last.name === name;
    if (!same) this.#queue.push(event);
  }

  /** As many whole events as there is room for. EAGAIN, EINVAL */
  override read(into: Uint8Array): number {
    if (this.#queue.length === 0) fail("EAGAIN");
    let used = 0;
    for (;;) {
      const [event] = this.#queue;
      if (event === undefined) break;
      const bytes = encode(event);
      if (used + bytes.length > into.length) break;
      into.set(bytes, used);
      used += bytes.length;
      this.#queue.shift();
    }
    return used === 0 ? fail("EINVAL") : used;
  }

  override release(): void {
    for (const watch of this.#watches.values())
      this.#system.notifications.unwatch(watch.inode, watch);
  }
}

/** @throws EINVAL for an empty mask, and bits that mean nothing */
export function checkWatchMask(mask: number): void {
  if (mask === 0 || (mask & ~all) !== 0) fail("EINVAL");
}

/** struct inotify_event: the name fills up to a multiple of the header. */
function encode({ descriptor, mask, cookie, name }: Event): Buffer {
  const bytes = Buffer.from(name ?? "");
  const room = name === undefined ? 0 : Math.ceil((bytes.length + 1) / header) * header;
  const b = Buffer.alloc(header + room);
  b.writeInt32LE(descriptor, 0);
  b.writeUInt32LE(mask >>> 0, 4);
  b.writeUInt32LE(cookie, 8);
  b.writeUInt32LE(room, 12);
  bytes.copy(b, header);
  return b;
}
