import type { Credentials } from "../vfs/credentials.ts";
import type { Inode } from "../vfs/inode.ts";
import { isDirectory } from "../vfs/mode.ts";
import { MAY_EXEC, MAY_READ, MAY_WRITE } from "../vfs/permission.ts";
import { fail } from "../vfs/posix-error.ts";

/* Removal of what earlier mounts have left in work. Source: ovl_workdir_cleanup */

/**
 * Removes an object with its children; what is below those too is not an overlay's, and stays.
 * @param level how deep in work `parent` is
 * @throws ENOTEMPTY where something stays, EINVAL where `incompat` of `work` has anything
 */
export function cleanUp(parent: Inode, name: string, mounter: Credentials, level = 0): void {
  const object = parent.lookup(name);
  if (object === undefined) return;
  parent.permission(MAY_WRITE | MAY_EXEC, mounter);
  if (!isDirectory(object.getattr().mode)) {
    parent.unlink(name);
    return;
  }
  if (level < 2) {
    const names = namesIn(object, mounter);
    if (level === 1 && name === "incompat" && names.length > 0) fail("EINVAL");
    for (const each of names) cleanUp(object, each, mounter, level + 1);
  }
  parent.rmdir(name);
}

/** All names but `.` and `..`, in the order of the directory. */
export function namesIn(directory: Inode, mounter: Credentials): readonly string[] {
  directory.permission(MAY_READ, mounter);
  const names: string[] = [];
  const file = directory.openDirectory(0, mounter);
  file.iterate(0n, ({ name }) => {
    if (name !== "." && name !== "..") names.push(name);
    return true;
  });
  file.release();
  return names;
}
