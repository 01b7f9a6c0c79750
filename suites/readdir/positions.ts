import {
  close,
  differs,
  dir,
  fails,
  file,
  getdents64,
  gives,
  lseek,
  open,
  readdir,
  same,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { rest } from "./pass.ts";

const both = {
  lowers: [[dir("/d"), file("/d/low", "l")]],
  upperBefore: [dir("/d"), file("/d/up", "u")],
};
const trees = {
  merged: { d: { low: "l", up: "u" } },
  upper: { d: { up: "u" } },
};
const opened = open("r", "/d", ["O_RDONLY", "O_DIRECTORY"]);

/** Buffers and offsets. */
export const positions: readonly WrittenScenario[] = [
  {
    title: "a buffer that holds one entry gives one entry at a time",
    cites: ["man/getdents.2#end", "readdir/1"],
    ...both,
    ...trees,
    steps: [
      opened,
      getdents64("r", 24, gives([{ name: same("one") }])),
      [2, 3, 4].map((off) =>
        getdents64("r", 24, gives([{ name: differs("one"), off: String(off) }])),
      ),
      getdents64("r", 24, gives([])),
      getdents64("r", 24, gives([])),
      close("r"),
    ],
  },
  {
    title: "a buffer that is too small for the next entry is refused and skips nothing",
    cites: ["man/getdents.2#einval"],
    ...both,
    ...trees,
    steps: [
      opened,
      getdents64("r", 16, fails("EINVAL")),
      getdents64("r", 23, fails("EINVAL")),
      getdents64("r", 24, gives([{ off: "1" }])),
      getdents64("r", 20, fails("EINVAL")),
      rest("low", "up"),
      close("r"),
    ],
  },
  {
    title: "offsets of a merged directory are counted up from one",
    cites: ["readdir/5"],
    ...both,
    ...trees,
    steps: [
      opened,
      getdents64(
        "r",
        4096,
        gives(["1", "2", "3", "4"].map((off) => ({ name: same(`entry ${off}`), off }))),
      ),
      lseek("r", 0, "SEEK_CUR", gives(4)),
      lseek("r", 2, "SEEK_SET", gives(2)),
      getdents64("r", 4096, gives([{ name: same("entry 3") }, { name: same("entry 4") }])),
      lseek("r", 3, "SEEK_SET", gives(3)),
      getdents64("r", 4096, gives([{ name: same("entry 4"), off: "4" }])),
      close("r"),
    ],
  },
  {
    title: "seeking beyond the end of a merged directory lists nothing, and a rewind everything",
    cites: ["readdir/5", "readdir/3"],
    ...both,
    ...trees,
    steps: [
      opened,
      lseek("r", 100_000, "SEEK_SET", gives(100_000)),
      getdents64("r", 4096, gives([])),
      lseek("r", -1, "SEEK_SET", fails("EINVAL")),
      lseek("r", 0, "SEEK_END", fails("EINVAL")),
      lseek("r", 0, "SEEK_SET", gives(0)),
      readdir("r", gives(["low", "up"])),
      close("r"),
    ],
  },
  {
    title:
      "a name added to the directory is not given by the rest of a pass that was left by seeking",
    cites: ["readdir/4", "readdir/5"],
    ...both,
    steps: [
      opened,
      getdents64(
        "r",
        4096,
        gives(["1", "2", "3", "4"].map((off) => ({ name: same(`entry ${off}`), off }))),
      ),
      writeFile("/d/new", "n"),
      lseek("r", 2, "SEEK_SET", gives(2)),
      getdents64("r", 4096, gives([{ name: same("entry 3") }, { name: same("entry 4") }])),
      lseek("r", 0, "SEEK_SET", gives(0)),
      readdir("r", gives(["low", "new", "up"])),
      close("r"),
    ],
    merged: { d: { low: "l", new: "n", up: "u" } },
    upper: { d: { new: "n", up: "u" } },
  },
];
