import {
  close,
  dir,
  fails,
  file,
  fstat,
  getdents64,
  gives,
  list,
  lseek,
  lstat,
  on,
  open,
  readdir,
  remount,
  rename,
  rmdir,
  same,
  unlink,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
const both = {
  lowers: [[dir("/d"), file("/d/a", "a"), file("/d/b", "b")]],
  upperBefore: [dir("/d"), file("/d/u", "u")],
};
const opened = open("r", "/d", ["O_RDONLY", "O_DIRECTORY"]);
const dots = getdents64("r", 48, gives([{ name: "." }, { name: ".." }]));
const rewind = lseek("r", 0, "SEEK_SET", gives(0));

/** Names that go while a directory is open, and what listing leaves alone. */
export const removal: readonly WrittenScenario[] = [
  {
    title: "removing every name that a pass gives empties the directory",
    cites: ["readdir/4", "posix/rmdir"],
    why: "This is what rm -r does, with a buffer smaller than the directory.",
    ...both,
    steps: [
      opened,
      dots,
      ["a", "b", "u"].map((name) => unlink(`/d/${name}`)),
      readdir("r", gives(["a", "b", "u"])),
      rewind,
      readdir("r", gives([])),
      close("r"),
      rmdir("/d"),
      list("/", gives([])),
    ],
    merged: {},
    upper: { d: whiteout },
  },
  {
    title: "a directory that was removed while open lists nothing",
    cites: ["posix/rmdir", "measured/40"],
    lowers: [[dir("/d"), file("/d/a", "a")]],
    steps: [
      opened,
      readdir("r", gives(["a"])),
      unlink("/d/a"),
      rmdir("/d"),
      lseek("r", 0, "SEEK_SET", gives(0)),
      getdents64("r", 4096, fails("ENOENT")),
      fstat("r", gives({ type: "dir" })),
      close("r"),
    ],
    merged: {},
    upper: { d: whiteout },
  },
  {
    title:
      "a name moved within the directory during a pass is listed by its old name until the rewind",
    cites: ["readdir/4", "posix/rename"],
    ...both,
    steps: [
      opened,
      dots,
      rename("/d/a", "/d/z"),
      rename("/d/u", "/moved"),
      readdir("r", gives(["a", "b", "u"])),
      rewind,
      readdir("r", gives(["b", "z"])),
      close("r"),
    ],
    merged: { d: { b: "b", z: "a" }, moved: "u" },
    upper: { d: { a: whiteout, z: "a" }, moved: "u" },
  },
  {
    title: "listing changes no time of a directory that is written and copies nothing up",
    cites: ["posix/readdir", "non-directories/2"],
    lowers: [[dir("/d"), file("/d/f", "f"), dir("/d/e")]],
    steps: [
      lstat("/d", gives({ mtime: same("m"), ctime: same("c") })),
      list("/d", gives(["e", "f"])),
      list("/d/e", gives([])),
      list("/", gives(["d"])),
      lstat("/d", gives({ mtime: same("m"), ctime: same("c") })),
      on("upper", list("/", gives([]))),
    ],
    merged: { d: { e: {}, f: "f" } },
    upper: {},
  },
  {
    title: "a remount lists the same",
    cites: ["readdir/1"],
    lowers: [[dir("/d"), ["a", "b", "c"].map((name) => file(`/d/${name}`, name))]],
    steps: [
      unlink("/d/a"),
      rename("/d/b", "/d/z"),
      writeFile("/d/new", "n"),
      list("/d", gives(["c", "new", "z"])),
      remount(),
      list("/d", gives(["c", "new", "z"])),
      list("/", gives(["d"])),
    ],
    merged: { d: { c: "c", new: "n", z: "b" } },
    upper: { d: { a: whiteout, b: whiteout, new: "n", z: "b" } },
  },
];
