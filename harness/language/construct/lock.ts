import type * as F from "../flags.ts";
import { type Constructor, type Flags, make } from "./make.ts";

/* Locks and leases. */

export const flock: Constructor<"flock", [slot: string, operation: Flags<typeof F.flockFlags>]> =
  make("flock");
export const lock: Constructor<
  "lock",
  [slot: string, command: (typeof F.lockCommands)[number], type: (typeof F.lockTypes)[number]],
  [start: number, length: number]
> = make("lock");
export const setlease: Constructor<"setlease", [slot: string, type: (typeof F.lockTypes)[number]]> =
  make("setlease");
export const getlease: Constructor<"getlease", [slot: string]> = make("getlease");
