import type { SystemCall } from "./numbers.ts";

/** Arguments: i = int or long, s = string as a path or a name, p = bytes in and out or null. */
export type Argument = number | string | Uint8Array | null;

/** A negative result is a negative errno. */
export type SysCall<A extends readonly Argument[]> = (...args: A) => number;

export type ArgumentsOf<S extends string> = S extends `${infer Head}${infer Tail}`
  ? [
      Head extends "i" ? number : Head extends "s" ? string : Uint8Array | null,
      ...ArgumentsOf<Tail>,
    ]
  : [];

/** What answers system calls. Without one, the real kernel does. */
export interface Kernel {
  /** A negative result is a negative errno. */
  call(name: SystemCall, args: readonly Argument[]): number;
  /** What stands for the address of a buffer in structures that hold pointers. */
  addressOf(buffer: Uint8Array): bigint;
  /** The text of /proc/self/mountinfo. */
  mountinfo(): string;
  /** The text of /proc/self/maps. */
  maps(): string;
  /** The text of /proc/self/fdinfo/FD; undefined for a descriptor that is not open. */
  fdinfo(fd: number): string | undefined;
  /** Another thread of the process, with a root, a working directory and a umask of its own. */
  thread(): Kernel;
  /**
   * Whether a call since the last question answered EAGAIN only because it would have to wait for others: it is to be
   * made again. Of threads and other processes, never of the first one.
   */
  waits(): boolean;
  /** Another process on the same mounts, with descriptors of its own. */
  fork(): Kernel;
}
