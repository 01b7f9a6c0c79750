import type { Layers } from "../../adapters/adapter.ts";
import type { Path } from "../language/path.ts";
import { AT_FDCWD, calls } from "./calls.ts";
import type { Standpoint } from "./place.ts";
import { system } from "./syscalls.ts";

const munmap = system("munmap", "ii");

/** Where a scenario takes place. */
export interface Setting {
  readonly layers: Layers;
  /** `trusted.overlay.` or `user.overlay.`: what `overlay:` stands for. */
  readonly xattrPrefix: string;
}

/** What a scenario holds by its names. */
export interface Held {
  readonly slots: Map<string, number>;
  readonly maps: Map<string, Mapping>;
  readonly handles: Map<string, Buffer>;
  readonly watches: Map<string, Watch>;
  /** Children that were left running, by pid. */
  readonly processes: Map<string, number>;
}

/** What ops need beside their arguments. */
export interface Context extends Setting, Held {
  readonly standpoint: Standpoint;
}

export function nothingHeld(): Held {
  return {
    slots: new Map(),
    maps: new Map(),
    handles: new Map(),
    watches: new Map(),
    processes: new Map(),
  };
}

/** The same names, which may come to stand for something else. */
export function copyOfHeld({ slots, maps, handles, watches, processes }: Held): Held {
  return {
    slots: new Map(slots),
    maps: new Map(maps),
    handles: new Map(handles),
    watches: new Map(watches),
    processes: new Map(processes),
  };
}

/** A watch of inotify. Every instance counts its watch descriptors from 1. */
export interface Watch {
  readonly instance: number;
  readonly descriptor: number;
}

export interface Mapping {
  readonly address: number;
  readonly length: number;
}

/** A descriptor that is not open: the kernel answers EBADF. */
const notOpen = -1;

export function fdOf(context: Context, slot: string): number {
  return context.slots.get(slot) ?? notOpen;
}

/** Keeps a new descriptor; a slot that was open is closed, as dup2(2) does. */
export function keep(context: Context, slot: string, fd: number): void {
  const old = context.slots.get(slot);
  if (old !== undefined) calls.close(old);
  context.slots.set(slot, fd);
}

/** Calls without a directory descriptor take plain paths only. */
export function plain(path: Path): string {
  if (typeof path !== "string")
    throw new TypeError("Cannot pass a directory to this call: it has no *at form");
  return path;
}

/** Stands for a mapping that is not there: the page at 0 never is mapped, and so the kernel answers. */
const nowhere: Mapping = { address: 0, length: 4096 };

export function mappingOf(context: Context, map: string): Mapping {
  return context.maps.get(map) ?? nowhere;
}

export function unmap(context: Context, map: string): number {
  const { address, length } = mappingOf(context, map);
  context.maps.delete(map);
  return munmap(address, length);
}

/** The directory descriptor and the path for a *at call. */
export function target(context: Context, path: Path): [dirfd: number, path: string] {
  return typeof path === "string" ? [AT_FDCWD, path] : [fdOf(context, path.at), path.path];
}
