import type { Time } from "../content.ts";
import type * as F from "../flags.ts";
import type { Path } from "../path.ts";
import { type Constructor, type Flags, make } from "./make.ts";

/* Attributes of inodes other than the extended ones. */

export const stat: Constructor<"stat", [path: Path]> = make("stat");
export const lstat: Constructor<"lstat", [path: Path]> = make("lstat");
export const fstat: Constructor<"fstat", [slot: string]> = make("fstat");
export const statx: Constructor<"statx", [path: Path], [flags: Flags<typeof F.atFlags>]> =
  make("statx");
export const access: Constructor<"access", [path: Path, mode: Flags<typeof F.accessModes>]> =
  make("access");
export const faccessat2: Constructor<
  "faccessat2",
  [path: Path, mode: Flags<typeof F.accessModes>, flags: Flags<typeof F.atFlags>]
> = make("faccessat2");
export const fdinfo: Constructor<"fdinfo", [slot: string]> = make("fdinfo");
export const statfs: Constructor<"statfs", [path: Path]> = make("statfs");
export const fstatfs: Constructor<"fstatfs", [slot: string]> = make("fstatfs");
export const setquota: Constructor<"setquota", [path: Path], [bytes: number]> = make("setquota");
export const chmod: Constructor<"chmod", [path: Path, mode: number]> = make("chmod");
export const fchmod: Constructor<"fchmod", [slot: string, mode: number]> = make("fchmod");
export const fchmodat2: Constructor<
  "fchmodat2",
  [path: Path, mode: number, flags: Flags<typeof F.atFlags>]
> = make("fchmodat2");
export const chown: Constructor<"chown", [path: Path, uid: number, gid: number]> = make("chown");
export const lchown: Constructor<"lchown", [path: Path, uid: number, gid: number]> = make("lchown");
export const fchown: Constructor<"fchown", [slot: string, uid: number, gid: number]> =
  make("fchown");
export const utimensat: Constructor<
  "utimensat",
  [path: Path, atime: Time, mtime: Time],
  [flags: Flags<typeof F.atFlags>]
> = make("utimensat");
export const futimens: Constructor<"futimens", [slot: string, atime: Time, mtime: Time]> =
  make("futimens");
