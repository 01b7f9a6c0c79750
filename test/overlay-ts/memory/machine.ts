import type { AttributeChange } from "../../../adapters/overlay-ts/vfs/inode.ts";

/** What a filesystem in memory and a real tmpfs are both asked. A negative answer is the name of an errno. */
export interface Machine {
  create(path: string, mode: number, rdev?: number): unknown;
  symlink(target: string, path: string): unknown;
  link(from: string, to: string): unknown;
  unlink(path: string): unknown;
  rmdir(path: string): unknown;
  rename(from: string, to: string, flags?: number): unknown;
  readlink(path: string): unknown;
  setattr(path: string, change: AttributeChange): unknown;

  open(slot: string, path: string): unknown;
  tmpfile(slot: string, directory: string): unknown;
  /** Gives a name to what `tmpfile` made. */
  name(slot: string, path: string): unknown;
  close(slot: string): unknown;
  read(slot: string, length: number, position: number): unknown;
  write(slot: string, bytes: Uint8Array, position: number): unknown;
  truncate(slot: string, size: number): unknown;
  allocate(slot: string, mode: number, offset: number, length: number): unknown;
  seek(slot: string, offset: number, what: "data" | "hole"): unknown;
  clone(from: string, to: string): unknown;
  /** At most `count` entries from a position, with the position after each. */
  list(slot: string, position: number, count?: number): unknown;
  seekDirectory(slot: string, position: number, offset: number, whence: number): unknown;

  getxattr(path: string, name: string): unknown;
  setxattr(path: string, name: string, value: Uint8Array, flags?: number): unknown;
  removexattr(path: string, name: string): unknown;
  setFlags(path: string, flags: number): unknown;
  getFlags(path: string): unknown;

  /** Takes a handle; gives its type and length. */
  handle(slot: string, path: string): unknown;
  /** The inode number of what the handle finds. */
  find(slot: string): unknown;
  status(): unknown;

  /** All of it: what is listed, of each object all that can be seen but times. */
  look(): readonly Seen[];
}

export interface Seen {
  readonly path: string;
  readonly attributes: Readonly<Record<string, number>>;
  /** Access, modification, change, birth; in nanoseconds. */
  readonly times: readonly bigint[];
  readonly xattrs: readonly string[];
  readonly content?: string;
}

export type Move = (machine: Machine) => unknown;

/** A time up to this one was set, a later one is that of a clock. */
export const LAST_SET_TIME = 10n ** 15n;
