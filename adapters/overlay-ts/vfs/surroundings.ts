import { lookup } from "./at.ts";
import type { MountSurroundings } from "./inode.ts";
import { nameBelow } from "./mount-tree.ts";
import { AT_FDCWD, type Process } from "./process.ts";

/** What a filesystem that a process mounts needs of it. */
export function surroundingsOf(process: Process, log: (line: string) => void): MountSurroundings {
  const { system } = process;
  return {
    get who() {
      return process.who;
    },
    initial: system.initial,
    resolve(path) {
      const at = lookup(process, AT_FDCWD, path, true);
      const { inode, mount } = at;
      const shown = nameBelow(process.root, at) ?? path;
      return { inode, readonly: mount.readonly, mount, path: shown };
    },
    newDevice: () => system.newDevice(),
    now: system.now,
    log,
  };
}
