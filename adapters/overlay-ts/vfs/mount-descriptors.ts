import { atFlags } from "../../../harness/agent/constants.ts";
import { moveMountFlags, openTreeFlags } from "../../../harness/agent/mount-constants.ts";
import { lookupOrSelf } from "./at.ts";
import { ContextFile } from "./filesystem-context.ts";
import { PathFile } from "./file.ts";
import { type Mount, type Path, attribute } from "./mount.ts";
import { attach, copyOf, mayMount, move } from "./mounting.ts";
import { O_PATH } from "./open-flags.ts";
import { fail } from "./posix-error.ts";
import type { Process } from "./process.ts";

/* The calls of linux/mount.h: mounts by descriptors. */

/** All that say how access times change: they are cleared together. */
const MOUNT_ATTR__ATIME = 0x70;
const settable = Object.values(attribute).reduce((sum, bit) => sum | bit, 0);

export function fsopen(process: Process, name: string): number {
  mayMount(process);
  const type = process.system.types.get(name) ?? fail("ENODEV");
  return process.descriptors.add(ContextFile.open(process, type));
}

const FSPICK_SYMLINK_NOFOLLOW = 2;
const FSPICK_EMPTY_PATH = 8;

export function fspick(process: Process, dirfd: number, path: string, flags: number): number {
  mayMount(process);
  const follow = (flags & FSPICK_SYMLINK_NOFOLLOW) === 0;
  const empty = (flags & FSPICK_EMPTY_PATH) !== 0;
  const { mount, inode } = lookupOrSelf(process, dirfd, path, follow, empty);
  if (inode !== mount.root) fail("EINVAL");
  return process.descriptors.add(ContextFile.pick(process, mount));
}

export function contextAt(process: Process, fd: number): ContextFile {
  const file = process.descriptors.get(fd);
  return file instanceof ContextFile ? file : fail("EINVAL");
}

export function fsmount(process: Process, fd: number, attributes: number): number {
  mayMount(process);
  if ((attributes & ~settable) !== 0) fail("EINVAL");
  return descriptorOf(process, contextAt(process, fd).mount(process, attributes));
}

function descriptorOf(process: Process, mount: Mount): number {
  return process.descriptors.add(new PathFile(mount.rootPath(), O_PATH, process.who));
}

export interface End {
  readonly dirfd: number;
  readonly path: string;
}

export function moveMount(process: Process, from: End, to: End, flags: number): void {
  const { MOVE_MOUNT_F_SYMLINKS, MOVE_MOUNT_F_EMPTY_PATH } = moveMountFlags;
  const { MOVE_MOUNT_T_SYMLINKS, MOVE_MOUNT_T_EMPTY_PATH } = moveMountFlags;
  mayMount(process);
  const what = resolve(
    process,
    from,
    flags & MOVE_MOUNT_F_SYMLINKS,
    flags & MOVE_MOUNT_F_EMPTY_PATH,
  );
  const at = resolve(process, to, flags & MOVE_MOUNT_T_SYMLINKS, flags & MOVE_MOUNT_T_EMPTY_PATH);
  if (what.inode !== what.mount.root) fail("EINVAL");
  if (process.system.mounts.attached(what.mount)) move(process, what, at);
  else attach(process, what.mount, at);
}

function resolve(process: Process, { dirfd, path }: End, follow: number, empty: number): Path {
  return lookupOrSelf(process, dirfd, path, follow !== 0, empty !== 0);
}

export function openTree(process: Process, { dirfd, path }: End, flags: number): number {
  const follow = (flags & atFlags.AT_SYMLINK_NOFOLLOW) === 0;
  const empty = (flags & openTreeFlags.AT_EMPTY_PATH) !== 0;
  const recursive = (flags & openTreeFlags.AT_RECURSIVE) !== 0;
  const clone = (flags & openTreeFlags.OPEN_TREE_CLONE) !== 0;
  if (recursive && !clone) fail("EINVAL");
  if (clone) mayMount(process);
  const found = lookupOrSelf(process, dirfd, path, follow, empty);
  if (clone) return descriptorOf(process, copyOf(process, found, recursive));
  return process.descriptors.add(new PathFile(found, O_PATH, process.who));
}

/** Which attributes of a mount change: struct mount_attr. */
interface AttributeRequest {
  readonly set: number;
  readonly clear: number;
}

export function mountSetattr(
  process: Process,
  { dirfd, path }: End,
  flags: number,
  { set, clear }: AttributeRequest,
): void {
  const follow = (flags & atFlags.AT_SYMLINK_NOFOLLOW) === 0;
  const empty = (flags & atFlags.AT_EMPTY_PATH) !== 0;
  if (((set | clear) & ~(settable | MOUNT_ATTR__ATIME)) !== 0) fail("EINVAL");
  mayMount(process);
  const { mount, inode } = lookupOrSelf(process, dirfd, path, follow, empty);
  if (inode !== mount.root) fail("EINVAL");
  const { mounts } = process.system;
  const all = (flags & atFlags.AT_RECURSIVE) === 0 ? [mount] : mounts.below(mount);
  for (const each of all) each.attributes = (each.attributes & ~clear) | set;
}
