import {
  chmod,
  close,
  dir,
  fails,
  file,
  getdents64,
  gives,
  includes,
  is,
  list,
  lseek,
  lstat,
  mkdir,
  oneOf,
  open,
  readdir,
  symlink,
  unlink,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const opened: Steps = open("d", "/d", ["O_RDONLY", "O_DIRECTORY"]);
const rewound: Steps = lseek("d", 0, "SEEK_SET", gives(0));
/** Three entries: the dots and the only name of the bottom layer, which comes before the names of layers above. */
const bottomOf = (name: string): Steps =>
  getdents64("d", 72, gives(includes({ name: "." }, { name: ".." }, { name })));

/** One name in the bottom layer, two in upper: `u` in any case comes after `l`. */
const lowers = [[dir("/d"), file("/d/l", "l")]];
const upperBefore = [dir("/d"), file("/d/u", "u")];

/** What a merged pass that has begun still gives, to the letter. */
export const meanwhile: readonly WrittenScenario[] = [
  {
    title: "what is made during a pass over a merged directory is not in that pass",
    cites: ["readdir/4", "readdir/3", "measured/39"],
    lowers,
    upperBefore,
    steps: [
      opened,
      bottomOf("l"),
      writeFile("/d/new", "new"),
      mkdir("/d/sub"),
      symlink("l", "/d/s"),
      getdents64("d", 4096, gives([{ name: "u" }])),
      getdents64("d", 4096, gives([])),
      list("/d", gives(["l", "new", "s", "sub", "u"])),
      getdents64("d", 4096, gives([])),
      rewound,
      readdir("d", gives(["l", "new", "s", "sub", "u"])),
      close("d"),
    ],
    mount: plain,
    merged: { d: { l: "l", new: "new", s: is.symlink("l"), sub: {}, u: "u" } },
    upper: { d: { new: "new", s: is.symlink("l"), sub: {}, u: "u" } },
  },
  {
    title: "what is removed during a pass over a merged directory is still in that pass",
    cites: ["readdir/4", "readdir/3", "measured/39"],
    needs: ["samefs"],
    lowers,
    upperBefore,
    steps: [
      opened,
      bottomOf("l"),
      unlink("/d/u"),
      lstat("/d/u", fails("ENOENT")),
      list("/d", gives(["l"])),
      getdents64("d", 4096, gives([{ name: "u", type: "file" }])),
      unlink("/d/l"),
      getdents64("d", 4096, gives([])),
      rewound,
      readdir("d", gives([])),
      close("d"),
    ],
    merged: { d: {} },
    upper: { d: { l: whiteout } },
  },
  {
    title: "what is removed during a pass is given in that pass or not, and never afterwards",
    cites: ["posix/readdir", "readdir/3"],
    why: "The kernel looks names up anew in a directory that holds copied-up children or has layers of several filesystems.",
    lowers: [[dir("/d"), file("/d/l", "l"), file("/d/c", "c")]],
    upperBefore: [dir("/d"), file("/d/u", "u")],
    steps: [
      chmod("/d/c", 0o600),
      opened,
      getdents64("d", 96, gives(includes({ name: "c" }, { name: "l" }))),
      unlink("/d/u"),
      getdents64("d", 96, oneOf(gives([{ name: "u" }]), gives([]))),
      rewound,
      readdir("d", gives(["c", "l"])),
      close("d"),
    ],
    merged: { d: { c: is.file("c", { mode: 0o600 }), l: "l" } },
    upper: { d: { c: is.file("c", { mode: 0o600 }) } },
  },
];
