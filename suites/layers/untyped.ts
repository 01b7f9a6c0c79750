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
  open,
  readFile,
  rename,
  rmdir,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { byHand, inRoot, layers, overlay } from "../by-hand.ts";
import { disk, onDisk } from "../disk.ts";

export const common = {
  ...byHand,
  unruly: ["listed-exists", "listed-type-is-type"],
} as const;
export const cites = ["upper-and-lower/4", "measured/layers/2"];

/** Of directories on this disk getdents64 says DT_UNKNOWN. */
export const untyped = "^filetype";

const untypedUpper = (more?: string): Steps => [
  disk(untyped),
  layers("l"),
  inRoot(file("/l/a", "a"), file("/l/b", "b"), dir("/l/d"), file("/l/d/f", "f")),
  overlay(onDisk("/l", more)),
];

const type = (name: string, is: "unknown" | "file" | "dir") => ({ name, type: is });

/** Layers whose filesystem tells no types in its listings: whiteouts are known by them. */
export const untypedUppers: readonly WrittenScenario[] = [
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
];
