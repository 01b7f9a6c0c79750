import {
  close,
  dir,
  fails,
  file,
  getdents64,
  gives,
  includes,
  list,
  lseek,
  on,
  open,
  readdir,
  rmdir,
  unlink,
  whiteout,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children } from "../../harness/language/tree.ts";

const longest = "n".repeat(255);
const opened: Steps = open("d", "/d", ["O_RDONLY", "O_DIRECTORY"]);
const rewound: Steps = lseek("d", 0, "SEEK_SET", gives(0));

/** Names of four bytes, `n000` to `n299`. */
const many = Array.from({ length: 300 }, (_, index) => `n${String(index).padStart(3, "0")}`);
const half = (odd: number): readonly string[] => many.filter((_, index) => index % 2 === odd);
const holes: Children = Object.fromEntries(half(0).map((name) => [name, whiteout]));

/** Long names, many names, many layers. */
export const crowds: readonly WrittenScenario[] = [
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
    peers: ["xfstests overlay/077"],
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
