import {
  as,
  at,
  chmod,
  close,
  dir,
  fails,
  file,
  fstat,
  gives,
  is,
  link,
  list,
  on,
  open,
  readFile,
  remount,
  unlink,
  write,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const needs = ["tmpfile"] as const;
const made = (path: string) => open("t", path, ["O_TMPFILE", "O_RDWR"], 0o640);
const named = (path: string) => link(at("t", ""), path, ["AT_EMPTY_PATH"]);

/** O_TMPFILE: files that have no name yet. */
export const unnamed: readonly WrittenScenario[] = [
  {
    title:
      "a file without a name in a directory of lower copies the directory up, and leaves nothing when it is closed",
    cites: ["measured/5", "man/open.2#O_TMPFILE"],
    bugs: [
      "https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/log/fs/overlayfs?id=7df7c204c678",
    ],
    needs,
    mount: plain,
    observe: "end",
    lowers: [[dir("/d", 0o711), file("/d/f", "f")]],
    steps: [
      made("/d"),
      write("t", "data", gives(4)),
      fstat("t", gives({ nlink: 0, size: 4, mode: 0o640 })),
      list("/d", gives(["f"])),
      close("t"),
      list("/d", gives(["f"])),
      on("work", list("/work", gives([]))),
    ],
    merged: { d: is.dir({ f: "f" }, { mode: 0o711 }) },
    upper: { d: is.dir({}, { mode: 0o711 }) },
  },
  {
    title:
      "a file without a name gets one by linkat, over a whiteout too, and keeps it over a new mount",
    cites: ["measured/5", "man/link.2#AT_EMPTY_PATH"],
    needs,
    mount: plain,
    observe: "end",
    lowers: [[file("/f", "lower"), dir("/d")]],
    steps: [
      unlink("/f"),
      made("/d"),
      write("t", "data", gives(4)),
      named("/f"),
      fstat("t", gives({ nlink: 1 })),
      link(at("t", ""), "/f", ["AT_EMPTY_PATH"], fails("EEXIST")),
      close("t"),
      remount(),
      readFile("/f", gives("data")),
    ],
    merged: { d: {}, f: is.file("data", { mode: 0o640 }) },
  },
  {
    title: "a file that was opened with O_TMPFILE and O_EXCL cannot be named",
    cites: ["man/open.2#O_TMPFILE"],
    needs,
    mount: plain,
    observe: "end",
    lowers: [[dir("/d")]],
    steps: [
      open("t", "/d", ["O_TMPFILE", "O_RDWR", "O_EXCL"], 0o600),
      link(at("t", ""), "/d/f", ["AT_EMPTY_PATH"], fails("ENOENT")),
      list("/d", gives([])),
    ],
    merged: { d: {} },
  },
  {
    title:
      "a file without a name belongs to the caller, and a directory that he may not write gives him none",
    cites: ["permission-model/6", "man/open.2#O_TMPFILE"],
    needs,
    mount: plain,
    observe: "end",
    lowers: [[dir("/open", 0o777), dir("/closed")]],
    steps: as(
      { uid: 1000, gid: 1000 },
      open("t", "/closed", ["O_TMPFILE", "O_RDWR"], 0o600, fails("EACCES")),
      made("/open"),
      fstat("t", gives({ uid: 1000, gid: 1000, mode: 0o640 })),
      close("t"),
    ),
    merged: { closed: {}, open: is.dir({}, { mode: 0o777 }) },
    upper: { open: is.dir({}, { mode: 0o777 }) },
  },
  {
    title: "O_TMPFILE on a mount without upper is EROFS",
    cites: ["measured/36"],
    needs,
    mount: { upper: false },
    lowers: [[dir("/d")], []],
    steps: [open("t", "/d", ["O_TMPFILE", "O_RDWR"], 0o640, fails("EROFS"))],
    merged: { d: {} },
  },
  {
    title: "O_TMPFILE of what is no directory is ENOTDIR, and of what is not there ENOENT",
    cites: ["man/open.2#O_TMPFILE", "man/open.2#O_DIRECTORY"],
    needs,
    mount: plain,
    lowers: [[file("/f", "f"), dir("/d"), file("/d/x", "x")]],
    steps: [
      open("t", "/f", ["O_TMPFILE", "O_RDWR"], 0o600, fails("ENOTDIR")),
      open("t", "/none", ["O_TMPFILE", "O_RDWR"], 0o600, fails("ENOENT")),
      open("t", "/d", ["O_TMPFILE", "O_RDONLY"], 0o600, fails("EINVAL")),
      chmod("/d", 0o755),
    ],
    merged: { d: { x: "x" }, f: "f" },
    upper: { d: {} },
  },
];
