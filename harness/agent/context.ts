import type { Layers } from "../../adapters/adapter.ts";
import type { Path } from "../language/path.ts";
import { AT_FDCWD, calls } from "./calls.ts";
import type { Standpoint } from "./place.ts";

/** What a scenario holds open, and what its ops need beside their arguments. */
export interface Context {
  readonly standpoint: Standpoint;
  readonly layers: Layers;
  /** `trusted.overlay.` or `user.overlay.`: what `overlay:` stands for. */
  readonly xattrPrefix: string;
  readonly slots: Map<string, number>;
  readonly maps: Map<string, Mapping>;
  readonly handles: Map<string, Buffer>;
  /** Watch descriptors of inotify by their names. */
  readonly watches: Map<string, number>;
  /** Children that were left running, by pid. */
  readonly processes: Map<string, number>;
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

/** The directory descriptor and the path for a *at call. */
export function target(context: Context, path: Path): [dirfd: number, path: string] {
  return typeof path === "string" ? [AT_FDCWD, path] : [fdOf(context, path.at), path.path];
}
