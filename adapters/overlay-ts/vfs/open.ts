import { walkToParent } from "./at.ts";
import { creationIn } from "./creation.ts";
import { PathFile, type File } from "./file.ts";
import { isRemoved } from "./may.ts";
import { S_IFREG, isDirectory } from "./mode.ts";
import type { Path } from "./mount.ts";
import {
  O_CREAT,
  O_DIRECTORY,
  O_EXCL,
  O_NOFOLLOW,
  O_PATH,
  O_TRUNC,
  type OpenHow,
  asksTmpfile,
  checkHow,
  rulesOf,
} from "./open-flags.ts";
import { openPath } from "./open-path.ts";
import { MAY_EXEC, MAY_WRITE } from "./permission.ts";
import { fail } from "./posix-error.ts";
import type { Process } from "./process.ts";
import { openTmpfile } from "./open-tmpfile.ts";
import { tellMade } from "./telling.ts";
import type { Walk } from "./walk.ts";

/* From a path to an open file. Source: open(2) */

/** Gives the file: who asked gives it a descriptor. */
export function open(process: Process, dirfd: number, path: string, how: OpenHow): File {
  checkHow(how);
  const { flags } = how;
  const walk = walkToParent(process, dirfd, path, rulesOf(how.resolve));
  const follow = (flags & O_NOFOLLOW) === 0 && (flags & (O_CREAT | O_EXCL)) !== (O_CREAT | O_EXCL);
  if (asksTmpfile(flags)) {
    walk.resolve(follow);
    return openTmpfile(process, walk.path, how);
  }
  if ((flags & O_CREAT) !== 0) return create(process, walk, how, follow);
  walk.resolve(follow);
  return openReached(process, walk.path, flags);
}

/** What has been found by a path, or by a handle. */
export function openReached(process: Process, found: Path, flags: number): File {
  const { mode } = found.inode.getattr();
  if ((flags & O_DIRECTORY) !== 0 && !isDirectory(mode)) fail("ENOTDIR");
  if ((flags & O_PATH) !== 0) return new PathFile(found, flags, process.who);
  return openPath(process, found, flags, false);
}

/** O_CREAT: what is there is opened, what is not is made. A dangling link is made where it leads to. */
function create(process: Process, walk: Walk, how: OpenHow, follow: boolean): File {
  for (;;) {
    if (walk.kind !== "name") break;
    if (walk.slash) fail("EISDIR");
    const child = walk.inode.lookup(walk.last);
    if (child === undefined) return createHere(process, walk, how);
    if (!walk.into(child, follow)) return openExisting(process, walk, how.flags);
  }
  walk.resolve(follow);
  return openExisting(process, walk, how.flags);
}

function openExisting(process: Process, { path }: Walk, flags: number): File {
  if ((flags & O_EXCL) !== 0) fail("EEXIST");
  if (isDirectory(path.inode.getattr().mode)) fail("EISDIR");
  return openPath(process, path, flags, false);
}

function createHere(process: Process, walk: Walk, { flags, mode }: OpenHow): File {
  const { inode: directory, last } = walk;
  if (isRemoved(directory)) fail("ENOENT");
  walk.mount.wantWrite();
  directory.permission(MAY_WRITE | MAY_EXEC, process.who);
  const made = directory.create(last, creationIn(process, directory, S_IFREG | mode));
  tellMade(process.system, { directory, name: last }, made);
  walk.into(made, false);
  return openPath(process, walk.path, flags & ~O_TRUNC, true);
}
