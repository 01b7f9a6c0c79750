import { type Credentials, capable } from "./credentials.ts";
import type { Inode } from "./inode.ts";
import { S_ISVTX, isDirectory } from "./mode.ts";
import { isAppendOnly, mustBeChangeable } from "./owner.ts";
import { MAY_EXEC, MAY_WRITE } from "./permission.ts";
import { fail } from "./posix-error.ts";

/* Who may make and remove names. Source: unlink(2), rename(2) */

/** A directory that was removed: nothing can be made in it. */
export function isRemoved(directory: Inode): boolean {
  return directory !== directory.filesystem.root && directory.standing() === undefined;
}

/** @throws ENOENT, EACCES, EROFS, EPERM */
export function mayCreate(directory: Inode, who: Credentials): void {
  if (isRemoved(directory)) fail("ENOENT");
  directory.permission(MAY_WRITE | MAY_EXEC, who);
}

/** Whether the victim goes as a directory: rmdir(2), or what a directory is renamed onto. */
export function mayDelete(
  directory: Inode,
  victim: Inode,
  asDirectory: boolean,
  who: Credentials,
): void {
  directory.permission(MAY_WRITE | MAY_EXEC, who);
  if (isAppendOnly(directory)) fail("EPERM");
  if (isSticky(directory, victim, who)) fail("EPERM");
  mustBeChangeable(victim);
  const { mode } = victim.getattr();
  if (asDirectory && !isDirectory(mode)) fail("ENOTDIR");
  if (!asDirectory && isDirectory(mode)) fail("EISDIR");
  if (isRemoved(directory)) fail("ENOENT");
}

/** In a sticky directory only the owners of the file and of the directory may, and CAP_FOWNER. */
function isSticky(directory: Inode, victim: Inode, who: Credentials): boolean {
  const { mode, uid } = directory.getattr();
  if ((mode & S_ISVTX) === 0 || uid === who.uid) return false;
  return victim.getattr().uid !== who.uid && !capable(who, "CAP_FOWNER");
}
