import { lookup } from "./at.ts";
import type { MountSurroundings } from "./inode.ts";
import { AT_FDCWD, type Process } from "./process.ts";

/** What a filesystem that a process mounts needs of it. */
export function surroundingsOf(process: Process, log: (line: string) => void): MountSurroundings {
  const { system, who } = process;
  return {
    who,
    initial: system.initial,
    resolve(path) {
      const { inode, mount } = lookup(process, AT_FDCWD, path, true);
      return { inode, readonly: mount.readonly };
    },
    newDevice: () => system.newDevice(),
    now: system.now,
    log,
  };
}
