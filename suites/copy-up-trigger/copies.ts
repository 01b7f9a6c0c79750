import {
  chmod,
  chown,
  close,
  dir,
  file,
  gives,
  is,
  lchown,
  lseek,
  lstat,
  on,
  open,
  same,
  utimensat,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Content } from "../../harness/language/content.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";
import { all, link, oldTime } from "./subjects.ts";

const touch = (path: string): Steps =>
  utimensat(path, { sec: 5, nsec: 6 }, "omit", ["AT_SYMLINK_NOFOLLOW"]);

/** Opened for writing and closed: the smallest thing that copies a file with its data. */
const reopen = (path: string): Steps => [open("w", path, ["O_RDWR"]), close("w")];

const octal = (mode: number): string => mode.toString(8).padStart(4, "0");

const modes: readonly WrittenScenario[] = [
  0o0000, 0o0444, 0o0777, 0o1644, 0o2755, 0o4755, 0o4711, 0o6755, 0o7777,
].map((mode) => ({
  title: `a file and a directory of mode ${octal(mode)} keep it when they are copied up`,
  cites: ["non-directories/4", "permission-model/3"],
  mount: plain,
  lowers: [
    [
      file("/f", "data", 0o600),
      chmod("/f", mode),
      file("/g", "data", 0o600),
      chmod("/g", mode),
      dir("/d", 0o700),
      chmod("/d", mode),
    ],
  ],
  steps: [
    reopen("/f"),
    lstat("/f", gives({ mode, size: 4 })),
    touch("/g"),
    lstat("/g", gives({ mode, atime: { sec: 5, nsec: 6 } })),
    touch("/d"),
    lstat("/d", gives({ mode })),
    on(
      "upper",
      ["/f", "/g", "/d"].map((path) => lstat(path, gives({ mode }))),
    ),
  ],
  merged: {
    d: is.dir({}, { mode }),
    f: is.file("data", { mode }),
    g: is.file("data", { mode }),
  },
  upper: {
    d: is.dir({}, { mode }),
    f: is.file("data", { mode }),
    g: is.file("data", { mode }),
  },
}));

const identities: readonly WrittenScenario[] = all.map((subject) => ({
  title: `${subject.word} shows the same inode number and device after it was copied up`,
  cites: ["inode-properties/1", "overlay-objects/3"],
  needs: ["samefs", "origin"],
  mount: plain,
  lowers: [[dir("/a"), subject.make("/a/o"), dir("/z"), subject.make("/z/o")]],
  steps: ["/a/o", "/z/o"].map((path) => [
    lstat(path, gives({ ino: same(`ino of ${path}`), dev: same(`dev of ${path}`) })),
    touch(path),
    lstat(path, gives({ ino: same(`ino of ${path}`), dev: same(`dev of ${path}`) })),
    on("upper", lstat(path, gives({ type: subject.name, mtime: oldTime }))),
  ]),
  merged: { a: { o: subject.merged() }, z: { o: subject.merged() } },
  upper: { a: { o: subject.upper() }, z: { o: subject.upper() } },
}));

const ofParent = { mode: 0o2770, uid: 1001, gid: 1002 };

const owned: readonly WrittenScenario[] = all.map((subject) => {
  const whose = { uid: 1000, gid: 2000 };
  // Looking at a link reads its target, which is an access.
  const atime = subject === link ? {} : { atime: { sec: 77, nsec: 88 } };
  return {
    title: `${subject.word} of another owner keeps owner, group and both times when it is copied up`,
    cites: ["non-directories/4", "permission-model/3"],
    needs: ["uids"],
    mount: plain,
    lowers: [
      [
        dir("/d"),
        subject.make("/d/o"),
        lchown("/d/o", 1000, 2000),
        // A change of owner takes set-ID bits away, and children made after them would inherit the group.
        chown("/d", 1001, 1002),
        chmod("/d", 0o2770),
        utimensat("/d/o", { sec: 77, nsec: 88 }, oldTime, ["AT_SYMLINK_NOFOLLOW"]),
      ],
    ],
    steps: [
      lstat("/d/o", gives(whose)),
      // Of the two times the one that is not given is left, not set anew.
      utimensat("/d/o", "omit", oldTime, ["AT_SYMLINK_NOFOLLOW"]),
      lstat("/d/o", gives({ ...whose, mtime: oldTime, ...atime })),
      on("upper", lstat("/d/o", gives({ ...whose, mtime: oldTime, ...atime }))),
      on("upper", lstat("/d", gives(ofParent))),
      lstat("/d", gives(ofParent)),
    ],
    merged: { d: is.dir({ o: subject.merged(whose) }, ofParent) },
    upper: { d: is.dir({ o: subject.upper(whose) }, ofParent) },
  };
});

const contents: readonly (readonly [what: string, content: Content, size: number])[] = [
  ["an empty file", "", 0],
  ["a file of one byte", "x", 1],
  ["a file of bytes that are no text", { hex: "00ff80c3280a0d00" }, 8],
  ["a file of one page", { fill: "page", size: 4096 }, 4096],
  ["a file of one page and a byte", { fill: "page", size: 4097 }, 4097],
  ["a file of one mebibyte and a byte", { fill: "mebibyte", size: 1_048_577 }, 1_048_577],
];

const dataKept: readonly WrittenScenario[] = contents.map(([what, content, size]) => {
  const both = {
    f: is.file(content, { mtime: "1111111111.123456789" }),
    g: is.file(content, { mode: 0o600 }),
  };
  return {
    title: `${what} has all its data when it was copied up for nothing`,
    cites: ["non-directories/3", "non-directories/4"],
    mount: plain,
    lowers: [[file("/f", content), utimensat("/f", oldTime, oldTime), file("/g", content)]],
    steps: [
      open("r", "/f", ["O_RDONLY"]),
      reopen("/f"),
      lstat("/f", gives({ mtime: oldTime, size })),
      on("upper", lstat("/f", gives({ mtime: oldTime, size }))),
      lseek("r", 0, "SEEK_END", gives(size)),
      close("r"),
      chmod("/g", 0o600),
      lstat("/g", gives({ size, mode: 0o600 })),
      on("upper", lstat("/g", gives({ size, mode: 0o600 }))),
    ],
    merged: both,
    upper: both,
  };
});

export const copies: readonly WrittenScenario[] = [...modes, ...identities, ...owned, ...dataKept];
