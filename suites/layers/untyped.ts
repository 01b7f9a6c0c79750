import {
  close,
  dir,
  fails,
  file,
  getdents64,
  gives,
  includes,
  list,
  lstat,
  mkdir,
  mkfs,
  mknod,
  mountLoop,
  open,
  readFile,
  rename,
  rmdir,
  setxattr,
  unlink,
  whiteoutAt,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, layers, overlay, writable } from "../by-hand.ts";
import { disk, onDisk } from "../disk.ts";

const common = {
  mount: "none",
  observe: "end",
  lowers: [],
  unruly: ["listed-exists", "listed-type-is-type"],
} as const;
const cites = ["upper-and-lower/4", "measured/layers/2"];

/** Of directories on this disk getdents64 says DT_UNKNOWN. */
const untyped = "^filetype";

const untypedUpper = (more?: string): Steps => [
  disk(untyped),
  layers("l"),
  inRoot(file("/l/a", "a"), file("/l/b", "b"), dir("/l/d"), file("/l/d/f", "f")),
  overlay(onDisk("/l", more)),
];

/** Two lowers, the topmost of which is on the disk. */
const untypedLower = (...steps: readonly Steps[]): Steps => [
  layers("d", "l"),
  inRoot(
    mkfs("/disk", "ext4", [untyped]),
    mountLoop("/disk", "/d", "ext4"),
    rmdir("/d/lost+found"),
    dir("/l/m"),
    file("/l/m/a", "a"),
    file("/l/m/b", "b"),
    dir("/d/m"),
    steps,
  ),
  overlay(writable("/d:/l", "redirect_dir=nofollow,index=off,metacopy=off")),
];

const type = (name: string, is: "unknown" | "file" | "dir") => ({ name, type: is });

/** Layers whose filesystem tells no types in its listings: whiteouts are known by them. */
export const untypedLayers: readonly WrittenScenario[] = [
  {
    ...common,
    title: "an upper that tells no types in its listings is mounted, and lists its whiteouts",
    cites,
    steps: [
      untypedUpper(),
      inRoot(
        unlink("/merged/a"),
        lstat("/merged/a", fails("ENOENT")),
        list("/merged", gives(["a", "b", "d"])),
        lstat("/d/upper/a", gives({ type: "chr", rdev: [0, 0] })),
        readFile("/merged/b", gives("b")),
      ),
    ],
  },
  {
    ...common,
    title: "a directory of an upper without types, of which everything was removed, is never empty",
    cites: [...cites, "posix/rmdir"],
    steps: [
      untypedUpper(),
      inRoot(
        unlink("/merged/d/f"),
        list("/merged/d", gives(["f"])),
        rmdir("/merged/d", fails("ENOTEMPTY")),
        mkdir("/merged/n"),
        rename("/merged/n", "/merged/d", fails("ENOTEMPTY")),
        lstat("/merged/d", gives({ type: "dir" })),
      ),
    ],
  },
  {
    ...common,
    title: "a directory that only an upper without types has is removed when it is empty",
    cites,
    steps: [
      untypedUpper(),
      inRoot(
        mkdir("/merged/n"),
        writeFile("/merged/n/f", "f"),
        rmdir("/merged/n", fails("ENOTEMPTY")),
        unlink("/merged/n/f"),
        rmdir("/merged/n"),
        list("/merged", gives(["a", "b", "d"])),
      ),
    ],
  },
  {
    ...common,
    title: "a name that is made anew over a whiteout of an upper without types is listed once",
    cites,
    steps: [
      untypedUpper(),
      inRoot(
        unlink("/merged/a"),
        writeFile("/merged/a", "new"),
        list("/merged", gives(["a", "b", "d"])),
        readFile("/merged/a", gives("new")),
        unlink("/merged/a"),
        lstat("/merged/a", fails("ENOENT")),
      ),
    ],
  },
  {
    ...common,
    title: "a directory that replaces one of lower hides it, in an upper without types too",
    cites: [...cites, "whiteouts-and-opaque-directories/3"],
    steps: [
      untypedUpper("redirect_dir=on"),
      inRoot(
        rename("/merged/d", "/merged/moved"),
        mkdir("/merged/d"),
        list("/merged/d", gives([])),
        list("/merged/moved", gives(["f"])),
        readFile("/merged/moved/f", gives("f")),
      ),
    ],
  },
  {
    ...common,
    title: "a merged listing tells the types that the layer of each entry tells",
    cites: [...cites, "man/getdents.2#d_type"],
    steps: [
      untypedUpper(),
      inRoot(
        writeFile("/merged/u", "u"),
        open("r", "/merged", ["O_RDONLY", "O_DIRECTORY"]),
        getdents64(
          "r",
          4096,
          gives(includes(type("u", "unknown"), type("a", "file"), type("d", "dir"))),
        ),
        close("r"),
      ),
    ],
  },
  {
    ...common,
    title: "a whiteout in a lower that tells no types is listed, and hides what is below",
    cites,
    steps: [
      untypedLower(whiteoutAt("/d/m/a")),
      inRoot(
        list("/merged/m", gives(["a", "b"])),
        lstat("/merged/m/a", fails("ENOENT")),
        readFile("/merged/m/b", gives("b")),
      ),
    ],
  },
  {
    ...common,
    title: "an xattr whiteout in a marked directory of a lower that tells no types is listed",
    cites: [...cites, "measured/26"],
    needs: ["xwhiteouts"],
    steps: [
      untypedLower(
        setxattr("/d/m", "trusted.overlay.opaque", "x"),
        file("/d/m/a", ""),
        setxattr("/d/m/a", "trusted.overlay.whiteout", "y"),
      ),
      inRoot(list("/merged/m", gives(["a", "b"])), lstat("/merged/m/a", fails("ENOENT"))),
    ],
  },
  {
    ...common,
    title: "over a lower that tells no types everything can be removed, its directories too",
    cites,
    steps: [
      untypedLower(mknod("/d/m/p", "fifo"), file("/d/m/c", "c")),
      inRoot(
        list("/merged/m", gives(["a", "b", "c", "p"])),
        ["a", "b", "c", "p"].map((name) => unlink(`/merged/m/${name}`)),
        list("/merged/m", gives([])),
        rmdir("/merged/m"),
        list("/merged", gives([])),
      ),
    ],
  },
];
