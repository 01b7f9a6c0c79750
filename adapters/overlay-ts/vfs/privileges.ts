import { type Credentials, capable } from "./credentials.ts";
import type { Attributes, Inode } from "./inode.ts";
import { S_ISGID, S_ISUID, isRegular } from "./mode.ts";
import { keepsSetgid } from "./owner.ts";
import { PosixError } from "./posix-error.ts";
import { fileCapability } from "./xattr-capability.ts";

/* Privileges that a file loses when its content or its owner changes. Source: inode(7), capabilities(7), chown(2) */

/** Whether a change takes the setgid bit: setattr_should_drop_sgid. */
export function dropsSetgid({ mode, gid }: Attributes, who: Credentials): boolean {
  if ((mode & S_ISGID) === 0) return false;
  return (mode & 0o010) !== 0 || !keepsSetgid(who, gid);
}

/** The mode that a write or a truncation leaves; undefined where it stays: dentry_needs_remove_privs. */
export function modeAfterWrite(attributes: Attributes, who: Credentials): number | undefined {
  const { mode } = attributes;
  if (!isRegular(mode) || capable(who, "CAP_FSETID")) return undefined;
  const setuid = mode & S_ISUID;
  const setgid = dropsSetgid(attributes, who) ? S_ISGID : 0;
  return setuid === 0 && setgid === 0 ? undefined : mode & 0o7777 & ~setuid & ~setgid;
}

/** What a program from the file may goes, whoever changes it. */
export function removeFileCapability(inode: Inode): void {
  if (!hasFileCapability(inode)) return;
  inode.removexattr(fileCapability);
}

function hasFileCapability(inode: Inode): boolean {
  try {
    return inode.getxattr(fileCapability) !== undefined;
  } catch (error) {
    if (error instanceof PosixError && error.code === "EOPNOTSUPP") return false;
    throw error;
  }
}

/** Before a write: file_remove_privs. */
export function removePrivileges(inode: Inode, who: Credentials): void {
  const attributes = inode.getattr();
  if (!isRegular(attributes.mode)) return;
  const mode = modeAfterWrite(attributes, who);
  removeFileCapability(inode);
  if (mode !== undefined) inode.setattr({ mode });
}
