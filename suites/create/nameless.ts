import {
  as,
  at,
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
  pread,
  readFile,
  remount,
  unlink,
  write,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const write6 = [write("t", "hidden", gives(6)), fstat("t", gives({ nlink: 0, size: 6 }))];
const byDescriptor = at("t", "");

/** Files without a name: O_TMPFILE. */
export const nameless: readonly WrittenScenario[] = [
  {
    title: "a file without a name in a directory of lower leaves nothing but the directory",
    cites: ["man/open.2#O_TMPFILE", "measured/5"],
    bugs: [
      "https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/log/fs/overlayfs?id=7df7c204c678",
    ],
    needs: ["tmpfile"],
    mount: plain,
    lowers: [[dir("/d", 0o700), file("/d/x", "x")]],
    steps: [
      open("t", "/d", ["O_RDWR", "O_TMPFILE"], 0o600),
      write6,
      list("/d", gives(["x"])),
      pread("t", 9, 0, gives("hidden")),
      close("t"),
      list("/d", gives(["x"])),
      on("work", list("/work", gives([]))),
    ],
    merged: { d: is.dir({ x: "x" }, { mode: 0o700 }) },
    upper: { d: is.dir({}, { mode: 0o700 }) },
  },
  {
    title:
      "a file without a name gets one by link, over a whiteout too, and keeps it over a new mount",
    cites: ["man/open.2#O_TMPFILE", "man/link.2#AT_EMPTY_PATH", "measured/5"],
    needs: ["tmpfile"],
    mount: plain,
    lowers: [[dir("/d"), file("/d/gone", "gone"), file("/d/there", "there")]],
    steps: [
      unlink("/d/gone"),
      open("t", "/d", ["O_WRONLY", "O_TMPFILE"], 0o640),
      write6,
      link(byDescriptor, "/d/gone", ["AT_EMPTY_PATH"]),
      link(byDescriptor, "/d/there", ["AT_EMPTY_PATH"], fails("EEXIST")),
      link(byDescriptor, "/second", ["AT_EMPTY_PATH"]),
      fstat("t", gives({ nlink: 2 })),
      close("t"),
      remount(),
      readFile("/d/gone", gives("hidden")),
    ],
    merged: {
      d: { gone: is.file("hidden", { mode: 0o640, nlink: 2 }), there: "there" },
      second: is.file("hidden", { mode: 0o640 }),
    },
    upper: {
      d: { gone: is.file("hidden", { mode: 0o640, nlink: 2 }) },
      second: is.file("hidden", { mode: 0o640 }),
    },
  },
  {
    title: "a file without a name that was opened with O_EXCL never gets one",
    cites: ["man/open.2#O_TMPFILE"],
    needs: ["tmpfile"],
    mount: plain,
    lowers: [[file("/x", "x")]],
    steps: [
      open("t", "/", ["O_RDWR", "O_TMPFILE", "O_EXCL"], 0o600),
      link(byDescriptor, "/n", ["AT_EMPTY_PATH"], fails("ENOENT")),
      open("r", "/", ["O_RDONLY", "O_TMPFILE"], fails("EINVAL")),
      open("r", "/x", ["O_RDWR", "O_TMPFILE"], fails("ENOTDIR")),
      open("r", "/none", ["O_RDWR", "O_TMPFILE"], fails("ENOENT")),
    ],
    merged: { x: "x" },
    upper: {},
  },
  {
    title: "a file without a name belongs to the one who opened it",
    cites: ["man/open.2#O_TMPFILE", "permission-model/6"],
    needs: ["tmpfile", "uids"],
    mount: plain,
    lowers: [[dir("/d", 0o777), dir("/closed")]],
    steps: [
      as(
        { uid: 1000, gid: 1000 },
        open("t", "/closed", ["O_RDWR", "O_TMPFILE"], 0o600, fails("EACCES")),
        open("t", "/d", ["O_RDWR", "O_TMPFILE"], 0o666),
        fstat("t", gives({ uid: 1000, gid: 1000, mode: 0o644, nlink: 0 })),
      ),
    ],
    merged: { closed: {}, d: is.dir({}, { mode: 0o777 }) },
    upper: { d: is.dir({}, { mode: 0o777 }) },
  },
  {
    title: "a file without a name on a mount without upper is refused",
    cites: ["measured/36"],
    needs: ["tmpfile"],
    mount: { upper: false },
    lowers: [[dir("/d")], []],
    steps: [open("t", "/d", ["O_RDWR", "O_TMPFILE"], 0o640, fails("EROFS"))],
    merged: { d: {} },
  },
];
