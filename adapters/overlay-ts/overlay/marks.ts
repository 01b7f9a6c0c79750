import { event } from "../vfs/notifications.ts";
import { PosixError, fail } from "../vfs/posix-error.ts";
import type { Inode } from "../vfs/inode.ts";
import { isDirectory, isRegular } from "../vfs/mode.ts";
import type { Mounted } from "./structure.ts";

/*
 * The overlay's own extended attributes on the inodes of its layers, by their names without the namespace.
 * Source: struct ovl_xattr of fs/overlayfs, xattr_permission.
 */

export type Mark =
  | "opaque"
  | "redirect"
  | "origin"
  | "impure"
  | "nlink"
  | "upper"
  | "uuid"
  | "metacopy"
  | "protattr"
  | "whiteout";

/** What reading and writing of marks has to know of a mount. */
export type Marking = Pick<Mounted, "prefix" | "privileged" | "hearers">;

/** Attributes of users belong to files and directories: xattr(7). */
function keepsMarks({ prefix, privileged }: Marking, real: Inode): boolean {
  if (!privileged) return false;
  if (prefix !== USER_PREFIX) return true;
  const { mode } = real.getattr();
  return isRegular(mode) || isDirectory(mode);
}

const USER_PREFIX = "user.overlay.";

/**
 * A mark of a real inode. undefined where it is not set, where the mounter may not see the namespace, and where the
 * filesystem keeps no extended attributes.
 */
export function getMark(mounted: Marking, real: Inode, mark: Mark): Uint8Array | undefined {
  if (!keepsMarks(mounted, real)) return undefined;
  try {
    return real.getxattr(mounted.prefix + mark);
  } catch (error) {
    if (error instanceof PosixError && error.code === "EOPNOTSUPP") return undefined;
    throw error;
  }
}

/** EPERM where the mounter may not, EOPNOTSUPP where the filesystem keeps none. */
export function setMark(mounted: Marking, real: Inode, mark: Mark, value: Uint8Array): void {
  if (!keepsMarks(mounted, real)) fail("EPERM");
  real.setxattr(mounted.prefix + mark, value, 0);
  mounted.hearers.notifications.at({ inode: real }, event.attrib);
}

/** ENODATA */
export function removeMark(mounted: Marking, real: Inode, mark: Mark): void {
  if (!keepsMarks(mounted, real)) fail("EPERM");
  real.removexattr(mounted.prefix + mark);
  mounted.hearers.notifications.at({ inode: real }, event.attrib);
}
