import { ACL_ACCESS, ACL_DEFAULT, checkAcl, parseAcl } from "./acl.ts";
import type { Inode } from "./inode.ts";
import { S_ISGID, isDirectory, isSymlink } from "./mode.ts";
import { keepsSetgid, mustBeChangeable, owns } from "./owner.ts";
import { fail } from "./posix-error.ts";
import type { Process } from "./process.ts";

/* POSIX ACLs by their extended attributes. Source: acl(5); vfs_set_acl, vfs_get_acl */

/** Flags of setxattr(2) mean nothing to them. A list without entries removes. */
export function setAcl(process: Process, inode: Inode, name: string, value: Uint8Array): void {
  const acl = parseAcl(value);
  if (acl === undefined) return removeAcl(process, inode, name);
  if (mayChange(process, inode, name) === "nothing") fail("EACCES");
  checkAcl(acl);
  inode.setxattr(name, value, 0);
  if (name === ACL_ACCESS) dropSetgid(process, inode);
}

/** Who is not in the group gives it no bit, nor leaves one: posix_acl_update_mode. */
function dropSetgid({ who }: Process, inode: Inode): void {
  const { mode, gid } = inode.getattr();
  if ((mode & S_ISGID) === 0 || keepsSetgid(who, gid)) return;
  inode.setattr({ mode: mode & 0o7777 & ~S_ISGID });
}

/** What is not there is removed all the same. */
export function removeAcl(process: Process, inode: Inode, name: string): void {
  if (mayChange(process, inode, name) === "nothing") return;
  if (inode.getxattr(name) !== undefined) inode.removexattr(name);
}

/** Only a directory can have a default list. */
function mayChange(process: Process, inode: Inode, name: string): "list" | "nothing" {
  mustBeChangeable(inode);
  const attributes = inode.getattr();
  if (isSymlink(attributes.mode)) fail("EOPNOTSUPP");
  if (name === ACL_DEFAULT && !isDirectory(attributes.mode)) return "nothing";
  if (!owns(process.who, attributes)) fail("EPERM");
  return "list";
}

/** Anybody may read them. ENODATA */
export function getAcl(inode: Inode, name: string): Uint8Array {
  if (isSymlink(inode.getattr().mode)) fail("EOPNOTSUPP");
  return inode.getxattr(name) ?? fail("ENODATA");
}
