import type { Credentials } from "../vfs/credentials.ts";
import { type Inode, RENAME_WHITEOUT } from "../vfs/inode.ts";
import { S_IFDIR, S_IFREG, S_ISGID } from "../vfs/mode.ts";
import { MAY_EXEC, MAY_WRITE } from "../vfs/permission.ts";
import { PosixError } from "../vfs/posix-error.ts";
import { cleanUp } from "./clean-up.ts";
import { temporaryName } from "./temporary-name.ts";

/*
 * The directories that the overlay makes in `workdir`, and what they tell of upper. Source: ovl_workdir_create,
 * ovl_make_workdir; overlayfs.rst, "Volatile mount".
 */

/** Whether an error is an answer of a filesystem, of one code or of any. */
export function isAnswer(error: unknown, code?: PosixError["code"]): error is PosixError {
  return error instanceof PosixError && (code === undefined || error.code === code);
}

/**
 * `work` or `index`, of mode 0. undefined where it cannot be made: the mount is read-only then.
 * @param keep what is there; else it is removed and made anew
 * @throws EINVAL where a mount has left in `work/incompat` that others must keep away
 */
export function makeDirectory(
  base: Inode,
  name: string,
  mounter: Credentials,
  keep: boolean,
): Inode | undefined {
  try {
    const found = base.lookup(name);
    if (found !== undefined && keep) return found;
    if (found !== undefined) cleanUp(base, name, mounter);
    base.permission(MAY_WRITE | MAY_EXEC, mounter);
    const { mode, gid } = base.getattr();
    const group = (mode & S_ISGID) === 0 ? mounter.gid : gid;
    return base.create(name, { mode: S_IFDIR, uid: mounter.uid, gid: group });
  } catch (error) {
    if (isAnswer(error) && error.code !== "EINVAL") return undefined;
    throw error;
  }
}

/** Whether it can make files without a name. */
export function probeTmpfile(workdir: Inode, { uid, gid }: Credentials): boolean {
  try {
    workdir.tmpfile({ mode: S_IFREG, uid, gid });
    return true;
  } catch (error) {
    if (isAnswer(error)) return false;
    throw error;
  }
}

/** Tries RENAME_WHITEOUT. Nothing depends on it, but a directory that answers an error cannot be worked in. */
export function probeWhiteout(workdir: Inode, { uid, gid }: Credentials): void {
  let name = temporaryName();
  workdir.create(name, { mode: S_IFREG, uid, gid });
  try {
    const renamed = temporaryName();
    workdir.rename(name, workdir, renamed, RENAME_WHITEOUT);
    workdir.unlink(name);
    name = renamed;
  } catch (error) {
    if (!isAnswer(error, "EINVAL")) throw error;
  } finally {
    workdir.unlink(name);
  }
}

/** Says to later mounts that data may not have reached the disk. */
export function markVolatile(workdir: Inode, { uid, gid }: Credentials): void {
  workdir
    .create("incompat", { mode: S_IFDIR, uid, gid })
    .create("volatile", { mode: S_IFDIR, uid, gid })
    .create("dirty", { mode: S_IFREG, uid, gid });
}
