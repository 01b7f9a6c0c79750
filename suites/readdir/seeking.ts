import {
  close,
  dir,
  fails,
  file,
  getdents64,
  gives,
  includes,
  lseek,
  open,
  readdir,
  remount,
  whiteout,
  whiteoutAt,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";

const opened: Steps = open("d", "/d", ["O_RDONLY", "O_DIRECTORY"]);
const lowers = [[dir("/d"), file("/d/l", "l")]];
const upperBefore = [dir("/d"), file("/d/u", "u")];
const trees = {
  merged: { d: { l: "l", u: "u" } },
  upper: { d: { u: "u" } },
} as const;

/** Offsets of a merged listing. */
export const seeking: readonly WrittenScenario[] = [
  {
    title: "lseek to the offset of an entry of a merged listing continues behind that entry",
    cites: ["readdir/5", "posix/readdir"],
    lowers,
    upperBefore,
    steps: [
      opened,
      getdents64("d", 72, gives(includes({ name: "l" }))),
      getdents64("d", 24, gives([{ name: "u", off: "4" }])),
      lseek("d", 3, "SEEK_SET", gives(3)),
      getdents64("d", 4096, gives([{ name: "u", off: "4" }])),
      lseek("d", 4, "SEEK_SET", gives(4)),
      getdents64("d", 4096, gives([])),
      lseek("d", 1, "SEEK_SET", gives(1)),
      getdents64("d", 4096, gives([{ off: "2" }, { off: "3" }, { name: "u", off: "4" }])),
      lseek("d", -2, "SEEK_CUR", gives(2)),
      getdents64("d", 4096, gives([{ off: "3" }, { name: "u", off: "4" }])),
      close("d"),
    ],
    ...trees,
  },
  {
    title: "lseek of a merged directory refuses the end and what lies before the start",
    cites: ["posix/lseek", "readdir/5"],
    lowers,
    upperBefore,
    steps: [
      opened,
      getdents64("d", 24, gives([{ off: "1" }])),
      lseek("d", 0, "SEEK_END", fails("EINVAL")),
      lseek("d", -1, "SEEK_SET", fails("EINVAL")),
      lseek("d", -2, "SEEK_CUR", fails("EINVAL")),
      lseek("d", 0, "SEEK_CUR", gives(1)),
      getdents64("d", 4096, gives([{ off: "2" }, { off: "3" }, { name: "u" }])),
      close("d"),
    ],
    ...trees,
  },
  {
    title: "hidden names take an offset each, and are passed over",
    cites: ["readdir/5", "whiteouts-and-opaque-directories/3"],
    lowers: [[dir("/d"), file("/d/l", "l")]],
    upperBefore: [dir("/d"), whiteoutAt("/d/l"), file("/d/u", "u"), whiteoutAt("/d/w")],
    steps: [
      opened,
      getdents64("d", 24, gives([{}])),
      getdents64("d", 24, gives([{}])),
      getdents64("d", 24, gives([{ name: "u" }])),
      getdents64("d", 24, gives([])),
      lseek("d", 0, "SEEK_CUR", gives(5)),
      lseek("d", 0, "SEEK_SET"),
      readdir("d", gives(["u"])),
      close("d"),
    ],
    merged: { d: { u: "u" } },
    upper: { d: { l: whiteout, u: "u", w: whiteout } },
  },
  {
    title: "an unchanged merged directory is listed by the same offsets after it was opened again",
    cites: ["readdir/5", "readdir/2"],
    lowers,
    upperBefore,
    steps: [
      opened,
      getdents64("d", 72, gives(includes({ name: "l" }))),
      close("d"),
      opened,
      lseek("d", 3, "SEEK_SET", gives(3)),
      getdents64("d", 4096, gives([{ name: "u", off: "4" }])),
      close("d"),
      remount(),
      opened,
      lseek("d", 3, "SEEK_SET", gives(3)),
      getdents64("d", 4096, gives([{ name: "u", off: "4" }])),
      close("d"),
    ],
    ...trees,
  },
];
