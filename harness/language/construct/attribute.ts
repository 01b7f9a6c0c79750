import type { Content } from "../content.ts";
import type * as F from "../flags.ts";
import type { Path } from "../path.ts";
import { type Constructor, type Flags, make } from "./make.ts";

/* Extended attributes and inode flags. */

export const setxattr: Constructor<
  "setxattr",
  [path: Path, name: string, value: Content],
  [flags: Flags<typeof F.xattrFlags>]
> = make("setxattr");
export const lsetxattr: Constructor<
  "lsetxattr",
  [path: Path, name: string, value: Content],
  [flags: Flags<typeof F.xattrFlags>]
> = make("lsetxattr");
export const fsetxattr: Constructor<
  "fsetxattr",
  [slot: string, name: string, value: Content],
  [flags: Flags<typeof F.xattrFlags>]
> = make("fsetxattr");
export const getxattr: Constructor<"getxattr", [path: Path, name: string], [size: number]> =
  make("getxattr");
export const lgetxattr: Constructor<"lgetxattr", [path: Path, name: string], [size: number]> =
  make("lgetxattr");
export const fgetxattr: Constructor<"fgetxattr", [slot: string, name: string], [size: number]> =
  make("fgetxattr");
export const listxattr: Constructor<"listxattr", [path: Path], [size: number]> = make("listxattr");
export const llistxattr: Constructor<"llistxattr", [path: Path], [size: number]> =
  make("llistxattr");
export const flistxattr: Constructor<"flistxattr", [slot: string], [size: number]> =
  make("flistxattr");
export const removexattr: Constructor<"removexattr", [path: Path, name: string]> =
  make("removexattr");
export const lremovexattr: Constructor<"lremovexattr", [path: Path, name: string]> =
  make("lremovexattr");
export const fremovexattr: Constructor<"fremovexattr", [slot: string, name: string]> =
  make("fremovexattr");
export const getflags: Constructor<"getflags", [slot: string]> = make("getflags");
export const setflags: Constructor<"setflags", [slot: string, flags: Flags<typeof F.inodeFlags>]> =
  make("setflags");
export const fsgetxattr: Constructor<"fsgetxattr", [slot: string]> = make("fsgetxattr");
export const fssetxattr: Constructor<
  "fssetxattr",
  [slot: string],
  [flags: Flags<typeof F.fsxFlags>, projid: number]
> = make("fssetxattr");
