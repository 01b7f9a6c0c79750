import { AT_FDCWD } from "../../harness/agent/calls.ts";
import type { Kernel } from "../../harness/agent/kernel.ts";
import { Machine } from "./calls/machine.ts";
import { directoryRoot } from "./directory/root.ts";
import { memoryFileSystem } from "./memory/filesystem.ts";
import { tmpfs } from "./memory/tmpfs.ts";
import { overlayType } from "./overlay/context.ts";

const types = [tmpfs, overlayType];

function now(): bigint {
  return BigInt(Date.now()) * 1_000_000n;
}

/** A machine whose root is in memory. It needs no privilege, and no Linux. */
export function bootMemory(): Kernel {
  const rootFilesystem = memoryFileSystem({ now, device: 1 });
  const machine = new Machine({ rootFilesystem, types, now, initial: true });
  // The agent keeps a descriptor of it, as on any Linux; what it holds the machine answers itself.
  machine.call("mkdirat", [AT_FDCWD, "/proc", 0o755]);
  return machine;
}

/** A machine whose root is the root of the host. */
export function bootDirectory(initial: boolean): Kernel {
  const rootFilesystem = directoryRoot("/").filesystem;
  return new Machine({ rootFilesystem, types, now, initial });
}
