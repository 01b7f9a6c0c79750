import type * as F from "../flags.ts";
import type { Path } from "../path.ts";
import { type Constructor, type Flags, make } from "./make.ts";

/* Filesystems on disks of their own. */

type DiskType = (typeof F.diskTypes)[number];

export const mkfs: Constructor<
  "mkfs",
  [path: Path, type: DiskType],
  [features: readonly string[]]
> = make("mkfs");
export const mountLoop: Constructor<
  "mount_loop",
  [image: Path, target: Path, type: DiskType],
  [flags: Flags<typeof F.mountFlags>]
> = make("mount_loop");
export const loopSetCapacity: Constructor<"loop_set_capacity", [path: Path]> =
  make("loop_set_capacity");
export const fsShutdown: Constructor<
  "fs_shutdown",
  [slot: string, how: (typeof F.shutdownFlags)[number]]
> = make("fs_shutdown");
