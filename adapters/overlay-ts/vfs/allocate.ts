import { fallocateFlags } from "../../../harness/agent/constants.ts";
import type { File } from "./file.ts";
import { S_IFIFO, S_IFMT, isDirectory } from "./mode.ts";
import { event } from "./notifications.ts";
import { isAppendOnly, isImmutable } from "./owner.ts";
import { fail } from "./posix-error.ts";
import { removePrivileges } from "./privileges.ts";
import type { Process } from "./process.ts";
import { RegularFile } from "./regular-file.ts";

/* fallocate(2) */

const keepSize = fallocateFlags.FALLOC_FL_KEEP_SIZE;
const { FALLOC_FL_PUNCH_HOLE, FALLOC_FL_COLLAPSE_RANGE, FALLOC_FL_ZERO_RANGE } = fallocateFlags;
const { FALLOC_FL_INSERT_RANGE, FALLOC_FL_UNSHARE_RANGE } = fallocateFlags;
const FALLOC_FL_WRITE_ZEROES = 0x80;

/** One mode at a time, and which of them take, want or refuse FALLOC_FL_KEEP_SIZE. */
const modes: ReadonlyMap<number, "either" | "kept" | "changed"> = new Map([
  [0, "either"],
  [FALLOC_FL_UNSHARE_RANGE, "either"],
  [FALLOC_FL_ZERO_RANGE, "either"],
  [FALLOC_FL_PUNCH_HOLE, "kept"],
  [FALLOC_FL_COLLAPSE_RANGE, "changed"],
  [FALLOC_FL_INSERT_RANGE, "changed"],
  [FALLOC_FL_WRITE_ZEROES, "changed"],
]);

export function fallocate(
  process: Process,
  file: File,
  mode: number,
  offset: number,
  length: number,
): void {
  if (offset < 0 || length <= 0) fail("EINVAL");
  checkMode(mode);
  if (!file.writable) fail("EBADF");
  const { path } = file;
  if (path === undefined) return fail("ESPIPE");
  const { inode } = path;
  if ((mode & ~keepSize) !== 0 && isAppendOnly(inode)) fail("EPERM");
  if (isImmutable(inode)) fail("EPERM");
  checkType(inode.getattr().mode);
  if (!(file instanceof RegularFile)) return fail("ENODEV");
  if (offset + length > Number.MAX_SAFE_INTEGER) fail("EFBIG");
  removePrivileges(inode, process.who);
  file.opened.allocate(mode, offset, length);
  process.system.notifications.at(path, event.modify);
}

function checkMode(mode: number): void {
  const size = modes.get(mode & ~keepSize);
  const keeps = (mode & keepSize) !== 0;
  if (size === undefined || (size === "kept" && !keeps) || (size === "changed" && keeps))
    fail("EOPNOTSUPP");
}

function checkType(mode: number): void {
  if ((mode & S_IFMT) === S_IFIFO) fail("ESPIPE");
  if (isDirectory(mode)) fail("EISDIR");
}
