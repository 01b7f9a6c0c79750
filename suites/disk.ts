import {
  close,
  fsShutdown,
  mkdir,
  mkfs,
  mountLoop,
  open,
  umount,
} from "../harness/language/index.ts";
import type { Steps } from "../harness/language/construct/modifiers.ts";
import type { Step } from "../harness/language/step.ts";
import { inRoot } from "./by-hand.ts";

/*
 * Layers on a disk that belongs to the scenario alone: an ext4 at /d, made in the file /disk.
 */

/** @param features as mkfs takes them */
export const disk = (...features: readonly string[]): readonly Step[] =>
  inRoot(
    mkfs("/disk", "ext4", features),
    mkdir("/d"),
    mountLoop("/disk", "/d", "ext4"),
    mkdir("/d/upper"),
    mkdir("/d/work"),
  );

/** What the kernel may be configured to do otherwise is off. */
export const plainly = "index=off,metacopy=off,redirect_dir=nofollow";

/** Options of an overlay whose upper and work are on the disk. */
export const onDisk = (lowers: string, more = plainly) =>
  `lowerdir=${lowers},upperdir=/d/upper,workdir=/d/work,${more}`;

const failing = (how: "LOGFLUSH" | "NOLOGFLUSH"): Steps =>
  inRoot(
    open("disk", "/d", ["O_RDONLY", "O_DIRECTORY"]),
    fsShutdown("disk", `FS_SHUTDOWN_FLAGS_${how}`),
    close("disk"),
  );

/** From now on nothing reaches the disk, and what had not reached it is lost. */
export const shutDown: Steps = failing("NOLOGFLUSH");

/** The same, but the journal is written out before: names and sizes are kept, and of data what was synced. */
export const shutDownBehindNames: Steps = failing("LOGFLUSH");

/** As behind a new start of the machine: the disk is mounted again, and no overlay is. */
export const startedAgain: Steps = inRoot(
  umount("/merged"),
  umount("/d"),
  mountLoop("/disk", "/d", "ext4"),
);
