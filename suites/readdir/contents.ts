import {
  close,
  dir,
  file,
  getdents64,
  gives,
  includes,
  is,
  list,
  lseek,
  lstat,
  open,
  readdir,
  symlink,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { allKinds } from "../objects.ts";

const longest = "n".repeat(255);
const opened: Steps = open("d", "/d", ["O_RDONLY", "O_DIRECTORY"]);
const rewound: Steps = lseek("d", 0, "SEEK_SET", gives(0));

/** One name, and what lower, middle and upper have of it. */
const types: readonly WrittenScenario[] = allKinds.map((kind) => ({
  title: `the type of ${kind.word} in a merged listing is that of the topmost layer`,
  cites: ["man/getdents.2#d_type", "upper-and-lower/1", "directories/1"],
  needs: kind.needs,
  lowers: [
    [dir("/d"), kind.make("/d/mid", "lower"), symlink("x", "/d/top")],
    [
      dir("/d"),
      kind.make("/d/low", "lower"),
      // A directory over another would be merged with it.
      kind.name === "dir" ? symlink("x", "/d/mid") : dir("/d/mid"),
      file("/d/top", "bottom"),
    ],
  ],
  upperBefore: [dir("/d"), kind.make("/d/top", "upper"), symlink("x", "/d/up")],
  steps: [
    opened,
    getdents64(
      "d",
      4096,
      gives(
        includes(
          { name: "low", type: kind.name },
          { name: "mid", type: kind.name },
          { name: "top", type: kind.name },
          { name: "up", type: "symlink" },
        ),
      ),
    ),
    rewound,
    readdir("d", gives(["low", "mid", "top", "up"])),
    close("d"),
    ["low", "mid", "top"].map((name) => lstat(`/d/${name}`, gives({ type: kind.name }))),
  ],
  merged: {
    d: {
      low: kind.node("lower"),
      mid: kind.node("lower"),
      top: kind.node("upper"),
      up: is.symlink("x"),
    },
  },
  upper: { d: { top: kind.node("upper"), up: is.symlink("x") } },
}));

const spellings: readonly (readonly [what: string, name: string])[] = [
  ["of 255 bytes", longest],
  ["with blanks and a newline", " two\nlines "],
  ["of several scripts", "\u00e9\u4e2d\u{1f5c2}"],
  ["of three dots", "..."],
  ["with a backslash and quotes", "\\\"'`"],
  ["with a control character", "a\u0001b\u007f"],
];

const names: readonly WrittenScenario[] = spellings.map(([what, name]) => ({
  title: `a name ${what} is listed once and unchanged, whichever layers have it`,
  cites: ["readdir/1", "posix/readdir"],
  lowers: [
    [dir("/d"), file(`/d/${name}`, "middle")],
    [
      dir("/d"),
      file(`/d/${name}`, "bottom"),
      file("/d/z", "z"),
      dir("/p"),
      file(`/p/${name}`, "p"),
    ],
  ],
  upperBefore: [dir("/d"), file(`/d/${name}`, "upper")],
  steps: [
    list("/d", gives([name, "z"].toSorted())),
    list("/p", gives([name])),
    unlink(`/d/${name}`),
    list("/d", gives(["z"])),
    writeFile(`/d/${name}`, "new"),
    list("/d", gives([name, "z"].toSorted())),
    opened,
    getdents64("d", 4096, gives(includes({ name, type: "file" }, { name: "z", type: "file" }))),
    close("d"),
  ],
  merged: { d: { [name]: "new", z: "z" }, p: { [name]: "p" } },
  upper: { d: { [name]: "new" } },
}));

/** What is listed: types and spellings. */
export const contents: readonly WrittenScenario[] = [...types, ...names];
