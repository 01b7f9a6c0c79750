import { type Capability, capable } from "./credentials.ts";
import { ACL_ACCESS, ACL_DEFAULT } from "./acl.ts";
import type { Inode } from "./inode.ts";
import { S_ISVTX, isDirectory, isRegular } from "./mode.ts";
import type { Path } from "./mount.ts";
import { event } from "./notifications.ts";
import { mustBeChangeable, owns } from "./owner.ts";
import { MAY_READ, MAY_WRITE } from "./permission.ts";
import { fail } from "./posix-error.ts";
import type { Process } from "./process.ts";
import { getAcl, removeAcl, setAcl } from "./xattr-acl.ts";
import { checkFileCapability, fileCapability } from "./xattr-capability.ts";

/* Who may read and write which extended attributes. Source: xattr(7) */

function isAcl(name: string): boolean {
  return name === ACL_ACCESS || name === ACL_DEFAULT;
}

export function setxattr(
  process: Process,
  path: Path,
  name: string,
  value: Uint8Array,
  flags: number,
): void {
  const { inode, mount } = path;
  mount.wantWrite();
  if (isAcl(name)) setAcl(process, inode, name, value);
  else {
    if (name === fileCapability) checkFileCapability(process, value);
    mayWrite(process, inode, name);
    if (isSecurity(name)) needs(process, "CAP_SYS_ADMIN");
    inode.setxattr(name, value, flags);
  }
  process.system.notifications.at(path, event.attrib);
}

export function removexattr(process: Process, path: Path, name: string): void {
  const { inode, mount } = path;
  mount.wantWrite();
  if (isAcl(name)) removeAcl(process, inode, name);
  else {
    mayWrite(process, inode, name);
    if (isSecurity(name)) needs(process, "CAP_SYS_ADMIN");
    if (name === fileCapability) needs(process, "CAP_SETFCAP");
    inode.removexattr(name);
  }
  process.system.notifications.at(path, event.attrib);
}

/** @throws ENODATA */
export function getxattr(process: Process, { inode }: Path, name: string): Uint8Array {
  if (isAcl(name)) return getAcl(inode, name);
  checkNamespace(process, inode, name, MAY_READ, "ENODATA");
  return inode.getxattr(name) ?? fail("ENODATA");
}

/** Without what the process may not know of. */
export function listxattr(process: Process, { inode }: Path): readonly string[] {
  const names = inode.listxattr();
  if (process.initiallyCapable("CAP_SYS_ADMIN")) return names;
  return names.filter((name) => !name.startsWith("trusted."));
}

function mayWrite(process: Process, inode: Inode, name: string): void {
  mustBeChangeable(inode);
  checkNamespace(process, inode, name, MAY_WRITE, "EPERM");
}

function isSecurity(name: string): boolean {
  return name.startsWith("security.") && name !== fileCapability;
}

function needs({ who }: Process, capability: Capability): void {
  if (!capable(who, capability)) fail("EPERM");
}

/** xattr_permission. `hidden` is the answer where the namespace is not for this process, or not for this object. */
function checkNamespace(
  process: Process,
  inode: Inode,
  name: string,
  mask: number,
  hidden: "EPERM" | "ENODATA",
): void {
  if (name.startsWith("security.") || name.startsWith("system.")) return;
  if (name.startsWith("trusted.")) {
    if (!process.initiallyCapable("CAP_SYS_ADMIN")) fail(hidden);
    return;
  }
  if (name.startsWith("user.")) checkUser(process, inode, mask, hidden);
  inode.permission(mask, process.who);
}

/** Only files and directories have them; those of a sticky directory are its owner's to write. */
function checkUser(
  { who }: Process,
  inode: Inode,
  mask: number,
  hidden: "EPERM" | "ENODATA",
): void {
  const attributes = inode.getattr();
  const { mode } = attributes;
  if (!isRegular(mode) && !isDirectory(mode)) fail(hidden);
  const guarded = isDirectory(mode) && (mode & S_ISVTX) !== 0 && mask === MAY_WRITE;
  if (guarded && !owns(who, attributes)) fail("EPERM");
}
