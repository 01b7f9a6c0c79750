import { readFileSync } from "node:fs";
import type { DirectoryEntry } from "../vfs/inode.ts";
import { answered, host } from "./host.ts";

/* Reading an opened directory of the host, whose own order and positions are given on: getdents64(2), lseek(2) */

const SEEK_SET = 0;
const SEEK_CUR = 1;
const SEEK_END = 2;

/** As a reader of one descriptor would ask for. */
const size = 32768;

/** Emits from a position on, as long as `emit` answers true. */
export function list(
  fd: number,
  position: bigint,
  emit: (entry: DirectoryEntry, next: bigint) => boolean,
): void {
  // Not shared: whoever gets an entry may list another directory meanwhile.
  const buffer = Buffer.allocUnsafe(size);
  answered(host.lseek(fd, position, SEEK_SET));
  for (;;) {
    const length = answered(host.getdents64(fd, buffer, size));
    if (length === 0) return;
    for (let at = 0; at < length; at += buffer.readUInt16LE(at + 16)) {
      if (!emit(entryAt(buffer, at), buffer.readBigInt64LE(at + 8))) return;
    }
  }
}

/** struct linux_dirent64; its type is that of a mode, shifted. */
function entryAt(buffer: Buffer, at: number): DirectoryEntry {
  const name = buffer.toString("utf8", at + 19, buffer.indexOf(0, at + 19));
  return {
    name,
    ino: buffer.readBigUInt64LE(at),
    type: buffer.readUInt8(at + 18) << 12,
  };
}

/** The new position. It may need all 64 bits, of which the result of lseek(2) here has fewer. */
export function seekTo(fd: number, position: bigint, offset: bigint, whence: number): bigint {
  if (whence === SEEK_CUR) answered(host.lseek(fd, position, SEEK_SET));
  answered(host.lseek(fd, offset, whence));
  if (whence !== SEEK_END) return whence === SEEK_CUR ? position + offset : offset;
  const info = readFileSync(`/proc/self/fdinfo/${fd}`, "utf8");
  return BigInt(info.slice("pos:".length, info.indexOf("\n")));
}
