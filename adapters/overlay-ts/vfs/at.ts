import { isDirectory } from "./mode.ts";
import type { Path } from "./mount.ts";
import { fail } from "./posix-error.ts";
import { AT_FDCWD, type Process } from "./process.ts";
import { Walk, type WalkRules } from "./walk.ts";

/* Where a call that takes a directory and a path leads: openat(2). */

const longestPath = 4096;

/** @throws ENOENT for the empty path, ENAMETOOLONG */
function checkPath(path: string): void {
  if (path === "") fail("ENOENT");
  // A character has at most three bytes for each of its units.
  if (path.length * 3 < longestPath) return;
  if (Buffer.byteLength(path) >= longestPath) fail("ENAMETOOLONG");
}

function startOf(process: Process, dirfd: number, path: string): Path {
  if (path.startsWith("/")) return process.root;
  if (dirfd === AT_FDCWD) return process.cwd;
  const start = process.descriptors.any(dirfd).path;
  if (start === undefined || !isDirectory(start.inode.getattr().mode)) return fail("ENOTDIR");
  return start;
}

/** A walk that stands before the last name. */
export function walkToParent(
  process: Process,
  dirfd: number,
  path: string,
  rules?: WalkRules,
): Walk {
  checkPath(path);
  const scoped = rules?.inRoot === true || rules?.beneath === true;
  const start = startOf(process, dirfd, scoped ? "" : path);
  const walk = new Walk(process, start, rules);
  walk.toParent(path);
  return walk;
}

/** What a path leads to. */
export function lookup(process: Process, dirfd: number, path: string, follow: boolean): Path {
  const walk = walkToParent(process, dirfd, path);
  walk.resolve(follow);
  return walk.path;
}

/** The same where the empty path, or none, stands for the descriptor itself: AT_EMPTY_PATH. */
export function lookupOrSelf(
  process: Process,
  dirfd: number,
  path: string | null,
  follow: boolean,
  emptyAllowed: boolean,
): Path {
  if (path !== null && (path !== "" || !emptyAllowed)) return lookup(process, dirfd, path, follow);
  if (dirfd === AT_FDCWD) return process.cwd;
  return process.descriptors.any(dirfd).path ?? fail("EBADF");
}
