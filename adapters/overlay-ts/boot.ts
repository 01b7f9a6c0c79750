import { AT_FDCWD } from "../../harness/agent/calls.ts";
import type { Kernel } from "../../harness/agent/kernel.ts";
import { Machine } from "./calls/machine.ts";
import { directoryRoot } from "./directory/root.ts";
import { memoryFileSystem } from "./memory/filesystem.ts";
import { tmpfs } from "./memory/tmpfs.ts";
import { overlayType } from "./overlay/context.ts";
import { S_IFREG } from "./vfs/mode.ts";

const dropCaches = "/proc/sys/vm/drop_caches";

const types = [tmpfs, overlayType];

function now(): bigint {
  return BigInt(Date.now()) * 1_000_000n;
}

/** A machine whose root is in memory. It needs no privilege, and no Linux. */
export function bootMemory(): Kernel {
  const rootFilesystem = memoryFileSystem({ now, device: 1 });
  const machine = new Machine({ rootFilesystem, types, now, initial: true });
  for (const directory of ["/proc", "/proc/sys", "/proc/sys/vm"])
    machine.call("mkdirat", [AT_FDCWD, directory, 0o755]);
  machine.call("mknodat", [AT_FDCWD, dropCaches, S_IFREG | 0o200, 0]);
  machine.dropCachesBy(dropCaches);
  return machine;
}

/** A machine whose root is the root of the host. */
export function bootDirectory(initial: boolean): Kernel {
  const rootFilesystem = directoryRoot("/").filesystem;
  const machine = new Machine({ rootFilesystem, types, now, initial });
  machine.dropCachesBy(dropCaches);
  return machine;
}
