import {
  chmod,
  close,
  fails,
  fdatasync,
  file,
  fsync,
  gives,
  list,
  lstat,
  mkdir,
  mkfs,
  mount,
  mountLoop,
  on,
  oneOf,
  open,
  succeeds,
  syncfs,
  unlink,
  write,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { byHand, layers, overlay } from "../by-hand.ts";
import { onDisk } from "../disk.ts";

const size = 300_000;

/**
 * A disk that is kept in a small tmpfs: once that is full, what the disk was given is not written out. It has no journal,
 * whose errors would make the filesystem read-only at once.
 */
const scene = (more?: string): Steps => [
  layers("l", "store", "d"),
  on(
    "root",
    file("/l/f", { fill: "0123456789abcdef", size }),
    mount("tmpfs", "/store", "tmpfs", [], "size=6m"),
    mkfs("/store/disk", "ext4", ["^has_journal"]),
    mountLoop("/store/disk", "/d", "ext4"),
    mkdir("/d/upper"),
    mkdir("/d/work"),
  ),
  overlay(onDisk("/l", more)),
  on(
    "root",
    writeFile("/merged/x", "x"),
    open("upper", "/d", ["O_RDONLY", "O_DIRECTORY"]),
    syncfs("upper"),
    writeFile("/store/fill", { fill: "0", size: 8_000_000 }),
  ),
];

/** What the store has no room for: the error of the disk, as its filesystem passes it on. */
const failed = oneOf(fails("ENOSPC"), fails("EIO"));

const written: Steps = on(
  "root",
  open("x", "/merged/x", ["O_RDWR"]),
  write("x", { fill: "y", size }, gives(size)),
);

/** Errors that come when upper writes out what it has taken. */
export const writeback: readonly WrittenScenario[] = [
  {
    ...byHand,
    title:
      "after an error of writeback every sync of a volatile mount fails, also when there is room again",
    cites: ["volatile-mount/2"],
    peers: ["xfstests generic/474"],
    steps: [
      scene("volatile"),
      written,
      on(
        "root",
        fsync("x"),
        syncfs("x"),
        // Another writes out.
        syncfs("upper", failed),
        syncfs("upper"),
        fsync("x", failed),
        fsync("x", failed),
        fdatasync("x", failed),
        syncfs("x", failed),
        unlink("/store/fill"),
        writeFile("/merged/later", "later"),
        open("later", "/merged/later", ["O_RDONLY"]),
        syncfs("upper"),
        fsync("later", failed),
        syncfs("later", failed),
        syncfs("later", failed),
        close("later"),
        close("x"),
        close("upper"),
      ),
    ],
  },
  {
    ...byHand,
    title:
      "an error of writeback is told once to the fsync of the file, and syncs go on when there is room again",
    cites: ["man/fsync.2#EIO", "measured/durability/2"],
    steps: [
      scene(),
      written,
      on(
        "root",
        fsync("x", failed),
        fsync("x"),
        unlink("/store/fill"),
        write("x", { fill: "z", size }, gives(size)),
        fsync("x"),
        syncfs("x"),
        close("x"),
        close("upper"),
      ),
    ],
  },
  {
    ...byHand,
    title: "syncfs of the overlay and an error of upper's writeback",
    cites: ["measured/durability/2"],
    why: "Linux 5.10 to 7.2 sync upper and drop its error, which only syncfs of upper tells; an overlay that passes it on does better.",
    steps: [
      scene(),
      written,
      on(
        "root",
        syncfs("x", oneOf(succeeds, failed)),
        syncfs("upper", failed),
        syncfs("upper"),
        close("x"),
        close("upper"),
      ),
    ],
  },
  {
    ...byHand,
    title:
      "a file that cannot be written out is not copied up, because its data is synced before its name is seen",
    cites: ["durability-and-copy-up/1", "measured/faults/1"],
    steps: [
      scene(),
      on(
        "root",
        chmod("/merged/f", 0o600, failed),
        lstat("/merged/f", gives({ size, mode: 0o644 })),
        list("/d/upper", gives(["x"])),
        list("/d/work/work", gives([])),
        unlink("/store/fill"),
        chmod("/merged/f", 0o600),
        lstat("/d/upper/f", gives({ size, mode: 0o600 })),
        close("upper"),
      ),
    ],
  },
];
