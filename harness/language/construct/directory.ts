import type * as F from "../flags.ts";
import type { Path } from "../path.ts";
import { type Constructor, type Flags, make } from "./make.ts";

/* Names: making, removing, moving and listing them. */

export const mkdir: Constructor<"mkdir", [path: Path], [mode: number]> = make("mkdir");
export const mknod: Constructor<
  "mknod",
  [path: Path, type: "file" | "chr" | "blk" | "fifo" | "socket"],
  [mode: number, major: number, minor: number]
> = make("mknod");
export const symlink: Constructor<"symlink", [target: string, path: Path]> = make("symlink");
export const link: Constructor<"link", [from: Path, to: Path], [flags: Flags<typeof F.atFlags>]> =
  make("link");
export const unlink: Constructor<"unlink", [path: Path]> = make("unlink");
export const rmdir: Constructor<"rmdir", [path: Path]> = make("rmdir");
export const rename: Constructor<
  "rename",
  [from: Path, to: Path],
  [flags: Flags<typeof F.renameFlags>]
> = make("rename");
export const readlink: Constructor<"readlink", [path: Path]> = make("readlink");
export const getdents64: Constructor<"getdents64", [slot: string, size: number]> =
  make("getdents64");
export const readdir: Constructor<"readdir", [slot: string]> = make("readdir");
export const chdir: Constructor<"chdir", [path: Path]> = make("chdir");
export const fchdir: Constructor<"fchdir", [slot: string]> = make("fchdir");
export const getcwd: Constructor<"getcwd", []> = make("getcwd");
export const umask: Constructor<"umask", [mask: number]> = make("umask");
