import { atFlags } from "../../../harness/agent/constants.ts";
import { lookup, lookupOrSelf } from "../vfs/at.ts";
import { link, mkdir, mknod, symlink } from "../vfs/make.ts";
import { isSymlink } from "../vfs/mode.ts";
import { fail } from "../vfs/posix-error.ts";
import { AT_FDCWD, type Process } from "../vfs/process.ts";
import { rmdir, unlink } from "../vfs/remove.ts";
import { rename } from "../vfs/rename.ts";
import { chdir, chroot, fchdir, getcwd } from "../vfs/working-directory.ts";
import { type Arguments, memoryAt, numberAt, stringAt } from "./arguments.ts";
import { decodeDevice } from "./device-number.ts";
import type { Handlers } from "./handler.ts";

/* Calls about names. */

export const nameCalls: Handlers = {
  mkdirat({ process }, args) {
    mkdir(process, numberAt(args, 0), stringAt(args, 1), numberAt(args, 2));
  },
  mknodat({ process }, args) {
    const rdev = decodeDevice(numberAt(args, 3));
    mknod(process, numberAt(args, 0), stringAt(args, 1), numberAt(args, 2), rdev);
  },
  symlinkat({ process }, args) {
    symlink(process, stringAt(args, 0), numberAt(args, 1), stringAt(args, 2));
  },
  linkat({ process }, args) {
    link(process, endAt(args, 0), endAt(args, 2), numberAt(args, 4));
  },
  unlinkat({ process }, args) {
    const flags = numberAt(args, 2);
    if ((flags & ~atFlags.AT_REMOVEDIR) !== 0) fail("EINVAL");
    const remove = flags === 0 ? unlink : rmdir;
    remove(process, numberAt(args, 0), stringAt(args, 1));
  },
  renameat2({ process }, args) {
    rename(process, endAt(args, 0), endAt(args, 2), numberAt(args, 4));
  },
  readlinkat({ process }, args) {
    const size = numberAt(args, 3);
    if (size <= 0) fail("EINVAL");
    const target = readlink(process, numberAt(args, 0), stringAt(args, 1));
    return memoryAt(args, 2).subarray(0, size).write(target);
  },
  chdir: ({ process }, args) => chdir(process, stringAt(args, 0)),
  fchdir: ({ process }, args) => fchdir(process, numberAt(args, 0)),
  chroot: ({ process }, args) => chroot(process, stringAt(args, 0)),
  getcwd({ process }, args) {
    const name = Buffer.from(`${getcwd(process)}\0`);
    if (name.length > numberAt(args, 1)) fail("ERANGE");
    return name.copy(memoryAt(args, 0));
  },
  umask({ process }, args) {
    const old = process.umask;
    process.umask = numberAt(args, 0) & 0o777;
    return old;
  },
};

function endAt(args: Arguments, index: number) {
  return { dirfd: numberAt(args, index), path: stringAt(args, index + 1) };
}

/** The empty path is the link that a descriptor of O_PATH is of. */
function readlink(process: Process, dirfd: number, path: string): string {
  const empty = path === "" && dirfd !== AT_FDCWD;
  const { inode, mount } = empty
    ? lookupOrSelf(process, dirfd, path, false, true)
    : lookup(process, dirfd, path, false);
  if (!isSymlink(inode.getattr().mode)) fail(empty ? "ENOENT" : "EINVAL");
  if (mount.timesAccess(false)) inode.accessed();
  return inode.readlink();
}
