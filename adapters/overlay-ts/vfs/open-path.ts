import { truncateOpen } from "./attributes.ts";
import { FullFile, NullFile, ZeroFile } from "./device-file.ts";
import { DirectoryFile } from "./directory-file.ts";
import type { File } from "./file.ts";
import { S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFMT, S_IFREG, deviceOf, isDevice } from "./mode.ts";
import { type Path, attribute } from "./mount.ts";
import { event } from "./notifications.ts";
import {
  O_APPEND,
  O_CLOEXEC,
  O_CREAT,
  O_DIRECT,
  O_EXCL,
  O_NOATIME,
  O_NOCTTY,
  O_RDONLY,
  O_TRUNC,
  accessOf,
} from "./open-flags.ts";
import { isAppendOnly, owns } from "./owner.ts";
import { MAY_WRITE } from "./permission.ts";
import { fail } from "./posix-error.ts";
import type { Process } from "./process.ts";
import { RegularFile } from "./regular-file.ts";

/**
 * Opens what a path led to. What has just been made may be opened whatever its mode is.
 * @throws EACCES, EISDIR, ELOOP for a link, ENXIO, EPERM, EROFS
 */
export function openPath(process: Process, path: Path, flags: number, made: boolean): File {
  const { inode, mount } = path;
  const type = inode.getattr().mode & S_IFMT;
  const truncates = type === S_IFREG && (flags & O_TRUNC) !== 0;
  if (truncates) mount.wantWrite();
  mayOpen(process, path, type, flags, made ? 0 : accessOf(flags));
  const writes = (flags & 3) !== O_RDONLY;
  if (writes && (type === S_IFREG || type === S_IFDIR)) mount.wantWrite();
  const file = fileOf(process, path, type, flags);
  process.system.notifications.at(path, event.open);
  if (truncates) truncateOpen(process, path, 0);
  return file;
}

function mayOpen(
  process: Process,
  { inode, mount }: Path,
  type: number,
  flags: number,
  access: number,
): void {
  if (type === S_IFLNK) fail("ELOOP");
  if (type === S_IFDIR && (access & MAY_WRITE) !== 0) fail("EISDIR");
  if (isDevice(type) && (mount.has(attribute.nodev) || !process.system.initial)) fail("EACCES");
  const { who } = process;
  inode.permission(access, who);
  const writes = (flags & 3) !== O_RDONLY;
  if ((writes || (flags & O_TRUNC) !== 0) && isAppendOnly(inode)) {
    if ((writes && (flags & O_APPEND) === 0) || (flags & O_TRUNC) !== 0) fail("EPERM");
  }
  if ((flags & O_NOATIME) !== 0 && !owns(who, inode.getattr())) fail("EPERM");
}

/** F_GETFL shows no flags of creation. O_TRUNC is told to the filesystem: what goes need not be copied up. */
function fileOf(process: Process, path: Path, type: number, flags: number): File {
  const { inode } = path;
  const { who, system } = process;
  const toFilesystem = flags & ~(O_CREAT | O_EXCL | O_NOCTTY | O_CLOEXEC);
  const kept = toFilesystem & ~O_TRUNC;
  if (type === S_IFREG)
    return new RegularFile(system, who, path, kept, inode.open(toFilesystem, who));
  const rest = specialFile(process, path, type, kept, toFilesystem);
  // Only files can do without the page cache.
  return (flags & O_DIRECT) === 0 ? rest : fail("EINVAL");
}

function specialFile(
  process: Process,
  path: Path,
  type: number,
  flags: number,
  toFilesystem: number,
): File {
  const { inode } = path;
  const { system, who } = process;
  if (type === S_IFDIR)
    return new DirectoryFile(system, who, path, flags, inode.openDirectory(toFilesystem, who));
  if (type === S_IFIFO) return system.fifos.open(process, path, flags);
  const { rdev } = inode.getattr();
  if (type === S_IFCHR && rdev === deviceOf(1, 3)) return new NullFile(path, flags, who);
  if (type === S_IFCHR && rdev === deviceOf(1, 5)) return new ZeroFile(path, flags, who);
  if (type === S_IFCHR && rdev === deviceOf(1, 7)) return new FullFile(path, flags, who);
  return fail("ENXIO");
}
