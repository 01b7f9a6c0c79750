import {
  appendFile,
  chmod,
  differs,
  dir,
  fails,
  file,
  getxattr,
  gives,
  is,
  link,
  lstat,
  readFile,
  remount,
  rename,
  same,
  setxattr,
  unlink,
  when,
  whiteout,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const pair = [dir("/s"), file("/a", "one"), link("/a", "/s/b")];
const two = { mount: plain, lowers: [pair] } as const;

/** Another file than the one that was seen as `name`. On two filesystems they may have one number by chance. */
const apart = (name: string, nlink: number) =>
  when("samefs", gives({ nlink, ino: differs(name) }), gives({ nlink }));

/** Names of one file of lower where there is no index: copy-up of one parts it from the others. */
export const broken: readonly WrittenScenario[] = [
  {
    ...two,
    title:
      "names of one file of lower show one inode and its link count before anything is copied up",
    cites: ["posix/link", "measured/105"],
    bugs: ["https://github.com/containers/fuse-overlayfs/issues/435"],
    observe: "end",
    steps: [
      lstat("/s/b", gives({ nlink: 2, ino: same("a") })),
      lstat("/a", gives({ nlink: 2, ino: same("a") })),
    ],
    merged: { a: is.file("one", { nlink: 2 }), s: { b: is.file("one", { nlink: 2 }) } },
    upper: {},
  },
  {
    ...two,
    title: "without index writing by one name of a lower file leaves the other as it was",
    cites: ["measured/30", "non-standard-behavior/5"],
    bugs: ["https://github.com/moby/moby/issues/5632"],
    steps: [
      lstat("/a", gives({ ino: same("a") })),
      appendFile("/a", "+"),
      readFile("/s/b", gives("one")),
      lstat("/a", apart("a", 1)),
      lstat("/s/b", gives({ nlink: 2, ino: same("a") })),
      remount(),
      readFile("/s/b", gives("one")),
    ],
    merged: { a: is.file("one+", { nlink: 1 }), s: { b: is.file("one", { nlink: 2 }) } },
    upper: { a: is.file("one+", { nlink: 1 }) },
  },
  {
    ...two,
    title: "without index names of a lower file that are copied up one by one are two files",
    cites: ["measured/30", "non-standard-behavior/5"],
    steps: [
      appendFile("/a", "+a"),
      appendFile("/s/b", "+b"),
      lstat("/a", gives({ nlink: 1, ino: same("a") })),
      lstat("/s/b", apart("a", 1)),
    ],
    merged: { a: "one+a", s: { b: "one+b" } },
    upper: { a: is.file("one+a", { nlink: 1 }), s: { b: is.file("one+b", { nlink: 1 }) } },
  },
  {
    ...two,
    title: "without index attributes changed by one name of a lower file stay with it",
    cites: ["measured/30", "non-standard-behavior/5"],
    needs: ["user_xattr"],
    steps: [
      chmod("/a", 0o600),
      lstat("/s/b", gives({ mode: 0o644 })),
      setxattr("/s/b", "user.tag", "b"),
      getxattr("/a", "user.tag", fails("ENODATA")),
    ],
    merged: {
      a: is.file("one", { mode: 0o600 }),
      s: { b: is.file("one", { xattrs: { "user.tag": "b" } }) },
    },
    upper: {
      a: is.file("one", { mode: 0o600 }),
      s: { b: is.file("one", { xattrs: { "user.tag": "b" } }) },
    },
  },
  {
    ...two,
    title: "without index removing one name of a lower file copies nothing up and keeps the count",
    cites: ["measured/105", "posix/unlink"],
    steps: [
      unlink("/a"),
      readFile("/s/b", gives("one")),
      lstat("/s/b", gives({ nlink: 2 })),
      remount(),
      lstat("/s/b", gives({ nlink: 2 })),
    ],
    merged: { s: { b: is.file("one", { nlink: 2 }) } },
    upper: { a: whiteout },
  },
  {
    ...two,
    title: "without index renaming one name of a lower file parts it from the other",
    cites: ["measured/30", "non-standard-behavior/5"],
    steps: [
      rename("/a", "/c"),
      lstat("/c", gives({ nlink: 1, ino: same("c") })),
      lstat("/s/b", apart("c", 2)),
      rename("/s/b", "/c"),
      readFile("/c", gives("one")),
    ],
    merged: { c: "one", s: {} },
    upper: { a: whiteout, c: "one", s: { b: whiteout } },
  },
  {
    ...two,
    title: "without index a new link of one name of a lower file shares with that name alone",
    cites: ["measured/30", "non-standard-behavior/5"],
    peers: ["fuse-overlayfs test-hardlinks"],
    steps: [
      link("/a", "/c"),
      lstat("/a", gives({ nlink: 2, ino: same("a") })),
      lstat("/c", gives({ nlink: 2, ino: same("a") })),
      lstat("/s/b", apart("a", 2)),
      appendFile("/c", "+"),
      readFile("/a", gives("one+")),
      readFile("/s/b", gives("one")),
    ],
    merged: { a: "one+", c: "one+", s: { b: "one" } },
    upper: { a: "one+", c: "one+" },
  },
  {
    title: "links that upper has over one name of a lower file are upper's",
    cites: ["upper-and-lower/1", "posix/link"],
    mount: plain,
    lowers: [pair],
    upperBefore: [file("/a", "upper"), link("/a", "/c")],
    steps: [
      lstat("/a", gives({ nlink: 2, ino: same("a") })),
      lstat("/c", gives({ nlink: 2, ino: same("a") })),
      lstat("/s/b", apart("a", 2)),
      appendFile("/a", "+"),
      readFile("/c", gives("upper+")),
    ],
    merged: { a: "upper+", c: "upper+", s: { b: "one" } },
    upper: { a: "upper+", c: "upper+" },
  },
  {
    title: "of the names of one file two in a middle layer stay linked where a third is replaced",
    cites: ["multiple-lower-layers/1", "posix/link"],
    peers: ["containerd fstest HardlinkUnmodified"],
    mount: plain,
    lowers: [
      [file("/c", "top")],
      [file("/a", "middle"), link("/a", "/b"), link("/a", "/c")],
      [file("/a", "bottom"), link("/a", "/d")],
    ],
    steps: [
      lstat("/a", gives({ nlink: 3, ino: same("a") })),
      lstat("/b", gives({ nlink: 3, ino: same("a") })),
      lstat("/c", apart("a", 1)),
      readFile("/d", gives("bottom")),
    ],
    merged: { a: "middle", b: "middle", c: "top", d: "bottom" },
    upper: {},
  },
];
