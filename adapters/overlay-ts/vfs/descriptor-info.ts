import type { File } from "./file.ts";
import { Inotify } from "./inotify.ts";
import type { Inode } from "./inode.ts";
import { majorOf, minorOf } from "./mode.ts";
import { PosixError } from "./posix-error.ts";
import type { Process } from "./process.ts";

/**
 * What /proc/self/fdinfo shows of a descriptor, as far as inodes are numbered there: proc_pid_fdinfo(5). Undefined for one
 * that is not open.
 */
export function descriptorInfoOf(process: Process, fd: number): string | undefined {
  const file = opened(process, fd);
  if (file === undefined) return undefined;
  const lines = file instanceof Inotify ? watchesOf(file) : ownLines(process, file);
  return lines.map((line) => `${line}\n`).join("");
}

function opened({ descriptors }: Process, fd: number): File | undefined {
  try {
    return descriptors.any(fd);
  } catch (error) {
    if (error instanceof PosixError) return undefined;
    throw error;
  }
}

function ownLines(process: Process, file: File): readonly string[] {
  const { inode } = file;
  const held = process.system.locks.heldBy(inode, [file, process]);
  return [
    `ino:\t${numberOf(inode)}`,
    ...held.map(
      ({ api, kind }, index) =>
        `lock:\t${index + 1}: ${api} ADVISORY  ${kind === "exclusive" ? "WRITE" : "READ"} 1 ${placeOf(inode)} 0 EOF`,
    ),
  ];
}

const watchesOf = (instance: Inotify): readonly string[] =>
  instance
    .watched()
    .map(
      ([descriptor, inode]) =>
        `inotify wd:${descriptor} ino:${numberOf(inode).toString(16)} sdev:${inode.filesystem.device.toString(16)}`,
    );

const numberOf = (inode: Inode): bigint => inode.getattr().ino;

function placeOf(inode: Inode): string {
  const { device } = inode.filesystem;
  const parts = [majorOf(device), minorOf(device)].map((part) =>
    part.toString(16).padStart(2, "0"),
  );
  return `${parts.join(":")}:${numberOf(inode)}`;
}
