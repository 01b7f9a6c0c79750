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
  mkdir,
  oneOf,
  open,
  readFile,
  rename,
  rmdir,
  succeeds,
  symlink,
  syncfs,
  unlink,
  write,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { byHand, inRoot, layers, overlay } from "../by-hand.ts";
import { disk, onDisk, shutDown, startedAgain } from "../disk.ts";
import { lowerOnDisk } from "./lost-sectors.ts";

/** An upper on a disk, over a lower that is elsewhere. */
const upperOnDisk: Steps = [
  disk(),
  layers("l"),
  inRoot(file("/l/s", "s"), dir("/l/e"), dir("/l/d"), file("/l/d/f", "f")),
  overlay(onDisk("/l")),
  inRoot(writeFile("/merged/u", "upper")),
];

/** Layers whose filesystem fails under the mount: FS_IOC_SHUTDOWN. */
export const failedDisks: readonly WrittenScenario[] = [
  {
    ...byHand,
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
    ...byHand,
    title: "syncs of a file whose upper filesystem has failed fail by EIO",
    cites: ["measured/faults/6", "man/fsync.2#EIO"],
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
    ...byHand,
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
    ...byHand,
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
    ...byHand,
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
];
