import { lookup } from "../vfs/at.ts";
import type { DirectoryFile } from "../vfs/directory-file.ts";
import type { DirectoryEntry } from "../vfs/inode.ts";
import { link, mkdir, mknod, symlink } from "../vfs/make.ts";
import { deviceOf, isDirectory, isSymlink } from "../vfs/mode.ts";
import { open } from "../vfs/open.ts";
import { O_DIRECTORY, O_RDONLY, howOf } from "../vfs/open-flags.ts";
import { fail } from "../vfs/posix-error.ts";
import { AT_FDCWD, type Process } from "../vfs/process.ts";
import { rmdir, unlink } from "../vfs/remove.ts";
import { rename } from "../vfs/rename.ts";
import { called } from "./overlay-error.ts";
import { Dirent } from "./stats.ts";

const here = AT_FDCWD;
const at = (path: string) => ({ dirfd: here, path });

/** RENAME_NOREPLACE and RENAME_EXCHANGE of renameat2(2). */
export interface RenameOptions {
  readonly noreplace?: boolean;
  readonly exchange?: boolean;
}

/** Calls about names: all take absolute paths, and throw OverlayError. */
export function nameCalls(process: Process) {
  const entries = (path: string): readonly DirectoryEntry[] =>
    called("scandir", () => entriesOf(process, path), path);

  const calls = {
    mkdir(path: string, options: { readonly mode?: number; readonly recursive?: boolean } = {}) {
      const { mode = 0o777, recursive = false } = options;
      if (!recursive) return called("mkdir", () => mkdir(process, here, path, mode), path);
      for (const each of ancestors(path)) {
        if (!exists(process, each)) called("mkdir", () => mkdir(process, here, each, mode), path);
      }
    },
    /** `mode` with its type bits, as mknod(2) takes it. */
    mknod(path: string, mode: number, major = 0, minor = 0): void {
      called("mknod", () => mknod(process, here, path, mode, deviceOf(major, minor)), path);
    },
    symlink(target: string, path: string): void {
      called("symlink", () => symlink(process, target, here, path), target, path);
    },
    link(from: string, to: string): void {
      called("link", () => link(process, at(from), at(to), 0), from, to);
    },
    unlink(path: string): void {
      called("unlink", () => unlink(process, here, path), path);
    },
    rmdir(path: string): void {
      called("rmdir", () => rmdir(process, here, path), path);
    },
    rm(path: string, options: { readonly recursive?: boolean; readonly force?: boolean } = {}) {
      if (options.force === true && !exists(process, path)) return;
      if (options.recursive === true) return removeTree(path);
      calls.unlink(path);
    },
    rename(from: string, to: string, { noreplace, exchange }: RenameOptions = {}): void {
      const flags = (noreplace === true ? 1 : 0) | (exchange === true ? 2 : 0);
      called("rename", () => rename(process, at(from), at(to), flags), from, to);
    },
    readlink(path: string): string {
      return called("readlink", () => targetOf(process, path), path);
    },
    /** In the order of the overlay. */
    readdir(path: string): readonly string[] {
      return entries(path).map(({ name }) => name);
    },
    readdirTypes(path: string): readonly Dirent[] {
      return entries(path).map(({ name, type }) => new Dirent(name, path, type));
    },
    exists: (path: string): boolean => exists(process, path),
  };

  function removeTree(path: string): void {
    const { inode } = called("lstat", () => lookup(process, here, path, false), path);
    if (!isDirectory(inode.getattr().mode)) return calls.unlink(path);
    for (const name of calls.readdir(path)) removeTree(`${path}/${name}`);
    calls.rmdir(path);
  }

  return calls;
}

function entriesOf(process: Process, path: string): readonly DirectoryEntry[] {
  const file = open(process, here, path, howOf(O_RDONLY | O_DIRECTORY, 0)) as DirectoryFile;
  const entries: DirectoryEntry[] = [];
  try {
    file.iterate((entry) => {
      if (entry.name !== "." && entry.name !== "..") entries.push(entry);
      return true;
    });
    return entries;
  } finally {
    process.letGo(file);
  }
}

function targetOf(process: Process, path: string): string {
  const { inode } = lookup(process, here, path, false);
  if (!isSymlink(inode.getattr().mode)) fail("EINVAL");
  return inode.readlink();
}

function exists(process: Process, path: string): boolean {
  try {
    lookup(process, here, path, true);
    return true;
  } catch {
    return false;
  }
}

/** `/a/b` is made by making `/a`, then `/a/b`. */
function ancestors(path: string): readonly string[] {
  const parts = path.split("/").filter((part) => part !== "");
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join("/")}`);
}
