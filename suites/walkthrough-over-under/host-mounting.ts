import {
  chdir,
  fails,
  getcwd,
  gives,
  includes,
  list,
  lstat,
  mkdir,
  mount,
  mountinfo,
  readFile,
  stat,
  statfs,
  writeFile,
} from "../../harness/language/index.ts";
import type { Stage } from "../walkthrough/stages.ts";

export const home = "/home/over-under";
const options = "lowerdir=./lower,upperdir=./upper,workdir=./working";

/** From an empty directory to the mounted overlay, with paths as they are typed. */
export const mounting: readonly Stage[] = [
  {
    title: "step 2: the directory of the demonstration is made once",
    cites: ["posix/mkdir"],
    steps: [mkdir("/home"), mkdir(home), stat(home, gives({ type: "dir", mode: 0o755 }))],
  },
  {
    title: "step 3: the demonstration happens in its own directory",
    cites: ["mount-options/10"],
    steps: [chdir(home), getcwd(gives(home))],
  },
  {
    title: "step 4: lower, upper, working and merged are ordinary directories",
    cites: ["upper-and-lower/2"],
    steps: [
      ...["lower", "upper", "working", "merged"].map((name) => mkdir(`./${name}`)),
      mkdir("./merged", fails("EEXIST")),
    ],
  },
  {
    title: "step 5: the tree before the mount is four empty directories",
    cites: ["posix/readdir"],
    steps: [
      list(home, gives(["lower", "merged", "upper", "working"])),
      ...["lower", "upper", "working", "merged"].map((name) => list(name, gives([]))),
    ],
  },
  {
    title: "step 6: a line is written into a file of lower",
    cites: ["upper-and-lower/2"],
    steps: [
      writeFile("lower/lower1.txt", "I am lower 1\n"),
      readFile("lower/lower1.txt", gives("I am lower 1\n")),
    ],
  },
  {
    title: "step 7: a line is written into a file of upper",
    cites: ["upper-and-lower/2"],
    steps: [
      writeFile("upper/upper1.txt", "I am upper 1\n"),
      lstat("upper/upper1.txt", gives({ type: "file", mode: 0o644, size: 13 })),
      list("merged", gives([])),
    ],
  },
  {
    title: "step 8: the overlay is mounted from paths relative to the working directory",
    cites: ["mount-options/10", "directories/2"],
    steps: [
      mount("overlay", "./merged", "overlay", [], options),
      mountinfo(`${home}/merged`, gives({ type: "overlay", source: "overlay" })),
      mountinfo(`${home}/merged`, gives({ options: includes("lowerdir=./lower") })),
      statfs("merged", gives({ type: "794c7630" })),
    ],
  },
  {
    title: "step 9: merged shows the files of both trees and each tree keeps its own",
    cites: ["directories/2", "directories/4", "mount-options/31"],
    why: "The walkthrough prints a directory working/working; what kernels make there is called work.",
    steps: [
      list(home, gives(["lower", "merged", "upper", "working"])),
      list("lower", gives(["lower1.txt"])),
      list("merged", gives(["lower1.txt", "upper1.txt"])),
      list("upper", gives(["upper1.txt"])),
      list("working", gives(["work"])),
      lstat("working/work", gives({ type: "dir", mode: 0 })),
    ],
  },
];
