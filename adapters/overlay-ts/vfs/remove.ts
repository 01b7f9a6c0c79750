import { walkToParent } from "./at.ts";
import { mayDelete } from "./may.ts";
import { isDirectory } from "./mode.ts";
import { fail } from "./posix-error.ts";
import type { Process } from "./process.ts";
import { tellRemoved } from "./telling.ts";

/* Names that go. Source: unlink(2), rmdir(2) */

export function unlink(process: Process, dirfd: number, path: string): void {
  const walk = walkToParent(process, dirfd, path);
  if (walk.kind !== "name") fail("EISDIR");
  walk.mount.wantWrite();
  const { inode: directory, last } = walk;
  const victim = directory.lookup(last) ?? fail("ENOENT");
  if (walk.slash) fail(isDirectory(victim.getattr().mode) ? "EISDIR" : "ENOTDIR");
  mayDelete(directory, victim, false, process.who);
  const { system } = process;
  if (system.mounts.isMountpoint(victim)) fail("EBUSY");
  directory.unlink(last);
  tellRemoved(system, { directory, name: last }, victim);
}

const dots = { dot: "EINVAL", dotdot: "ENOTEMPTY", root: "EBUSY" } as const;

export function rmdir(process: Process, dirfd: number, path: string): void {
  const walk = walkToParent(process, dirfd, path);
  if (walk.kind !== "name") return fail(dots[walk.kind]);
  walk.mount.wantWrite();
  const { inode: directory, last } = walk;
  const victim = directory.lookup(last) ?? fail("ENOENT");
  mayDelete(directory, victim, true, process.who);
  const { system } = process;
  if (system.mounts.isMountpoint(victim)) fail("EBUSY");
  directory.rmdir(last);
  system.removedFrom.set(victim, directory);
  tellRemoved(system, { directory, name: last }, victim);
}
