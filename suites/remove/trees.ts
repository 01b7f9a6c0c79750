import {
  dir,
  fails,
  file,
  gives,
  is,
  link,
  list,
  lstat,
  mkdir,
  mknod,
  readFile,
  remount,
  rmdir,
  same,
  symlink,
  unlink,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

/** Every name twice: the second time it has to be gone. */
const gone = (path: string): readonly Steps[] => [unlink(path), unlink(path, fails("ENOENT"))];
const goneDir = (path: string): readonly Steps[] => [rmdir(path), rmdir(path, fails("ENOENT"))];

const tree = [[dir("/d"), file("/d/a", ""), dir("/d/pop"), file("/d/pop/b", "b"), dir("/d/pop/c")]];

/** Whole trees, and names that are removed again and again. */
export const trees: readonly WrittenScenario[] = [
  {
    title: "a tree of lower is removed from the leaves up, each name once",
    cites: ["posix/unlink", "posix/rmdir", "whiteouts-and-opaque-directories/1"],
    peers: ["unionmount rmtree"],
    bugs: ["https://github.com/moby/moby/issues/30389"],
    mount: plain,
    lowers: [[tree, file("/x", "x")]],
    steps: [
      gone("/d/a"),
      gone("/d/pop/b"),
      goneDir("/d/pop/c"),
      goneDir("/d/pop"),
      goneDir("/d"),
      remount(),
      ["/d", "/d/a", "/d/pop/b"].map((path) => lstat(path, fails("ENOENT"))),
    ],
    merged: { x: "x" },
    upper: { d: whiteout },
  },
  {
    title: "a tree of lower with a new directory in it is removed with that",
    cites: ["posix/unlink", "posix/rmdir", "whiteouts-and-opaque-directories/1"],
    peers: ["unionmount rmtree-new"],
    mount: plain,
    lowers: [tree],
    steps: [
      [mkdir("/d/new"), writeFile("/d/new/n", "n"), mkdir("/d/pop/new")],
      rmdir("/d", fails("ENOTEMPTY")),
      [gone("/d/new/n"), goneDir("/d/new"), goneDir("/d/pop/new"), gone("/d/a")],
      [gone("/d/pop/b"), goneDir("/d/pop/c"), goneDir("/d/pop"), goneDir("/d")],
    ],
    merged: {},
    upper: { d: whiteout },
  },
  {
    title: "everything of every type is removed and the root lists nothing",
    cites: ["whiteouts-and-opaque-directories/3", "posix/readdir"],
    bugs: ["https://github.com/plasma-umass/browsix/issues/31"],
    peers: ["xfstests overlay/003"],
    needs: ["mknod"],
    mount: plain,
    lowers: [
      [
        [file("/file", "f"), link("/file", "/hard"), symlink("file", "/soft"), dir("/dir")],
        [
          mknod("/fifo", "fifo"),
          mknod("/chr", "chr", 0o644, 1, 3),
          mknod("/blk", "blk", 0o644, 240, 1),
        ],
        [link("/fifo", "/fifo2"), link("/soft", "/soft2"), mknod("/socket", "socket")],
      ],
    ],
    steps: [
      ["file", "hard", "soft", "soft2", "fifo", "fifo2", "chr", "blk", "socket"].map((name) =>
        gone(`/${name}`),
      ),
      goneDir("/dir"),
      list("/", gives([])),
      remount(),
      list("/", gives([])),
    ],
    merged: {},
  },
  {
    title: "a tree of three layers is removed and leaves one whiteout",
    cites: ["whiteouts-and-opaque-directories/1", "multiple-lower-layers/1"],
    bugs: ["https://github.com/containers/fuse-overlayfs/issues/160"],
    mount: plain,
    lowers: [
      [dir("/d"), file("/d/f", "top"), dir("/d/e"), file("/d/e/top", "t")],
      [dir("/d"), file("/d/f", "bottom"), dir("/d/e"), file("/d/e/bottom", "b")],
    ],
    upperBefore: [dir("/d"), file("/d/f", "upper")],
    steps: [
      writeFile("/d/f", "changed"),
      [gone("/d/f"), gone("/d/e/top"), gone("/d/e/bottom"), goneDir("/d/e"), goneDir("/d")],
      remount(),
      lstat("/d", fails("ENOENT")),
    ],
    merged: {},
    upper: { d: whiteout },
  },
  {
    title: "a name removed and made anew over and over holds the last that was made",
    cites: ["whiteouts-and-opaque-directories/1", "posix/unlink"],
    bugs: [
      "https://github.com/containers/fuse-overlayfs/pull/123",
      "https://github.com/zen-fs/core/issues/305",
    ],
    mount: plain,
    lowers: [[file("/f", "lower")]],
    steps: [
      ["1", "2", "3"].map((text) => [
        unlink("/f"),
        lstat("/f", fails("ENOENT")),
        writeFile("/f", text),
        remount(),
        readFile("/f", gives(text)),
      ]),
    ],
    merged: { f: "3" },
    upper: { f: "3" },
  },
  {
    title: "removing gives the directory a new time and leaves the times of its neighbours",
    cites: ["posix/unlink", "non-directories/4"],
    mount: plain,
    lowers: [[dir("/d"), file("/d/f", "f"), file("/d/g", "g"), dir("/e")]],
    steps: [
      lstat("/d/g", gives({ mtime: same("g") })),
      unlink("/d/f"),
      lstat("/d/g", gives({ mtime: same("g") })),
    ],
    merged: { d: is.dir({ g: "g" }, { mtime: "now" }), e: {} },
    upper: { d: is.dir({ f: whiteout }, { mtime: "now" }) },
  },
];
