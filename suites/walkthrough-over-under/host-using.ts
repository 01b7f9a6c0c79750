import {
  appendFile,
  chdir,
  fails,
  gives,
  list,
  lstat,
  mountinfo,
  oneOf,
  readFile,
  rename,
  rmdir,
  stat,
  succeeds,
  umount,
  unlink,
} from "../../harness/language/index.ts";
import type { Stage } from "../walkthrough/stages.ts";
import { home } from "./host-mounting.ts";

const twoLines = "I am lower 1\nI am another line in lower 1\n";
const lastLine = "I am yet another amazing, incredible line in lower 1\n";

/** Changes below and through the mount, and the end of it all. */
export const using: readonly Stage[] = [
  {
    title: "step 10: a line is added to the lower file behind the mount",
    cites: ["changes-to-underlying-filesystems/1"],
    steps: [appendFile("lower/lower1.txt", "I am another line in lower 1\n")],
  },
  {
    title: "step 11: lower has the added line",
    cites: ["posix/write"],
    steps: [readFile("lower/lower1.txt", gives(twoLines))],
  },
  {
    title: "step 12: merged has the added line too, since the file is still that of lower",
    cites: ["non-directories/1"],
    steps: [
      readFile("merged/lower1.txt", gives(twoLines)),
      stat("merged/lower1.txt", gives({ size: 42 })),
      list("upper", gives(["upper1.txt"])),
    ],
  },
  {
    title: "step 13: a line is added in merged, and the file is copied up",
    cites: ["non-directories/2", "man/open.2#O_APPEND"],
    steps: [
      appendFile("merged/lower1.txt", lastLine),
      list("upper", gives(["lower1.txt", "upper1.txt"])),
    ],
  },
  {
    title: "step 14: merged shows three lines",
    cites: ["non-directories/5"],
    steps: [
      readFile("merged/lower1.txt", gives(twoLines + lastLine)),
      readFile("upper/lower1.txt", gives(twoLines + lastLine)),
    ],
  },
  {
    title: "step 15: lower keeps its two lines",
    cites: ["non-directories/2", "upper-and-lower/3"],
    steps: [readFile("lower/lower1.txt", gives(twoLines))],
  },
  {
    title: "step 16: removing lower1.txt from merged succeeds",
    cites: ["whiteouts-and-opaque-directories/1"],
    steps: [unlink("./merged/lower1.txt"), lstat("merged/lower1.txt", fails("ENOENT"))],
  },
  {
    title: "step 17: the removed file is gone from merged, there in lower, and a name in upper",
    cites: ["whiteouts-and-opaque-directories/1", "whiteouts-and-opaque-directories/3"],
    steps: [
      list("lower", gives(["lower1.txt"])),
      list("merged", gives(["upper1.txt"])),
      list("upper", gives(["lower1.txt", "upper1.txt"])),
      list("working", gives(["work"])),
      readFile("lower/lower1.txt", gives(twoLines)),
    ],
  },
  {
    title: "step 18: what stands in upper for the removed file is a character device 0, 0",
    cites: ["whiteouts-and-opaque-directories/2", "measured/22"],
    steps: [
      lstat("upper/lower1.txt", gives({ type: "chr", mode: 0, rdev: [0, 0], size: 0 })),
      lstat("upper/lower1.txt", gives({ uid: 0, gid: 0 })),
      lstat("upper/upper1.txt", gives({ type: "file", mode: 0o644, uid: 0, gid: 0, size: 13 })),
    ],
  },
  {
    title: "step 18, again: removing the whole project stops at the mount point",
    cites: ["man/rmdir.2#EBUSY", "man/rmdir.2#ENOTEMPTY"],
    steps: [
      unlink("merged/upper1.txt"),
      list("merged", gives([])),
      rmdir(`${home}/merged`, fails("EBUSY")),
      rmdir(home, fails("ENOTEMPTY")),
    ],
  },
  {
    title: "step 19: unmounting uncovers the empty directory merged",
    cites: ["man/umount.2#unmounts"],
    steps: [
      umount(`${home}/merged`),
      list("merged", gives([])),
      mountinfo(`${home}/merged`, fails("ENOENT")),
      list("upper", gives(["lower1.txt"])),
    ],
  },
  {
    title: "step 20: the project directory can be removed now",
    cites: ["posix/rmdir", "posix/unlink"],
    steps: [
      unlink("upper/lower1.txt"),
      unlink("lower/lower1.txt"),
      rmdir("upper"),
      rmdir("lower"),
      rmdir("merged"),
      // The kernel may leave the whiteout that it links the others from, under a name that nobody can know.
      rmdir("working/work", oneOf(succeeds, fails("ENOTEMPTY"))),
      rename("working", "/home/working"),
      chdir("/"),
      rmdir(home),
      stat(home, fails("ENOENT")),
    ],
  },
];
