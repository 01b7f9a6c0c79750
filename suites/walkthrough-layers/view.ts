import {
  close,
  dir,
  fails,
  gives,
  is,
  list,
  lstat,
  on,
  open,
  readFile,
  symlink,
  unlink,
  whiteout,
  whiteoutAt,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { baseDirectories, baseNames, rootLinks } from "./base.ts";

const base: readonly Steps[] = [
  baseDirectories.map((name) => dir(`/${name}`)),
  rootLinks.map(([name, target]) => symlink(target, `/${name}`)),
];

const baseTree = {
  ...Object.fromEntries(baseDirectories.map((name) => [name, {}])),
  ...Object.fromEntries(rootLinks.map(([name, target]) => [name, is.symlink(target)])),
};

const touch = (path: string): readonly Steps[] => [
  open("touch", path, ["O_WRONLY", "O_CREAT", "O_NONBLOCK"], 0o644),
  close("touch"),
];

/** The three layers once more, each made by the mount of the one before, for subjects that cannot be mounted by hand. */
export const view: readonly WrittenScenario[] = [
  {
    title: "Step 2/3, as trees: the layer above the base is one empty file",
    cites: ["non-directories/1", "docker-diff/1"],
    lowers: [base],
    steps: [
      touch("/hello"),
      lstat("/hello", gives({ type: "file", mode: 0o644, size: 0 })),
      list("/", gives([...baseNames, "hello"].toSorted())),
    ],
    merged: { ...baseTree, hello: "" },
    upper: { hello: "" },
    dockerDiff: ["A /hello"],
  },
  {
    title: "Step 3/3, as trees: the layer above both is one whiteout",
    cites: ["whiteouts-and-opaque-directories/1", "docker-diff/3"],
    lowers: [[...touch("/hello")], base],
    steps: [
      lstat("/hello", gives({ type: "file", size: 0 })),
      unlink("/hello"),
      lstat("/hello", fails("ENOENT")),
      on("lower0", readFile("/hello", gives(""))),
      on("upper", lstat("/hello", gives({ type: "chr", mode: 0, rdev: [0, 0] }))),
    ],
    merged: baseTree,
    upper: { hello: whiteout },
    dockerDiff: ["D /hello"],
  },
  {
    title: "the finished image, as trees: a container of it does not see hello",
    cites: ["whiteouts-and-opaque-directories/3", "multiple-lower-layers/1"],
    lowers: [[whiteoutAt("/hello")], [...touch("/hello")], base],
    steps: [
      list("/", gives(baseNames)),
      readFile("/hello", fails("ENOENT")),
      on("lower1", lstat("/hello", gives({ type: "file", size: 0 }))),
    ],
    merged: baseTree,
    upper: {},
    dockerDiff: [],
  },
  {
    title: "a container of the finished image makes hello anew",
    cites: ["whiteouts-and-opaque-directories/3", "docker-diff/1"],
    lowers: [[whiteoutAt("/hello")], [...touch("/hello")], base],
    steps: [
      open("w", "/hello", ["O_WRONLY", "O_CREAT", "O_EXCL"], 0o600),
      close("w"),
      open("w", "/hello", ["O_WRONLY", "O_CREAT", "O_EXCL"], 0o600, fails("EEXIST")),
      lstat("/hello", gives({ type: "file", mode: 0o600, size: 0 })),
    ],
    merged: { ...baseTree, hello: is.file("", { mode: 0o600 }) },
    upper: { hello: is.file("", { mode: 0o600 }) },
    dockerDiff: ["A /hello"],
  },
];
