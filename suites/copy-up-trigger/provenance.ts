import {
  appendFile,
  chmod,
  close,
  dir,
  file,
  fails,
  fstat,
  gives,
  is,
  link,
  list,
  lstat,
  on,
  opaqueDir,
  open,
  pread,
  readFile,
  readlink,
  rename,
  symlink,
  truncate,
  utimensat,
  whiteout,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";
import { oldTime, regular } from "./subjects.ts";

const longTarget = "directory/".repeat(90);

/** Which object is copied up, and which is not again. */
export const provenance: readonly WrittenScenario[] = [
  {
    title: "a symbolic link with a long target keeps it when it is copied up",
    cites: ["non-directories/4"],
    mount: plain,
    lowers: [[symlink(longTarget, "/s"), symlink("/absolute/../t", "/t")]],
    steps: [
      utimensat("/s", oldTime, oldTime, ["AT_SYMLINK_NOFOLLOW"]),
      rename("/t", "/n"),
      readlink("/s", gives(longTarget)),
      readlink("/n", gives("/absolute/../t")),
      on("upper", readlink("/s", gives(longTarget)), readlink("/n", gives("/absolute/../t"))),
      lstat("/s", gives({ size: longTarget.length, mtime: oldTime })),
    ],
    merged: { n: is.symlink("/absolute/../t"), s: is.symlink(longTarget) },
    upper: { n: is.symlink("/absolute/../t"), s: is.symlink(longTarget), t: whiteout },
  },
  {
    title: "a descriptor opened for reading before copy-up reads what is written after it",
    cites: ["measured/10", "man/write.2#data"],
    peers: ["xfstests overlay/016"],
    lowers: [[regular.make("/o")]],
    steps: [
      open("r", "/o", ["O_RDONLY"]),
      pread("r", 99, 0, gives("0123456789")),
      appendFile("/o", "+"),
      pread("r", 99, 0, gives("0123456789+")),
      fstat("r", gives({ size: 11 })),
      truncate("/o", 0),
      pread("r", 99, 0, gives("")),
      fstat("r", gives({ size: 0 })),
      close("r"),
    ],
    merged: { o: is.file("", { mode: 0o640, mtime: "now" }) },
    upper: { o: is.file("", { mode: 0o640, mtime: "now" }) },
  },
  {
    title: "what is in upper already is changed there and not copied up again",
    cites: ["non-directories/5"],
    mount: plain,
    lowers: [[file("/f", "lower"), dir("/d"), file("/d/x", "x")]],
    upperBefore: [file("/f", "upper", 0o600), dir("/d", 0o700)],
    steps: [
      appendFile("/f", "+"),
      chmod("/f", 0o640),
      readFile("/f", gives("upper+")),
      chmod("/d", 0o711),
      link("/f", "/d/l"),
      lstat("/f", gives({ nlink: 2, mode: 0o640 })),
      on("upper", readFile("/d/l", gives("upper+"))),
    ],
    merged: {
      d: is.dir({ l: is.file("upper+", { mode: 0o640 }), x: "x" }, { mode: 0o711 }),
      f: is.file("upper+", { mode: 0o640 }),
    },
    upper: {
      d: is.dir({ l: is.file("upper+", { mode: 0o640 }) }, { mode: 0o711 }),
      f: is.file("upper+", { mode: 0o640 }),
    },
  },
  {
    title:
      "the object of the topmost lower that has it is copied up, below directories of the topmost",
    cites: ["multiple-lower-layers/1", "non-directories/4", "directories/5"],
    mount: plain,
    lowers: [
      [dir("/d", 0o711)],
      [dir("/d", 0o700), file("/d/f", "middle", 0o604), dir("/d/e", 0o750)],
      [dir("/d", 0o777), file("/d/f", "bottom", 0o666), dir("/d/e", 0o700), file("/d/e/g", "g")],
    ],
    steps: [
      lstat("/d/f", gives({ mode: 0o604, size: 6 })),
      appendFile("/d/f", "+"),
      on("upper", lstat("/d", gives({ mode: 0o711 }))),
      utimensat("/d/e/g", oldTime, oldTime),
      on("upper", lstat("/d/e", gives({ mode: 0o750 }))),
      on("lower1", readFile("/d/f", gives("middle"))),
      readFile("/d/f", gives("middle+")),
    ],
    merged: {
      d: is.dir(
        { e: is.dir({ g: "g" }, { mode: 0o750 }), f: is.file("middle+", { mode: 0o604 }) },
        { mode: 0o711 },
      ),
    },
    upper: {
      d: is.dir(
        { e: is.dir({ g: "g" }, { mode: 0o750 }), f: is.file("middle+", { mode: 0o604 }) },
        { mode: 0o711 },
      ),
    },
  },
  {
    title: "copy-up of a directory does not copy what makes it opaque in its layer",
    cites: ["whiteouts-and-opaque-directories/4", "non-directories/4"],
    bugs: ["https://github.com/containerd/stargz-snapshotter/pull/681"],
    mount: plain,
    lowers: [
      [opaqueDir("/d", 0o711), file("/d/top", "top")],
      [dir("/d"), file("/d/hidden", "hidden")],
    ],
    steps: [
      list("/d", gives(["top"])),
      chmod("/d", 0o700),
      list("/d", gives(["top"])),
      lstat("/d/hidden", fails("ENOENT")),
      on("upper", list("/d", gives([]))),
      lstat("/d", gives({ mode: 0o700 })),
    ],
    merged: { d: is.dir({ top: "top" }, { mode: 0o700 }) },
    upper: { d: is.dir({}, { mode: 0o700 }) },
  },
];
