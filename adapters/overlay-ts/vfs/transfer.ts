import { openFlags } from "../../../harness/agent/constants.ts";
import { DirectoryFile } from "./directory-file.ts";
import type { File } from "./file.ts";
import { isDirectory, isRegular } from "./mode.ts";
import { PipeFile } from "./pipe.ts";
import { PosixError, fail } from "./posix-error.ts";
import { RegularFile } from "./regular-file.ts";

/* From one descriptor to another. Source: copy_file_range(2), sendfile(2), splice(2) */

const { O_APPEND } = openFlags;
const chunk = 65536;

/** Where one end reads or writes: at a position of its own, or at the offset of its file. */
export interface End {
  readonly file: File;
  readonly position: number | undefined;
}

/** @returns how many bytes were copied */
export function copyFileRange(from: End, to: End, length: number, flags: number): number {
  checkCopy(from.file, to.file, flags);
  const source = from.position ?? positionOf(from.file);
  const goal = to.position ?? positionOf(to.file);
  checkPosition(source, length);
  checkPosition(goal, length);
  const count = Math.min(length, Math.max(0, from.file.inode.getattr().size - source));
  const same = from.file.inode === to.file.inode;
  if (same && source < goal + count && goal < source + count) fail("EINVAL");
  return transfer(from, to, count);
}

/** What begins before the file and ends in it wraps around. */
function checkPosition(position: number, length: number): void {
  if (position < 0) fail(position + length >= 0 ? "EOVERFLOW" : "EINVAL");
}

function positionOf(file: File): number {
  return file instanceof RegularFile ? file.position : 0;
}

function checkCopy(from: File, to: File, flags: number): void {
  if (flags !== 0) fail("EINVAL");
  for (const { path } of [from, to]) {
    const mode = path?.inode.getattr().mode ?? 0;
    if (isDirectory(mode)) fail("EISDIR");
    if (!isRegular(mode)) fail("EINVAL");
  }
  if (!from.readable || !to.writable || to.has(O_APPEND)) fail("EBADF");
  // Overlays copy among themselves, whatever they are mounted on.
  const { filesystem } = from;
  const both = filesystem.type === "overlay" && to.filesystem.type === "overlay";
  if (filesystem !== to.filesystem && !both) fail("EXDEV");
}

export function sendfile(from: End, to: File, length: number): number {
  if (!from.file.readable || !to.writable) fail("EBADF");
  if (from.position !== undefined && !from.file.seekable) fail("ESPIPE");
  if (!(from.file instanceof RegularFile) || to.has(O_APPEND)) fail("EINVAL");
  return transfer(from, { file: to, position: undefined }, length);
}

export function splice(from: End, to: End, length: number): number {
  if (length === 0) return 0;
  if (!from.file.readable || !to.file.writable) fail("EBADF");
  const pipes = [from, to].filter(({ file }) => file instanceof PipeFile);
  if (pipes.length === 0) fail("EINVAL");
  if (from.file instanceof DirectoryFile) fail("EINVAL");
  if (pipes.some(({ position }) => position !== undefined)) fail("ESPIPE");
  if (to.file.has(O_APPEND) && !(to.file instanceof PipeFile)) fail("EINVAL");
  return transfer(from, to, Math.min(length, chunk));
}

/** As far as both ends go: what a full end does not take is not read. */
function transfer(from: End, to: End, length: number): number {
  const buffer = new Uint8Array(Math.min(chunk, length));
  let done = 0;
  while (done < length) {
    const part = buffer.subarray(0, Math.min(chunk, length - done));
    const n = readMore(from, part, done);
    if (n === 0) break;
    to.file.write(part.subarray(0, n), after(to, done));
    done += n;
  }
  return done;
}

/** What is there is enough, where there is something. */
function readMore(from: End, part: Uint8Array, done: number): number {
  try {
    return from.file.read(part, after(from, done));
  } catch (error) {
    if (done > 0 && error instanceof PosixError && error.code === "EAGAIN") return 0;
    throw error;
  }
}

function after({ position }: End, done: number): number | undefined {
  return position === undefined ? undefined : position + done;
}
