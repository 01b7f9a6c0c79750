import { openFlags } from "../../../harness/agent/constants.ts";
import type { OpenFile } from "../vfs/inode.ts";
import type { Placed } from "../vfs/notifications.ts";
import { PosixError } from "../vfs/posix-error.ts";
import { closeReal, openReal } from "./open-real.ts";
import type { Mounted } from "./structure.ts";

/* Data of a lower file goes to upper: cloned where the filesystem can, else copied without its holes. */

const { O_RDONLY, O_WRONLY, O_NOATIME, O_LARGEFILE } = openFlags;

const CHUNK = 1 << 20;

export function copyData(mounted: Mounted, lower: Placed, upper: Placed, size: number): void {
  if (size === 0) return;
  const [reading, writing] = [O_RDONLY | O_LARGEFILE | O_NOATIME, O_WRONLY | O_LARGEFILE];
  const from = openReal(mounted, lower, reading);
  try {
    const to = openReal(mounted, upper, writing);
    try {
      if (!cloned(from, to, size)) copyRanges(from, to, size);
      if (!mounted.config.volatile) to.sync(false);
    } finally {
      closeReal(mounted, upper, to, writing);
    }
  } finally {
    closeReal(mounted, lower, from, reading);
  }
}

function cloned(from: OpenFile, to: OpenFile, size: number): boolean {
  try {
    to.clone(from, 0, size, 0);
    return true;
  } catch {
    return false;
  }
}

/** A hole that begins where a chunk ended is left out; one inside a chunk is copied as zeros. */
function copyRanges(from: OpenFile, to: OpenFile, size: number): void {
  const chunk = new Uint8Array(Math.min(size, CHUNK));
  for (let at = dataFrom(from, 0); at < size; at = dataFrom(from, at)) {
    const length = Math.min(size - at, chunk.length);
    const count = from.read(chunk.subarray(0, length), at);
    if (count === 0) return;
    writeAll(to, chunk.subarray(0, count), at);
    at += count;
  }
}

function writeAll(to: OpenFile, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length;) {
    done += to.write(bytes.subarray(done), position + done);
  }
}

/** Where the next data is: Infinity where there is none, `at` where the filesystem does not tell. */
function dataFrom(file: OpenFile, at: number): number {
  try {
    return file.seek(at, "data");
  } catch (error) {
    return error instanceof PosixError && error.code === "ENXIO" ? Infinity : at;
  }
}
