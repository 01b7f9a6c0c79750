import type { SystemCall } from "../../../harness/agent/numbers.ts";
import type { Process } from "../vfs/process.ts";
import type { Arguments } from "./arguments.ts";
import type { Addresses } from "./addresses.ts";

/** A process with memory: what a system call is made by. */
export interface Caller {
  readonly process: Process;
  readonly addresses: Addresses;
}

/** Carries one system call out. Gives what it gives; errors are thrown. Nothing is 0. */
export type Handler = (caller: Caller, args: Arguments) => number | undefined | void;

export type Handlers = Partial<Record<SystemCall, Handler>>;
