import { lookupOrSelf, walkToParent } from "./at.ts";
import { capable } from "./credentials.ts";
import { creationIn } from "./creation.ts";
import type { Inode } from "./inode.ts";
import { mayCreate } from "./may.ts";
import {
  S_IFBLK,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFLNK,
  S_IFMT,
  S_IFREG,
  S_IFSOCK,
  S_ISGID,
  S_ISUID,
  isDirectory,
  isRegular,
  isWhiteoutDevice,
} from "./mode.ts";
import type { Path } from "./mount.ts";
import { mustBeChangeable, owns } from "./owner.ts";
import { MAY_READ, MAY_WRITE } from "./permission.ts";
import { fail } from "./posix-error.ts";
import type { Process } from "./process.ts";
import { tellLinked, tellMade } from "./telling.ts";
import type { Walk } from "./walk.ts";

/* New names. Source: mkdir(2), mknod(2), symlink(2), link(2) */

/** Stands before a name that is free: filename_create. */
function freeName(process: Process, dirfd: number, path: string, asDirectory: boolean): Walk {
  const walk = walkToParent(process, dirfd, path);
  if (walk.kind !== "name") fail("EEXIST");
  const found = walk.inode.lookup(walk.last);
  if (found !== undefined) fail("EEXIST");
  if (walk.slash && !asDirectory) fail("ENOENT");
  walk.mount.wantWrite();
  return walk;
}

function created({ system }: Process, { inode: directory, last: name }: Walk, child: Inode): void {
  tellMade(system, { directory, name }, child);
}

export function mkdir(process: Process, dirfd: number, path: string, mode: number): void {
  const walk = freeName(process, dirfd, path, true);
  mayCreate(walk.inode, process.who);
  const creation = creationIn(process, walk.inode, S_IFDIR | (mode & 0o1777));
  created(process, walk, walk.inode.create(walk.last, creation));
}

const plainTypes: readonly number[] = [0, S_IFREG, S_IFCHR, S_IFBLK, S_IFIFO, S_IFSOCK];

/** @param mode with type bits; none mean a regular file */
export function mknod(
  process: Process,
  dirfd: number,
  path: string,
  mode: number,
  rdev: number,
): void {
  const type = mode & S_IFMT;
  if (type === S_IFDIR) fail("EPERM");
  if (!plainTypes.includes(type)) fail("EINVAL");
  const walk = freeName(process, dirfd, path, false);
  mayCreate(walk.inode, process.who);
  const device = type === S_IFCHR || type === S_IFBLK;
  if (device && !isWhiteoutDevice(mode, rdev) && !process.initiallyCapable("CAP_MKNOD"))
    fail("EPERM");
  const full = (type === 0 ? S_IFREG : type) | (mode & 0o7777);
  const creation = creationIn(process, walk.inode, full, device ? { rdev } : {});
  created(process, walk, walk.inode.create(walk.last, creation));
}

export function symlink(process: Process, target: string, dirfd: number, path: string): void {
  if (target === "") fail("ENOENT");
  if (Buffer.byteLength(target) >= 4096) fail("ENAMETOOLONG");
  const walk = freeName(process, dirfd, path, false);
  mayCreate(walk.inode, process.who);
  const creation = creationIn(process, walk.inode, S_IFLNK | 0o777, { target });
  created(process, walk, walk.inode.create(walk.last, creation));
}

const AT_SYMLINK_FOLLOW = 0x400;
const AT_EMPTY_PATH = 0x1000;

interface End {
  readonly dirfd: number;
  readonly path: string;
}

export function link(process: Process, from: End, to: End, flags: number): void {
  if ((flags & ~(AT_SYMLINK_FOLLOW | AT_EMPTY_PATH)) !== 0) fail("EINVAL");
  const empty = (flags & AT_EMPTY_PATH) !== 0;
  const follow = (flags & AT_SYMLINK_FOLLOW) !== 0;
  // Who opened a file may link it by its descriptor; else that needs a capability.
  const byDescriptor = empty && from.path === "" && from.dirfd >= 0;
  if (byDescriptor) mayLinkDescriptor(process, from.dirfd);
  const old = lookupOrSelf(process, from.dirfd, from.path, follow, empty);
  const walk = freeName(process, to.dirfd, to.path, false);
  if (old.mount !== walk.mount) fail("EXDEV");
  mayLink(process, old);
  mayCreate(walk.inode, process.who);
  if (old.inode.filesystem !== walk.inode.filesystem) fail("EXDEV");
  mustBeChangeable(old.inode);
  if (isDirectory(old.inode.getattr().mode)) fail("EPERM");
  if (old.inode.nlink === 0 && !process.system.nameless.has(old.inode)) fail("ENOENT");
  walk.inode.link(walk.last, old.inode);
  process.system.nameless.delete(old.inode);
  tellLinked(process.system, { directory: walk.inode, name: walk.last }, old.inode);
}

function mayLinkDescriptor(process: Process, fd: number): void {
  const file = process.descriptors.any(fd);
  if (file.who !== process.who && !capable(process.who, "CAP_DAC_READ_SEARCH")) fail("ENOENT");
}

/** protected_hardlinks: others may be linked only where they are plain files that one may read and write. */
function mayLink(process: Process, { inode }: Path): void {
  const attributes = inode.getattr();
  if (owns(process.who, attributes)) return;
  const { mode } = attributes;
  const setgid = (mode & (S_ISGID | 0o010)) === (S_ISGID | 0o010);
  if (!isRegular(mode) || (mode & S_ISUID) !== 0 || setgid) fail("EPERM");
  try {
    inode.permission(MAY_READ | MAY_WRITE, process.who);
  } catch {
    fail("EPERM");
  }
}
