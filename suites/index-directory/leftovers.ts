import {
  appendFile,
  fails,
  file,
  gives,
  link,
  list,
  lstat,
  mkdir,
  mknod,
  mount,
  on,
  readFile,
  remount,
  succeeds,
  umount,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Expectation } from "../../harness/language/expectation.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
const indexing = {
  redirect_dir: "nofollow",
  metacopy: "off",
  nfs_export: "off",
  index: "on",
} as const;

const options = "lowerdir=/lower0,upperdir=/upper,workdir=/work,index=on";

/** What no mount has put into the index. */
const strangers: readonly {
  readonly word: string;
  readonly path: string;
  readonly make: (path: string) => readonly Steps[];
  readonly want: Expectation<null>;
  readonly left: readonly string[];
}[] = [
  {
    word: "a file whose name is no handle",
    path: "junk",
    make: (path) => [writeFile(path, "x")],
    want: fails("EINVAL"),
    left: ["junk"],
  },
  {
    word: "a file whose name is too short a handle",
    path: "00fb",
    make: (path) => [writeFile(path, "x")],
    want: fails("EINVAL"),
    left: ["00fb"],
  },
  {
    word: "a directory whose name is no handle",
    path: "junk",
    make: (path) => [mkdir(path)],
    want: fails("EINVAL"),
    left: ["junk"],
  },
  {
    word: "a whiteout whose name is no handle",
    path: "junk",
    make: (path) => [mknod(path, "chr", 0, 0, 0)],
    want: fails("EINVAL"),
    left: ["junk"],
  },
  {
    word: "a whiteout that was being prepared",
    path: "#1",
    make: (path) => [mknod(path, "chr", 0, 0, 0)],
    want: succeeds,
    left: [],
  },
  {
    word: "a file that was being prepared",
    path: "#1",
    make: (path) => [writeFile(path, "x")],
    want: succeeds,
    left: [],
  },
];

/** What is found in the index at a mount and stands for nothing. */
export const leftovers: readonly WrittenScenario[] = [
  {
    title: "an entry whose upper file is gone is cleared by the next mount",
    cites: ["nfs-export/4", "changes-to-underlying-filesystems/3"],
    peers: ["xfstests overlay/048"],
    mount: indexing,
    observe: "end",
    lowers: [[file("/a", "a"), link("/a", "/b")]],
    steps: [
      [appendFile("/a", "+"), appendFile("/b", "+")],
      on("upper", unlink("/a"), unlink("/b")),
      remount(),
      on("work", list("/index", gives([]))),
      readFile("/a", gives("a")),
      lstat("/a", gives({ nlink: 2 })),
    ],
    merged: { a: "a", b: "a" },
    upper: {},
  },
  {
    title: "what is left in the work directory is cleared by the next mount",
    cites: ["mount-options/31"],
    peers: ["xfstests overlay/024"],
    mount: indexing,
    observe: "end",
    lowers: [[file("/a", "a")]],
    steps: [
      on(
        "work",
        writeFile("/work/#2", "half a copy"),
        mkdir("/work/dir"),
        writeFile("/work/dir/f", "f"),
      ),
      remount(),
      on("work", list("/work", gives([]))),
      writeFile("/a", "written"),
    ],
    merged: { a: "written" },
    upper: { a: "written" },
  },
  {
    title: "without index a file copied up with one has its own names only",
    cites: ["non-standard-behavior/5", "sharing-and-copying-layers/4"],
    needs: ["index"],
    mount: "none",
    lowers: [[file("/a", "a"), link("/a", "/b")]],
    steps: on(
      "root",
      mount(
        "o",
        "/merged",
        "overlay",
        [],
        "lowerdir=/lower0,upperdir=/upper,workdir=/work,index=on",
      ),
      appendFile("/merged/a", "+"),
      readFile("/merged/b", gives("a+")),
      umount("/merged"),
      mount(
        "o",
        "/merged",
        "overlay",
        [],
        "lowerdir=/lower0,upperdir=/upper,workdir=/work,index=off",
      ),
      readFile("/merged/a", gives("a+")),
      readFile("/merged/b", gives("a")),
      umount("/merged"),
      mount(
        "o",
        "/merged",
        "overlay",
        [],
        "lowerdir=/lower0,upperdir=/upper,workdir=/work,index=on",
      ),
      readFile("/merged/b", gives("a+")),
    ),
  },
  ...strangers.map(({ word, path, make, want, left }) => ({
    title: `${word} in the index ${"fails" in want ? "makes the mount fail" : "is cleared by the mount"}`,
    cites: ["changes-to-underlying-filesystems/3", "measured/107"],
    needs: ["index" as const],
    mount: "none" as const,
    lowers: [[file("/a", "a"), link("/a", "/b")]],
    steps: on(
      "root",
      mount("o", "/merged", "overlay", [], options),
      umount("/merged"),
      make(`/work/index/${path}`),
      mount("o", "/merged", "overlay", [], options, want),
      list("/work/index", gives(left)),
    ),
  })),
];
