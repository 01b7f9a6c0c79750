import { mountFlags } from "../../../harness/agent/mount-constants.ts";
import { lookup } from "./at.ts";
import { capable } from "./credentials.ts";
import { isRemoved } from "./may.ts";
import { isDirectory } from "./mode.ts";
import { type Mount, type Path, attribute } from "./mount.ts";
import { fail } from "./posix-error.ts";
import { AT_FDCWD, type Process } from "./process.ts";
import { commitChange } from "./reconfigure.ts";
import { SuperblockFlags } from "./superblock-flags.ts";
import { surroundingsOf } from "./surroundings.ts";

/* mount(2) */

const {
  MS_RDONLY,
  MS_NOSUID,
  MS_NODEV,
  MS_NOEXEC,
  MS_NOATIME,
  MS_NODIRATIME,
  MS_STRICTATIME,
  MS_NOSYMFOLLOW,
  MS_REMOUNT,
  MS_BIND,
  MS_MOVE,
  MS_REC,
  MS_PRIVATE,
  MS_SLAVE,
  MS_SHARED,
} = mountFlags;
const MS_UNBINDABLE = 1 << 17;

const attributeOf = [
  [MS_RDONLY, attribute.readonly],
  [MS_NOSUID, attribute.nosuid],
  [MS_NODEV, attribute.nodev],
  [MS_NOEXEC, attribute.noexec],
  [MS_NOATIME, attribute.noatime],
  [MS_NODIRATIME, attribute.nodiratime],
  [MS_STRICTATIME, attribute.strictatime],
  [MS_NOSYMFOLLOW, attribute.nosymfollow],
] as const;

function attributesOf(flags: number): number {
  return attributeOf.reduce((sum, [flag, bit]) => ((flags & flag) === 0 ? sum : sum | bit), 0);
}

/** @throws EPERM */
export function mayMount(process: Process): void {
  if (!capable(process.who, "CAP_SYS_ADMIN")) fail("EPERM");
}

interface MountRequest {
  readonly source: string | null;
  readonly target: string;
  readonly type: string | null;
  readonly flags: number;
  readonly options: string | null;
}

export function mount(process: Process, request: MountRequest): void {
  const { flags, source } = request;
  const at = lookup(process, AT_FDCWD, request.target, true);
  mayMount(process);
  if ((flags & MS_REMOUNT) !== 0) {
    if (at.inode !== at.mount.root) fail("EINVAL");
    if ((flags & MS_BIND) === 0) reconfigure(process, at.mount, request);
    at.mount.attributes = attributesOf(flags);
    return;
  }
  if ((flags & MS_BIND) !== 0) return bind(process, source, at, (flags & MS_REC) !== 0);
  if ((flags & (MS_SHARED | MS_PRIVATE | MS_SLAVE | MS_UNBINDABLE)) !== 0) {
    // Nothing here propagates.
    if (at.inode !== at.mount.root) fail("EINVAL");
    return;
  }
  if ((flags & MS_MOVE) !== 0) {
    const from = lookup(process, AT_FDCWD, source ?? fail("EINVAL"), true);
    return move(process, from, at);
  }
  mountNew(process, request, at);
}

/** A filesystem of its own. */
function mountNew(process: Process, request: MountRequest, at: Path): void {
  const { system } = process;
  const type = system.types.get(request.type ?? fail("EINVAL")) ?? fail("ENODEV");
  const context = type.begin(surroundingsOf(process, () => undefined));
  const superblock = new SuperblockFlags((request.flags & MS_RDONLY) !== 0);
  for (const parameter of type.split(request.options ?? "")) {
    if (!superblock.take(parameter)) context.parameter(parameter);
  }
  const source = request.source ?? "none";
  const filesystem = context.create(source, superblock.readonly);
  const attributes = attributesOf(request.flags);
  try {
    attach(process, system.newMount(filesystem, filesystem.root, source, attributes), at);
  } catch (error) {
    system.unmounted(filesystem);
    throw error;
  }
}

/** @throws EBUSY for the same filesystem on itself, ENOENT, ENOTDIR */
export function attach({ system }: Process, mount: Mount, at: Path): void {
  if (isRemovedObject(at)) fail("ENOENT");
  if (at.inode === at.mount.root && at.mount.filesystem === mount.filesystem) {
    if (mount.root === at.inode) fail("EBUSY");
  }
  if (isDirectoryPath(at) !== isDirectory(mount.root.getattr().mode)) fail("ENOTDIR");
  system.mounts.attach(mount, at);
}

function isDirectoryPath({ inode }: Path): boolean {
  return isDirectory(inode.getattr().mode);
}

function isRemovedObject(at: Path): boolean {
  return isDirectoryPath(at) ? isRemoved(at.inode) : at.inode.nlink === 0;
}

function bind(process: Process, source: string | null, at: Path, recursive: boolean): void {
  if (source === null || source === "") fail("EINVAL");
  const from = lookup(process, AT_FDCWD, source, true);
  attach(process, copyOf(process, from, recursive), at);
}

/** Another mount of the same tree, with what is mounted in it where `recursive`. */
export function copyOf({ system }: Process, from: Path, recursive: boolean): Mount {
  const { filesystem, source, attributes, children } = from.mount;
  const copy = system.newMount(filesystem, from.inode, source, attributes);
  if (recursive) {
    for (const child of children.values()) {
      if (child.on === undefined || !isBelow(child.on.inode, from)) continue;
      const on = { ...child.on, mount: copy };
      system.mounts.attach(copyOf({ system } as Process, child.rootPath(), true), on);
    }
  }
  return copy;
}

function isBelow(inode: Path["inode"], { inode: root, mount }: Path): boolean {
  if (root === mount.root) return true;
  let at: Path["inode"] | undefined = inode;
  while (at !== undefined && at !== root) at = at.standing()?.parent;
  return at === root;
}

/** @throws EINVAL for what is no mount, ELOOP for one that would be below itself */
export function move({ system }: Process, from: Path, at: Path): void {
  const { mount } = from;
  if (from.inode !== mount.root || mount === system.mounts.root) fail("EINVAL");
  if (isDirectoryPath(from) !== isDirectoryPath(at)) fail("EINVAL");
  for (let each: Mount | undefined = at.mount; each !== undefined; each = each.on?.mount) {
    if (each === mount) fail("ELOOP");
  }
  system.mounts.detach(mount);
  system.mounts.attach(mount, at);
}

/** MS_REMOUNT: of the filesystem, too. */
function reconfigure(process: Process, { filesystem }: Mount, request: MountRequest): void {
  const type = process.system.types.get(filesystem.type);
  const superblock = new SuperblockFlags((request.flags & MS_RDONLY) !== 0);
  const change = filesystem.reconfigure({ old: true, log: () => undefined });
  for (const parameter of type?.split(request.options ?? "") ?? []) {
    if (!superblock.take(parameter)) change.parameter(parameter);
  }
  commitChange(process.system, filesystem, change, superblock.readonly);
}
