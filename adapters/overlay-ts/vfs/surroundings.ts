import { lookup } from "./at.ts";
import type { MountedInode } from "./filesystem.ts";
import type { MountSurroundings } from "./filesystem-type.ts";
import { nameBelow } from "./mount-tree.ts";
import type { Path } from "./mount.ts";
import { AT_FDCWD, type Process } from "./process.ts";

/** What a parameter of a mount refers to. */
export function mountedInode(process: Process, at: Path): MountedInode {
  const { inode, mount } = at;
  return { inode, readonly: mount.readonly, mount, path: nameBelow(process.root, at) ?? "" };
}

/** What a filesystem that a process mounts needs of it. */
export function surroundingsOf(process: Process, log: (line: string) => void): MountSurroundings {
  const { system } = process;
  return {
    get who() {
      return process.who;
    },
    initial: system.initial,
    resolve: (path) => mountedInode(process, lookup(process, AT_FDCWD, path, true)),
    newDevice: () => system.newDevice(),
    now: system.now,
    hearers: system,
    log,
  };
}
