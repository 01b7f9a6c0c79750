import { lookup } from "./at.ts";
import { capable } from "./credentials.ts";
import { isRemoved } from "./may.ts";
import { isDirectory } from "./mode.ts";
import type { Path } from "./mount.ts";
import { nameBelow } from "./mount-tree.ts";
import { MAY_EXEC } from "./permission.ts";
import { fail } from "./posix-error.ts";
import { AT_FDCWD, type Process } from "./process.ts";

/* Where a process stands. Source: chdir(2), chroot(2), getcwd(3) */

export function chdir(process: Process, path: string): void {
  process.cwd = directory(process, lookup(process, AT_FDCWD, path, true));
  process.system.settle();
}

export function fchdir(process: Process, fd: number): void {
  const path = process.descriptors.any(fd).path ?? fail("ENOTDIR");
  process.cwd = directory(process, path);
  process.system.settle();
}

export function chroot(process: Process, path: string): void {
  const root = directory(process, lookup(process, AT_FDCWD, path, true));
  if (!capable(process.who, "CAP_SYS_CHROOT")) fail("EPERM");
  process.root = root;
  process.system.settle();
}

/** One that may be entered. */
function directory({ who }: Process, path: Path): Path {
  if (!isDirectory(path.inode.getattr().mode)) fail("ENOTDIR");
  path.inode.permission(MAY_EXEC, who);
  return path;
}

/** @throws ENOENT where it was removed */
export function getcwd({ cwd, root, system }: Process): string {
  if (isRemoved(cwd.inode)) fail("ENOENT");
  const below = nameBelow(root, cwd);
  if (below !== undefined) return below;
  return `(unreachable)${nameBelow(system.mounts.root.rootPath(), cwd) ?? "/"}`;
}
