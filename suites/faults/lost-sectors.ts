import {
  chmod,
  close,
  fails,
  file,
  gives,
  list,
  loopSetCapacity,
  lstat,
  mkdir,
  mkfs,
  mountLoop,
  open,
  pread,
  readFile,
  truncate,
  umount,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { byHand, inRoot, overlay, writable } from "../by-hand.ts";
import { plainly } from "../disk.ts";
import { deeds } from "./space.ts";

/** Most of what the disk takes. */
const size = 12_000_000;
const whole = gives({ size, mode: 0o644, nlink: 1 });

/**
 * A lower on a disk, of which the kernel keeps the names and attributes that were looked up, and no data. Names and
 * attributes are at the beginning of the disk, and so is some of the data.
 */
export const lowerOnDisk: Steps = inRoot(
  mkfs("/disk", "ext4", ["^has_journal"]),
  mkdir("/d"),
  mountLoop("/disk", "/d", "ext4"),
  mkdir("/d/l"),
  file("/d/l/big", { fill: "0123456789abcdef", size }),
  file("/d/l/s", "s"),
  umount("/d"),
  mountLoop("/disk", "/d", "ext4"),
  overlay(writable("/d/l", plainly)),
  list("/merged", gives(["big", "s"])),
  lstat("/merged/big", whole),
  lstat("/merged/s", gives({ size: 1 })),
  writeFile("/merged/u", "upper"),
);

/** The disk keeps its first third alone. */
const unreadable: Steps = inRoot(truncate("/disk", 5_242_880), loopSetCapacity("/d"));

/** Files of lower whose data the disk does not have any more. */
export const lostSectors: readonly WrittenScenario[] = [
  ...deeds("EIO", size).map(({ deed, steps }): WrittenScenario => ({
    ...byHand,
    title: `a file of lower whose data the disk has lost is left as it was by ${deed}, which is EIO`,
    cites: ["measured/faults/4", "non-directories/4"],
    steps: [
      lowerOnDisk,
      unreadable,
      inRoot(
        steps,
        lstat("/merged/big", whole),
        list("/upper", gives(["u"])),
        list("/work/work", gives([])),
        list("/merged", gives(["big", "s", "u"])),
        writeFile("/merged/n", "n"),
        readFile("/merged/n", gives("n")),
      ),
    ],
  })),
  {
    ...byHand,
    title: "a file of lower whose data the disk has lost cannot be read, and can be removed",
    cites: ["measured/faults/4", "whiteouts-and-opaque-directories/1"],
    steps: [
      lowerOnDisk,
      unreadable,
      inRoot(
        open("r", "/merged/big", ["O_RDONLY"]),
        pread("r", 4096, size - 4096, fails("EIO")),
        close("r"),
        unlink("/merged/big"),
        list("/merged", gives(["s", "u"])),
        lstat("/upper/big", gives({ type: "chr", rdev: [0, 0] })),
        writeFile("/merged/big", "new"),
        readFile("/merged/big", gives("new")),
      ),
    ],
  },
  {
    ...byHand,
    title:
      "of a file of lower whose data the disk has lost the attributes are copied, with metacopy",
    cites: ["measured/faults/4", "metadata-only-copy-up/1"],
    steps: [
      lowerOnDisk,
      inRoot(umount("/merged")),
      overlay(writable("/d/l", "metacopy=on,index=off")),
      inRoot(lstat("/merged/big", whole)),
      unreadable,
      inRoot(
        chmod("/merged/big", 0o600),
        lstat("/merged/big", gives({ size, mode: 0o600 })),
        open("w", "/merged/big", ["O_WRONLY"], fails("EIO")),
        lstat("/merged/big", gives({ size, mode: 0o600 })),
        list("/work/work", gives([])),
      ),
    ],
  },
];
