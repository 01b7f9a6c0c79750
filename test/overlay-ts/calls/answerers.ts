import { memoryFileSystem } from "../../../adapters/overlay-ts/memory/filesystem.ts";
import { tmpfs } from "../../../adapters/overlay-ts/memory/tmpfs.ts";
import { Machine } from "../../../adapters/overlay-ts/calls/machine.ts";
import type { SystemCall } from "../../../harness/agent/numbers.ts";
import { addressOf, system } from "../../../harness/agent/syscalls.ts";
import type { Answerer, Argument } from "./trace.ts";

/** The kernel of this machine. */
export const realKernel: Answerer = { call, addressOf };

function call(name: SystemCall, args: readonly Argument[]): number {
  const shape = args.map(letterOf).join("");
  const made = system(name, shape) as unknown as (...args: readonly Argument[]) => number;
  return made(...args);
}

function letterOf(argument: Argument): "i" | "s" | "p" {
  if (typeof argument === "number") return "i";
  return typeof argument === "string" ? "s" : "p";
}

const CLONE_NEWNS = 0x20000;
const MS_PRIVATE = 1 << 18;
const MS_REC = 16384;

/** This thread alone gets a namespace for its mounts, which is gone with it. False where it may not. */
export function leaveNamespace(): boolean {
  if (call("unshare", [CLONE_NEWNS]) < 0) return false;
  return call("mount", ["none", "/", "none", MS_REC | MS_PRIVATE, null]) === 0;
}

/** Does something in the root of a new tmpfs, and comes back. */
export function inNewRoot(action: () => void): void {
  const home = call("openat", [-100, "/", 0o10000000, 0]);
  call("mount", ["none", "/mnt", "tmpfs", 0, "mode=755"]);
  call("chdir", ["/mnt"]);
  call("chroot", ["."]);
  try {
    action();
  } finally {
    call("close_range", [1000, 0xffff_ffff, 0]);
    call("fchdir", [home]);
    call("chroot", ["."]);
    call("umount2", ["/mnt", 2]);
    call("close", [home]);
  }
}

/** A machine of its own whose root is a filesystem in memory. */
export function newMachine(): Answerer {
  let time = BigInt(Date.now()) * 1_000_000n;
  const now = () => {
    time += 1000n;
    return time;
  };
  const rootFilesystem = memoryFileSystem({ now, device: 7, mode: 0o755 });
  return new Machine({ rootFilesystem, types: [tmpfs], now, initial: true });
}
