import type { Content } from "../content.ts";
import type * as F from "../flags.ts";
import type { Path } from "../path.ts";
import { type Constructor, type Flags, make } from "./make.ts";

/* Descriptors and the data behind them. */

export const open: Constructor<
  "open",
  [slot: string, path: Path, flags: Flags<typeof F.openFlags>],
  [mode: number]
> = make("open");
export const openat2: Constructor<
  "openat2",
  [slot: string, path: Path, flags: Flags<typeof F.openFlags>],
  [mode: number, resolve: Flags<typeof F.resolveFlags>]
> = make("openat2");
export const close: Constructor<"close", [slot: string]> = make("close");
export const dup: Constructor<"dup", [slot: string, into: string]> = make("dup");
export const pipe: Constructor<"pipe", [reader: string, writer: string]> = make("pipe");
export const read: Constructor<"read", [slot: string, length: number]> = make("read");
export const pread: Constructor<"pread", [slot: string, length: number, offset: number]> =
  make("pread");
export const readv: Constructor<"readv", [slot: string, lengths: readonly number[]]> =
  make("readv");
export const write: Constructor<"write", [slot: string, data: Content]> = make("write");
export const pwrite: Constructor<"pwrite", [slot: string, data: Content, offset: number]> =
  make("pwrite");
export const writev: Constructor<"writev", [slot: string, data: readonly Content[]]> =
  make("writev");
export const lseek: Constructor<
  "lseek",
  [slot: string, offset: number, whence: (typeof F.whences)[number]]
> = make("lseek");
export const truncate: Constructor<"truncate", [path: Path, length: number]> = make("truncate");
export const ftruncate: Constructor<"ftruncate", [slot: string, length: number]> =
  make("ftruncate");
export const fallocate: Constructor<
  "fallocate",
  [slot: string, flags: Flags<typeof F.fallocateFlags>, offset: number, length: number]
> = make("fallocate");
export const fadvise: Constructor<
  "fadvise",
  [slot: string, offset: number, length: number, advice: (typeof F.advices)[number]]
> = make("fadvise");
export const readahead: Constructor<"readahead", [slot: string, offset: number, length: number]> =
  make("readahead");
export const copyFileRange: Constructor<
  "copy_file_range",
  [from: string, to: string, length: number],
  [fromOffset: number, toOffset: number]
> = make("copy_file_range");
export const fiemap: Constructor<"fiemap", [slot: string]> = make("fiemap");
export const ficlone: Constructor<"ficlone", [to: string, from: string]> = make("ficlone");
export const ficlonerange: Constructor<
  "ficlonerange",
  [to: string, from: string, fromOffset: number, length: number, toOffset: number]
> = make("ficlonerange");
export const sendfile: Constructor<
  "sendfile",
  [to: string, from: string, length: number],
  [offset: number]
> = make("sendfile");
export const splice: Constructor<"splice", [from: string, to: string, length: number]> =
  make("splice");
export const fsync: Constructor<"fsync", [slot: string]> = make("fsync");
export const fdatasync: Constructor<"fdatasync", [slot: string]> = make("fdatasync");
export const syncfs: Constructor<"syncfs", [slot: string]> = make("syncfs");
