import {
  close,
  dir,
  fails,
  file,
  getdents64,
  gives,
  includes,
  is,
  list,
  lseek,
  lstat,
  mkdir,
  on,
  open,
  readdir,
  rmdir,
  symlink,
  unlink,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children } from "../../harness/language/tree.ts";
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

/** Names of four bytes, `n000` to `n299`. */
const many = Array.from({ length: 300 }, (_, index) => `n${String(index).padStart(3, "0")}`);
const half = (odd: number): readonly string[] => many.filter((_, index) => index % 2 === odd);
const holes: Children = Object.fromEntries(half(0).map((name) => [name, whiteout]));

const crowds: readonly WrittenScenario[] = [
  {
    title: "a name of 255 bytes takes a buffer of 280 bytes, and the entry waits for it",
    cites: ["man/getdents.2#einval"],
    lowers: [[dir("/d")]],
    upperBefore: [dir("/d"), file(`/d/${longest}`, "u")],
    steps: [
      opened,
      getdents64("d", 48, gives(includes({ name: "." }, { name: ".." }))),
      getdents64("d", 24, fails("EINVAL")),
      getdents64("d", 279, fails("EINVAL")),
      lseek("d", 0, "SEEK_CUR", gives(2)),
      getdents64("d", 280, gives([{ name: longest, type: "file" }])),
      getdents64("d", 24, gives([])),
      rewound,
      readdir("d", gives([longest])),
      close("d"),
    ],
    merged: { d: { [longest]: "u" } },
    upper: { d: { [longest]: "u" } },
  },
  {
    title:
      "a merged directory of 300 names that are removed while it is read can be removed in the end",
    cites: ["posix/readdir", "readdir/4", "posix/rmdir"],
    links: ["https://github.com/containers/fuse-overlayfs/issues/62"],
    observe: "end",
    lowers: [[dir("/d"), half(0).map((name) => file(`/d/${name}`))]],
    upperBefore: [dir("/d"), half(1).map((name) => file(`/d/${name}`))],
    steps: [
      opened,
      readdir("d", gives(many)),
      rewound,
      getdents64("d", 24 * 102),
      many.slice(0, 100).map((name) => unlink(`/d/${name}`)),
      rmdir("/d", fails("ENOTEMPTY")),
      getdents64("d", 24 * 100),
      many.slice(100, 299).map((name) => unlink(`/d/${name}`)),
      rewound,
      readdir("d", gives(["n299"])),
      unlink("/d/n299"),
      rewound,
      readdir("d", gives([])),
      on("upper", list("/d", gives(half(0)))),
      rmdir("/d"),
      getdents64("d", 4096, fails("ENOENT")),
      close("d"),
    ],
    merged: {},
    upper: { d: whiteout },
  },
  {
    title: "300 names of two layers come in three buffers, each once",
    cites: ["readdir/1", "posix/readdir"],
    observe: "end",
    lowers: [[dir("/d"), many.map((name) => file(`/d/${name}`))]],
    upperBefore: [dir("/d"), half(1).map((name) => file(`/d/${name}`))],
    steps: [
      opened,
      // With the dots 302 entries: two full buffers of 150, and a third with two.
      lseek("d", 150, "SEEK_SET"),
      getdents64("d", 24 * 150),
      getdents64("d", 24 * 150, gives([{}, {}])),
      getdents64("d", 24 * 150, gives([])),
      rewound,
      readdir("d", gives(many)),
      half(0).map((name) => unlink(`/d/${name}`)),
      rewound,
      readdir("d", gives(half(1))),
      list("/d", gives(half(1))),
      close("d"),
    ],
    merged: { d: Object.fromEntries(half(1).map((name) => [name, ""])) },
    upper: { d: { ...holes, ...Object.fromEntries(half(1).map((name) => [name, ""])) } },
  },
  {
    title: "a name that eight layers have is listed once",
    cites: ["readdir/1", "multiple-lower-layers/1"],
    lowers: ["0", "1", "2", "3", "4", "5", "6"].map((layer) => [
      dir("/d"),
      file("/d/all", layer),
      file(`/d/only${layer}`, layer),
    ]),
    upperBefore: [dir("/d"), file("/d/all", "upper")],
    steps: [
      list("/d", gives(["all", ...["0", "1", "2", "3", "4", "5", "6"].map((n) => `only${n}`)])),
      unlink("/d/all"),
      list("/d", gives(["0", "1", "2", "3", "4", "5", "6"].map((n) => `only${n}`))),
      unlink("/d/only3"),
      mkdir("/d/sub"),
      rmdir("/d/sub"),
      lstat("/d/all", fails("ENOENT")),
      list("/d", gives(["0", "1", "2", "4", "5", "6"].map((n) => `only${n}`))),
    ],
    merged: {
      d: Object.fromEntries(["0", "1", "2", "4", "5", "6"].map((n) => [`only${n}`, n])),
    },
    upper: { d: { all: whiteout, only3: whiteout } },
  },
  {
    title: "a read-only overlay of lowers lists them like a writable one",
    cites: ["multiple-lower-layers/2", "readdir/1"],
    mount: { upper: false },
    lowers: [
      [dir("/d"), file("/d/m", "m"), file("/d/b", "middle")],
      [dir("/d"), file("/d/l", "l"), file("/d/b", "bottom"), dir("/p"), file("/p/x", "x")],
    ],
    steps: [
      list("/", gives(["d", "p"])),
      opened,
      getdents64("d", 24, gives([{}])),
      rewound,
      readdir("d", gives(["b", "l", "m"])),
      unlink("/d/l", fails("EROFS")),
      rewound,
      readdir("d", gives(["b", "l", "m"])),
      close("d"),
      list("/p", gives(["x"])),
    ],
    merged: { d: { b: "middle", l: "l", m: "m" }, p: { x: "x" } },
  },
];

/** What is listed: types, spellings, and many names. */
export const contents: readonly WrittenScenario[] = [...types, ...names, ...crowds];
