import { type Credentials, capable, inGroup } from "./credentials.ts";
import type { Attributes, Inode } from "./inode.ts";
import { fail } from "./posix-error.ts";

/* Who counts as the owner, and what is kept from change. Source: capabilities(7), ioctl_iflags(2) */

const FS_IMMUTABLE_FL = 0x10;
const FS_APPEND_FL = 0x20;

/** inode_owner_or_capable */
export function owns(who: Credentials, { uid }: Attributes): boolean {
  return who.uid === uid || capable(who, "CAP_FOWNER");
}

/** in_group_or_capable: who may keep a setgid bit for the group. */
export function keepsSetgid(who: Credentials, gid: number): boolean {
  return inGroup(who, gid) || capable(who, "CAP_FSETID");
}

/** The flags by which an inode resists, whoever asks; 0 where the filesystem has none. */
function guards(inode: Inode): number {
  try {
    return inode.fileFlags().flags & (FS_IMMUTABLE_FL | FS_APPEND_FL);
  } catch {
    return 0;
  }
}

export function isAppendOnly(inode: Inode): boolean {
  return (guards(inode) & FS_APPEND_FL) !== 0;
}

export function isImmutable(inode: Inode): boolean {
  return (guards(inode) & FS_IMMUTABLE_FL) !== 0;
}

/** @throws EPERM for what is immutable or can only be appended to */
export function mustBeChangeable(inode: Inode): void {
  if (guards(inode) !== 0) fail("EPERM");
}
