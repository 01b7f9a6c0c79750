import {
  appendFile,
  chmod,
  contains,
  fails,
  file,
  gives,
  is,
  list,
  lstat,
  on,
  readFile,
  stat,
  unlink,
  whiteout,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const upperLine = "I am upper 1\n";
const twoLines = "I am lower 1\nI am another line in lower 1\n";
const lastLine = "I am yet another amazing, incredible line in lower 1\n";

/** The layers as they are at step 12, so that a subject which cannot be mounted by hand is judged too. */
const layers = {
  lowers: [file("/lower1.txt", twoLines)],
  upperBefore: [file("/upper1.txt", upperLine)],
  mount: plain,
};

export const view: readonly WrittenScenario[] = [
  {
    title: "step 9, as trees: merged holds the files of both",
    cites: ["directories/2", "directories/4"],
    ...layers,
    steps: [
      list("/", gives(["lower1.txt", "upper1.txt"])),
      readFile("/lower1.txt", gives(twoLines)),
      readFile("/upper1.txt", gives(upperLine)),
      on("lower0", list("/", gives(["lower1.txt"]))),
      on("upper", list("/", gives(["upper1.txt"]))),
    ],
    merged: { "lower1.txt": twoLines, "upper1.txt": upperLine },
    upper: { "upper1.txt": upperLine },
    dockerDiff: ["A /upper1.txt"],
  },
  {
    title: "step 14, as trees: the added line is in merged and in upper",
    cites: ["non-directories/2", "non-directories/5"],
    ...layers,
    steps: [
      appendFile("/lower1.txt", lastLine),
      readFile("/lower1.txt", gives(twoLines + lastLine)),
      stat("/lower1.txt", gives({ size: 95, mode: 0o644, nlink: 1 })),
      on("lower0", readFile("/lower1.txt", gives(twoLines))),
    ],
    merged: { "lower1.txt": twoLines + lastLine, "upper1.txt": upperLine },
    upper: { "lower1.txt": twoLines + lastLine, "upper1.txt": upperLine },
    dockerDiff: ["C /lower1.txt", "A /upper1.txt"],
  },
  {
    title: "step 14, as trees: nothing is left in the working directory",
    cites: ["mount-options/31", "non-directories/4"],
    ...layers,
    steps: [
      appendFile("/lower1.txt", lastLine),
      chmod("/upper1.txt", 0o600),
      on("work", lstat("/work", gives({ type: "dir", mode: 0 }))),
      on("work", list("/work", gives([]))),
    ],
    merged: {
      "lower1.txt": twoLines + lastLine,
      "upper1.txt": is.file(upperLine, { mode: 0o600 }),
    },
    upper: {
      "lower1.txt": twoLines + lastLine,
      "upper1.txt": is.file(upperLine, { mode: 0o600 }),
    },
    work: contains({ work: is.dir({}, { mode: 0 }) }),
  },
  {
    title: "step 17, as trees: a removed copy of a lower file becomes a whiteout",
    cites: ["whiteouts-and-opaque-directories/1", "whiteouts-and-opaque-directories/3"],
    ...layers,
    steps: [
      appendFile("/lower1.txt", lastLine),
      unlink("/lower1.txt"),
      readFile("/lower1.txt", fails("ENOENT")),
      list("/", gives(["upper1.txt"])),
      on("upper", lstat("/lower1.txt", gives({ type: "chr", mode: 0, rdev: [0, 0] }))),
      on("lower0", readFile("/lower1.txt", gives(twoLines))),
    ],
    merged: { "upper1.txt": upperLine },
    upper: { "lower1.txt": whiteout, "upper1.txt": upperLine },
    dockerDiff: ["D /lower1.txt", "A /upper1.txt"],
  },
  {
    title: "step 18, as trees: what upper alone had is removed without a whiteout",
    cites: ["whiteouts-and-opaque-directories/1", "posix/unlink"],
    ...layers,
    steps: [
      unlink("/upper1.txt"),
      lstat("/upper1.txt", fails("ENOENT")),
      list("/", gives(["lower1.txt"])),
      on("upper", list("/", gives([]))),
    ],
    merged: { "lower1.txt": twoLines },
    upper: {},
    dockerDiff: [],
  },
];
