import { walkToParent } from "./at.ts";
import { type Inode, RENAME_EXCHANGE, RENAME_NOREPLACE, RENAME_WHITEOUT } from "./inode.ts";
import { mayCreate, mayDelete } from "./may.ts";
import { isDirectory } from "./mode.ts";
import { MAY_WRITE } from "./permission.ts";
import { fail } from "./posix-error.ts";
import type { Process } from "./process.ts";
import { tellMoved } from "./telling.ts";
import type { Walk } from "./walk.ts";

/* Source: rename(2) */

interface End {
  readonly dirfd: number;
  readonly path: string;
}

export function rename(process: Process, from: End, to: End, flags: number): void {
  checkFlags(flags);
  const old = walkToParent(process, from.dirfd, from.path);
  const goal = walkToParent(process, to.dirfd, to.path);
  if (old.mount !== goal.mount) fail("EXDEV");
  if (old.kind !== "name") fail("EBUSY");
  if (goal.kind !== "name") fail((flags & RENAME_NOREPLACE) !== 0 ? "EEXIST" : "EBUSY");
  old.mount.wantWrite();
  const source = old.inode.lookup(old.last) ?? fail("ENOENT");
  const target = goal.inode.lookup(goal.last);
  const exchange = (flags & RENAME_EXCHANGE) !== 0;
  if (target === undefined && exchange) fail("ENOENT");
  if (target !== undefined && (flags & RENAME_NOREPLACE) !== 0) fail("EEXIST");
  checkSlashes(old, source, goal, target, exchange);
  checkAncestors(old.inode, source, goal.inode, target, exchange);
  if (source === target) return;
  mayRename(process, old.inode, source, goal.inode, target, exchange);
  const { mounts } = process.system;
  if (mounts.isMountpoint(source)) fail("EBUSY");
  if (target !== undefined && mounts.isMountpoint(target)) fail("EBUSY");
  old.inode.rename(old.last, goal.inode, goal.last, flags);
  moved(process, old, source, goal, exchange ? undefined : target);
  if (exchange && target !== undefined) moved(process, goal, target, old, undefined);
}

function checkFlags(flags: number): void {
  if ((flags & ~(RENAME_NOREPLACE | RENAME_EXCHANGE | RENAME_WHITEOUT)) !== 0) fail("EINVAL");
  if ((flags & RENAME_EXCHANGE) !== 0 && flags !== RENAME_EXCHANGE) fail("EINVAL");
}

function isDir(inode: Inode | undefined): boolean {
  return inode !== undefined && isDirectory(inode.getattr().mode);
}

/** Slashes behind a name are for directories only. */
function checkSlashes(
  old: Walk,
  source: Inode,
  goal: Walk,
  target: Inode | undefined,
  exchange: boolean,
): void {
  if (exchange && goal.slash && !isDir(target)) fail("ENOTDIR");
  if (isDir(source)) return;
  if (old.slash || (goal.slash && !exchange)) fail("ENOTDIR");
}

/** A directory cannot go below itself, nor replace one that it is below of. */
function checkAncestors(
  oldDirectory: Inode,
  source: Inode,
  newDirectory: Inode,
  target: Inode | undefined,
  exchange: boolean,
): void {
  if (oldDirectory === newDirectory) return;
  if (isDir(source) && isWithin(newDirectory, source)) fail("EINVAL");
  if (target !== undefined && isDir(target) && isWithin(oldDirectory, target))
    fail(exchange ? "EINVAL" : "ENOTEMPTY");
}

function isWithin(directory: Inode, ancestor: Inode): boolean {
  let at: Inode | undefined = directory;
  while (at !== undefined && at !== ancestor) at = at.standing()?.parent;
  return at === ancestor;
}

function mayRename(
  { who }: Process,
  oldDirectory: Inode,
  source: Inode,
  newDirectory: Inode,
  target: Inode | undefined,
  exchange: boolean,
): void {
  mayDelete(oldDirectory, source, isDir(source), who);
  if (target === undefined) mayCreate(newDirectory, who);
  else mayDelete(newDirectory, target, isDir(exchange ? target : source), who);
  if (oldDirectory === newDirectory) return;
  // Its `..` changes.
  if (isDir(source)) source.permission(MAY_WRITE, who);
  if (exchange && target !== undefined && isDir(target)) target.permission(MAY_WRITE, who);
}

function moved(
  { system }: Process,
  from: Walk,
  child: Inode,
  to: Walk,
  replaced: Inode | undefined,
): void {
  if (replaced !== undefined && isDir(replaced)) system.removedFrom.set(replaced, to.inode);
  const left = { directory: from.inode, name: from.last };
  const reached = { directory: to.inode, name: to.last };
  tellMoved(system, left, child, reached, replaced);
}
