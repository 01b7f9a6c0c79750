import {
  atLeast,
  chmod,
  close,
  copyFileRange,
  dir,
  fadvise,
  file,
  gives,
  is,
  list,
  lstat,
  on,
  open,
  pipe,
  pread,
  pwrite,
  read,
  readFile,
  readahead,
  same,
  sendfile,
  splice,
  utimensat,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const old = { sec: 1_000_000_000, nsec: 5 };
const later = { sec: 1_100_000_000, nsec: 6 };
const data = { fill: "0123456789abcdef", size: 20_000 };

/** A page full of one letter. */
const ofLetter = {
  l: { size: 4096, sha256: "134149c0403f9b0f47c7314ff98c3458ee5dc9f0659d6e4b40650a780d61ac13" },
  u: { size: 4096, sha256: "3a450308e4629b9970cd17d97999270ad1a11478c9aa8bc58d4f0c469919f4e6" },
};

/** What reading does, and does not, beside giving data. */
export const reading: readonly WrittenScenario[] = [
  {
    title: "reading a file of lower through any call leaves its atime",
    cites: ["non-standard-behavior/1", "measured/12"],
    mount: plain,
    observe: "end",
    lowers: [[file("/f", "data"), utimensat("/f", old, later)]],
    steps: [
      lstat("/f", gives({ atime: old, mtime: later })),
      readFile("/f", gives("data")),
      open("r", "/f", ["O_RDONLY"]),
      pread("r", 4, 0, gives("data")),
      close("r"),
      lstat("/f", gives({ atime: old })),
      on("lower0", lstat("/f", gives({ atime: old }))),
    ],
    merged: { f: "data" },
    upper: {},
  },
  ...(["lower", "upper"] as const).map((layer): WrittenScenario => ({
    title: `readahead and POSIX_FADV_WILLNEED of a file in ${layer} succeed and copy nothing up`,
    cites: ["upper-and-lower/1"],
    peers: ["ltp readahead02"],
    mount: plain,
    lowers: layer === "lower" ? [[file("/f", data)]] : [[]],
    ...(layer === "upper" && { upperBefore: [file("/f", data)] }),
    steps: [
      open("r", "/f", ["O_RDONLY"]),
      readahead("r", 0, 20_000),
      fadvise("r", 0, 20_000, "POSIX_FADV_WILLNEED"),
      fadvise("r", 0, 0, "POSIX_FADV_DONTNEED"),
      pread("r", 16, 16_000, gives("0123456789abcdef")),
    ],
    merged: { f: is.file(data) },
    upper: layer === "upper" ? { f: is.file(data) } : {},
  })),
  {
    title: "sendfile, splice and copy_file_range of an old descriptor give the new data",
    cites: ["measured/10", "man/copy_file_range.2#copies"],
    mount: plain,
    lowers: [[file("/f", "lower")]],
    steps: [
      open("r", "/f", ["O_RDONLY"]),
      writeFile("/f", "upper"),
      open("to", "/to", ["O_RDWR", "O_CREAT"], 0o644),
      sendfile("to", "r", 5, 0, gives(5)),
      copyFileRange("r", "to", 5, 0, 5, gives(5)),
      pipe("out", "in"),
      splice("r", "in", 5, gives(5)),
      read("out", 5, gives("upper")),
      readFile("/to", gives("upperupper")),
    ],
    merged: { f: "upper", to: "upperupper" },
    upper: { f: "upper", to: "upperupper" },
  },
  {
    title: "O_DIRECT and the page cache read the same data before and after copy-up",
    cites: ["measured/10"],
    needs: ["direct_io", "writable_lowers"],
    mount: plain,
    lowers: [[file("/f", { fill: "l", size: 4096 })]],
    steps: [
      readFile("/f", gives(ofLetter.l)),
      open("d", "/f", ["O_RDONLY", "O_DIRECT"]),
      pread("d", 4096, 0, gives(ofLetter.l)),
      open("w", "/f", ["O_RDWR"]),
      pwrite("w", { fill: "u", size: 4096 }, 0, gives(4096)),
      pread("d", 4096, 0, gives(ofLetter.u)),
      readFile("/f", gives(ofLetter.u)),
    ],
    merged: { f: is.file({ fill: "u", size: 4096 }) },
    upper: { f: is.file({ fill: "u", size: 4096 }) },
  },
  {
    title:
      "listing a directory of upper that was changed since it was read brings its atime up to date",
    cites: ["measured/coherence/3"],
    peers: ["xfstests overlay/039"],
    why: "Overlay keeps no times of its own: relatime is that of the mount of upper.",
    mount: plain,
    observe: "end",
    lowers: [[]],
    upperBefore: [dir("/d")],
    steps: [
      utimensat("/d", old, old),
      writeFile("/d/f", "f"),
      lstat("/d", gives({ atime: old })),
      list("/d", gives(["f"])),
      lstat("/d", gives({ atime: { sec: atLeast(1_500_000_000) } })),
    ],
    merged: { d: { f: "f" } },
    upper: { d: { f: "f" } },
  },
  {
    title: "listing a directory leaves its mtime, its ctime and the inode number",
    cites: ["readdir/2", "inode-properties/1"],
    mount: plain,
    lowers: [[dir("/d"), file("/d/f", "f"), utimensat("/d", old, later)]],
    steps: [
      lstat("/d", gives({ mtime: later, ctime: same("ctime"), ino: same("ino") })),
      list("/d", gives(["f"])),
      lstat("/d", gives({ mtime: later, ctime: same("ctime"), ino: same("ino") })),
      chmod("/d/f", 0o600),
      lstat("/d", gives({ mtime: later, ino: same("ino") })),
    ],
    merged: { d: is.dir({ f: is.file("f", { mode: 0o600 }) }, { mtime: "1100000000.000000006" }) },
    upper: { d: is.dir({ f: is.file("f", { mode: 0o600 }) }, { mtime: "1100000000.000000006" }) },
  },
];
