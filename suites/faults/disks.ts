import {
  chmod,
  close,
  dir,
  fails,
  fdatasync,
  file,
  fsShutdown,
  fsync,
  gives,
  list,
  lstat,
  loopSetCapacity,
  mkdir,
  mkfs,
  mountLoop,
  oneOf,
  open,
  pread,
  readFile,
  rename,
  rmdir,
  succeeds,
  symlink,
  syncfs,
  truncate,
  umount,
  unlink,
  write,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, layers, overlay, writable } from "../by-hand.ts";
import { disk, onDisk, shutDown, startedAgain } from "../disk.ts";
import { deeds } from "./space.ts";

const common = { mount: "none", observe: "end", lowers: [] } as const;
const plainly = "index=off,metacopy=off,redirect_dir=nofollow";

/** An upper on a disk, over a lower that is elsewhere. */
const upperOnDisk: Steps = [
  disk(),
  layers("l"),
  inRoot(file("/l/s", "s"), dir("/l/e"), dir("/l/d"), file("/l/d/f", "f")),
  overlay(onDisk("/l")),
  inRoot(writeFile("/merged/u", "upper")),
];

/** Most of what the disk takes. */
const size = 12_000_000;
const whole = gives({ size, mode: 0o644, nlink: 1 });

/**
 * A lower on a disk, of which the kernel keeps the names and attributes that were looked up, and no data. Names and
 * attributes are at the beginning of the disk, and so is some of the data.
 */
const lowerOnDisk: Steps = inRoot(
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

/** A disk that fails under the mount. */
export const disks: readonly WrittenScenario[] = [
  {
    ...common,
    title:
      "an overlay whose upper filesystem has failed refuses every change by EIO, and shows what lower has",
    cites: ["measured/faults/6"],
    steps: [
      upperOnDisk,
      shutDown,
      inRoot(
        chmod("/merged/s", 0o600, fails("EIO")),
        open("w", "/merged/s", ["O_RDWR"], fails("EIO")),
        unlink("/merged/s", fails("EIO")),
        unlink("/merged/u", fails("EIO")),
        rename("/merged/s", "/merged/t", fails("EIO")),
        mkdir("/merged/n", fails("EIO")),
        rmdir("/merged/e", fails("EIO")),
        symlink("x", "/merged/l", fails("EIO")),
        writeFile("/merged/new", "n", fails("EIO")),
        readFile("/merged/s", gives("s")),
        readFile("/merged/d/f", gives("f")),
      ),
    ],
  },
  {
    ...common,
    title: "syncs of a file whose upper filesystem has failed fail by EIO",
    cites: ["measured/faults/6", "man/fsync.2#errors"],
    peers: ["xfstests generic/474"],
    why: "Until Linux 6.12 syncfs of an ext4 that was shut down succeeds.",
    steps: [
      upperOnDisk,
      inRoot(open("u", "/merged/u", ["O_RDWR"]), write("u", "more")),
      shutDown,
      inRoot(
        fsync("u", fails("EIO")),
        fdatasync("u", fails("EIO")),
        syncfs("u", oneOf(fails("EIO"), succeeds)),
        write("u", "more", fails("EIO")),
        close("u"),
      ),
    ],
  },
  {
    ...common,
    title:
      "an overlay whose upper filesystem has failed is unmounted, and is as before when the disk is back",
    cites: ["measured/faults/6"],
    steps: [
      upperOnDisk,
      inRoot(open("o", "/merged", ["O_RDONLY"]), syncfs("o"), close("o")),
      shutDown,
      inRoot(unlink("/merged/s", fails("EIO"))),
      startedAgain,
      overlay(onDisk("/l")),
      inRoot(
        list("/merged", gives(["d", "e", "s", "u"])),
        readFile("/merged/u", gives("upper")),
        unlink("/merged/s"),
        list("/merged", gives(["d", "e", "u"])),
      ),
    ],
  },
  {
    ...common,
    title: "the overlay itself is not shut down",
    cites: ["measured/faults/6"],
    steps: [
      upperOnDisk,
      inRoot(
        open("o", "/merged", ["O_RDONLY", "O_DIRECTORY"]),
        fsShutdown("o", "FS_SHUTDOWN_FLAGS_DEFAULT", fails("ENOTTY")),
        close("o"),
        writeFile("/merged/n", "n"),
        readFile("/d/upper/n", gives("n")),
      ),
    ],
  },
  {
    ...common,
    title:
      "a lower filesystem that has failed gives no data and no copies, and upper's own objects go on",
    cites: ["measured/faults/4", "measured/faults/6"],
    steps: [
      lowerOnDisk,
      shutDown,
      inRoot(
        open("r", "/merged/big", ["O_RDONLY"], fails("EIO")),
        chmod("/merged/big", 0o600, fails("EIO")),
        rename("/merged/big", "/merged/other", fails("EIO")),
        readFile("/merged/u", gives("upper")),
        writeFile("/merged/n", "n"),
        unlink("/merged/u"),
        list("/upper", gives(["n"])),
        list("/work/work", gives([])),
      ),
    ],
  },
  ...deeds("EIO", size).map(({ deed, steps }): WrittenScenario => ({
    ...common,
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
    ...common,
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
    ...common,
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
