import type { Content } from "../content.ts";
import type * as F from "../flags.ts";
import type { Path } from "../path.ts";
import { type Constructor, type Flags, make } from "./make.ts";

/* io_uring(7), one request each. */

type Ring = [flags: Flags<typeof F.ringFlags>];

export const ioUringOpenat: Constructor<
  "io_uring_openat",
  [slot: string, path: Path, how: Flags<typeof F.openFlags>],
  [mode: number, ...Ring]
> = make("io_uring_openat");
export const ioUringRead: Constructor<
  "io_uring_read",
  [slot: string, length: number, offset: number],
  Ring
> = make("io_uring_read");
export const ioUringWrite: Constructor<
  "io_uring_write",
  [slot: string, data: Content, offset: number],
  Ring
> = make("io_uring_write");
export const ioUringFsync: Constructor<"io_uring_fsync", [slot: string], Ring> =
  make("io_uring_fsync");
