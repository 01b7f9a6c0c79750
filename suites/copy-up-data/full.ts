import {
  chmod,
  close,
  dir,
  fails,
  file,
  gives,
  link,
  list,
  lstat,
  mkdir,
  mount,
  on,
  open,
  pwrite,
  readFile,
  rename,
  unlink,
  write,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
/** An upper with room for less than the file of lower: 64 KiB for one of 256. */
const large = { fill: "large", size: 262_144 };
const overlay = "lowerdir=/lower0,upperdir=/store/upper,workdir=/store/work";

const prepared: readonly Steps[] = [
  mkdir("/store"),
  mount("store", "/store", "tmpfs", [], "size=64k"),
  [mkdir("/store/upper"), mkdir("/store/work")],
  mount("o", "/merged", "overlay", [], overlay),
];

const byHand = (
  title: string,
  bugs: readonly string[],
  ...steps: readonly Steps[]
): WrittenScenario => ({
  title,
  cites: ["non-directories/4", "man/write.2#ENOSPC"],
  peers: ["xfstests overlay/005"],
  bugs,
  needs: ["trusted_xattr"],
  mount: "none",
  lowers: [[file("/f", large), file("/small", "small"), dir("/d"), file("/d/f", large)]],
  steps: on("root", prepared, steps),
});

/** Copy-up that finds no room: nothing of it is left, and nothing else is harmed. */
export const full: readonly WrittenScenario[] = [
  byHand(
    "a copy that finds no room is ENOSPC and leaves nothing in upper or in the work directory",
    ["https://github.com/everruns/bashkit/issues/417"],
    open("w", "/merged/f", ["O_RDWR"], fails("ENOSPC")),
    chmod("/merged/f", 0o600, fails("ENOSPC")),
    rename("/merged/f", "/merged/g", fails("ENOSPC")),
    link("/merged/f", "/merged/g", fails("ENOSPC")),
    list("/store/upper", gives([])),
    list("/store/work/work", gives([])),
    lstat("/merged/f", gives({ size: large.size, mode: 0o644 })),
  ),
  byHand(
    "a file too large for upper is emptied and removed, which need no room for its data",
    [],
    open("w", "/merged/f", ["O_WRONLY", "O_TRUNC"]),
    [write("w", "short"), close("w")],
    readFile("/merged/f", gives("short")),
    unlink("/merged/d/f"),
    list("/merged/d", gives([])),
  ),
  byHand(
    "after a copy found no room a smaller file is copied up, and the large one when there is room",
    [],
    open("w", "/merged/f", ["O_RDWR"], fails("ENOSPC")),
    writeFile("/merged/small", "changed"),
    mount("store", "/store", "tmpfs", ["MS_REMOUNT"], "size=1m"),
    [open("w", "/merged/f", ["O_RDWR"]), pwrite("w", "X", 0, gives(1)), close("w")],
    lstat("/merged/f", gives({ size: large.size })),
    readFile("/merged/small", gives("changed")),
  ),
  byHand(
    "the directories above are copied up before the data finds no room, and show no difference",
    [],
    open("w", "/merged/d/f", ["O_RDWR"], fails("ENOSPC")),
    list("/store/upper", gives(["d"])),
    list("/store/upper/d", gives([])),
    list("/merged/d", gives(["f"])),
  ),
];
