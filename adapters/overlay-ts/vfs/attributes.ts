import { type Credentials, capable, inGroup } from "./credentials.ts";
import type { AttributeChange, Attributes, Inode, Time } from "./inode.ts";
import { S_ISGID, S_ISUID, isDirectory, isRegular, isSymlink } from "./mode.ts";
import type { Path } from "./mount.ts";
import { isAppendOnly, isImmutable, keepsSetgid, mustBeChangeable, owns } from "./owner.ts";
import { MAY_WRITE } from "./permission.ts";
import { fail } from "./posix-error.ts";
import { dropsSetgid, modeAfterWrite, removeFileCapability } from "./privileges.ts";
import type { Process } from "./process.ts";
import { tellChanged } from "./telling.ts";

/* Changes of attributes, as the kernel's notify_change lets them. Source: chmod(2), chown(2), utimensat(2) */

/** Even a change of nothing is one: a copy-up may hang on it. */
function changed({ system }: Process, path: Path, change: AttributeChange): void {
  path.inode.setattr(change);
  tellChanged(system, path, change);
}

export function chmod(process: Process, path: Path, mode: number): void {
  const { inode, mount } = path;
  mount.wantWrite();
  mustBeChangeable(inode);
  const attributes = inode.getattr();
  if (isSymlink(attributes.mode)) fail("EOPNOTSUPP");
  if (!owns(process.who, attributes)) fail("EPERM");
  const asked = mode & 0o7777;
  const given = keepsSetgid(process.who, attributes.gid) ? asked : asked & ~S_ISGID;
  changed(process, path, { mode: given });
}

const unchanged = 0xffffffff;

/** @param uid @param gid -1 leaves it */
export function chown(process: Process, path: Path, uid: number, gid: number): void {
  const { inode, mount } = path;
  mount.wantWrite();
  const setsUid = uid >>> 0 !== unchanged;
  const setsGid = gid >>> 0 !== unchanged;
  if (setsUid || setsGid) mustBeChangeable(inode);
  const attributes = inode.getattr();
  const { who } = process;
  if (setsUid && !mayChown(who, attributes, uid)) fail("EPERM");
  if (setsGid && !mayChgrp(who, attributes, gid)) fail("EPERM");
  const mode = modeAfterChown(attributes, who);
  if (mode !== undefined && !owns(who, attributes)) fail("EPERM");
  if (!isDirectory(attributes.mode)) removeFileCapability(inode);
  const change: AttributeChange = {
    ...(setsUid && { uid }),
    ...(setsGid && { gid }),
    ...(mode !== undefined && { mode }),
  };
  changed(process, path, change);
}

function mayChown(who: Credentials, { uid }: Attributes, to: number): boolean {
  return (who.uid === uid && to === uid) || capable(who, "CAP_CHOWN");
}

function mayChgrp(who: Credentials, { uid, gid }: Attributes, to: number): boolean {
  return (who.uid === uid && (to === gid || inGroup(who, to))) || capable(who, "CAP_CHOWN");
}

/** undefined where it stays as it is. */
function modeAfterChown(attributes: Attributes, who: Credentials): number | undefined {
  const { mode } = attributes;
  if (isDirectory(mode)) return undefined;
  const setuid = mode & S_ISUID;
  const setgid = dropsSetgid(attributes, who) ? S_ISGID : 0;
  return setuid === 0 && setgid === 0 ? undefined : mode & 0o7777 & ~setuid & ~setgid;
}

/** A time, or how it is chosen: UTIME_NOW, UTIME_OMIT. */
export type TimeChange = Time | "now" | "omit";

export function utimens(process: Process, path: Path, atime: TimeChange, mtime: TimeChange): void {
  const { inode, mount } = path;
  mount.wantWrite();
  const touch = atime === "now" && mtime === "now";
  if (touch && isImmutable(inode)) fail("EPERM");
  if (!touch) mustBeChangeable(inode);
  const { who } = process;
  if (!owns(who, inode.getattr())) {
    if (!touch) fail("EPERM");
    inode.permission(MAY_WRITE, who);
  }
  const now = process.system.now();
  changed(process, path, {
    ...(atime !== "omit" && { atime: atime === "now" ? now : atime }),
    ...(mtime !== "omit" && { mtime: mtime === "now" ? now : mtime }),
    ...(touch && { touch }),
  });
}

/** By a descriptor. The times change even where the size does not. */
export function truncateOpen(process: Process, path: Path, size: number): void {
  cut(process, path, { size, mtime: process.system.now() });
}

/** do_truncate */
function cut(process: Process, path: Path, change: AttributeChange): void {
  const { inode } = path;
  const mode = modeAfterWrite(inode.getattr(), process.who);
  removeFileCapability(inode);
  changed(process, path, { ...change, ...(mode !== undefined && { mode }) });
}

/** truncate(2). The times change with the size. */
export function truncate(process: Process, path: Path, size: number): void {
  const { inode, mount } = path;
  if (size < 0) fail("EINVAL");
  checkTruncatable(inode);
  mount.wantWrite();
  inode.permission(MAY_WRITE, process.who);
  if (isAppendOnly(inode)) fail("EPERM");
  cut(process, path, { size });
}

function checkTruncatable(inode: Inode): void {
  const { mode } = inode.getattr();
  if (isDirectory(mode)) fail("EISDIR");
  if (!isRegular(mode)) fail("EINVAL");
}
