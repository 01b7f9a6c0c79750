import type { AttributeChange, Time } from "../vfs/inode.ts";
import { S_IFMT, S_IFREG, S_ISGID, S_ISUID, isDirectory } from "../vfs/mode.ts";
import { identify } from "./host-stat.ts";
import { AT_EMPTY_PATH, AT_FDCWD, answered, host, magicLink } from "./host.ts";
import { getXattrIfAny, setXattr } from "./xattrs.ts";

/** What chown(2) and truncate(2) take away, and a change of attributes keeps unless the caller says so. */
const capability = "security.capability";

/**
 * Changes attributes to exactly what is asked. Size goes first and times last, because each call changes what the later
 * ones set.
 */
export function changeAttributes(fd: number, change: AttributeChange): void {
  const { mode, uid, gid, size, atime, mtime } = change;
  if (size !== undefined) changeSize(fd, size);
  const owned = uid !== undefined || gid !== undefined;
  // Without anything to set, only the change time moves: by an owner that stays.
  if (owned || Object.keys(change).length === 0) changeOwner(fd, uid ?? -1, gid ?? -1);
  if (mode !== undefined) changeMode(fd, mode);
  if (atime !== undefined || mtime !== undefined) {
    const times = change.touch === true ? null : timespecs(atime, mtime);
    answered(host.utimensat(fd, "", times, AT_EMPTY_PATH));
  }
}

export function changeMode(fd: number, mode: number): void {
  answered(host.fchmodat(AT_FDCWD, magicLink(fd), mode & 0o7777));
}

function changeSize(fd: number, size: number): void {
  const path = magicLink(fd);
  const kept = getXattrIfAny(path, capability);
  answered(host.truncate(path, size));
  if (kept !== undefined) setXattr(path, capability, kept, 0);
}

/** The host's chown(2) drops set-id bits and capabilities of files, as it would for a user: they are put back. */
export function changeOwner(fd: number, uid: number, gid: number): void {
  const { mode } = identify(fd);
  const path = magicLink(fd);
  const kept = (mode & S_IFMT) === S_IFREG ? getXattrIfAny(path, capability) : undefined;
  answered(host.fchownat(fd, "", uid, gid, AT_EMPTY_PATH));
  if (!isDirectory(mode) && (mode & (S_ISUID | S_ISGID)) !== 0) changeMode(fd, mode);
  if (kept !== undefined) setXattr(path, capability, kept, 0);
}

const UTIME_OMIT = 0x3ffffffen;
const second = 1_000_000_000n;

/** Two struct timespec: utimensat(2) */
function timespecs(...times: readonly (Time | undefined)[]): Buffer {
  const buffer = Buffer.alloc(32);
  for (const [index, time] of times.entries()) {
    const nanoseconds = time === undefined ? UTIME_OMIT : ((time % second) + second) % second;
    const seconds = time === undefined ? 0n : (time - nanoseconds) / second;
    buffer.writeBigInt64LE(seconds, index * 16);
    buffer.writeBigInt64LE(nanoseconds, index * 16 + 8);
  }
  return buffer;
}
