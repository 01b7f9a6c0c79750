import {
  close,
  dir,
  file,
  getdents64,
  gives,
  list,
  lseek,
  mknod,
  oneOf,
  open,
  readFile,
  readdir,
  rmdir,
  unlink,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children } from "../../harness/language/tree.ts";
const named = (...names: readonly string[]) => names.map((name) => ({ name }));
const orders = (a: string, b: string, c: string) => [
  [a, b, c],
  [a, c, b],
  [b, a, c],
  [b, c, a],
  [c, a, b],
  [c, b, a],
];
const hundred = Array.from({ length: 100 }, (_, index) => `name-${String(index).padStart(3, "0")}`);
const digits = Array.from({ length: 10 }, (_, index) => String(index));
const evens = hundred.filter((_, index) => index % 2 === 0);
const thirds = hundred.filter((_, index) => index % 3 === 0);
const union = hundred.filter((_, index) => index % 2 === 0 || index % 3 === 0);
const empties = (names: readonly string[]): Children =>
  Object.fromEntries(names.map((name) => [name, ""]));

/** Which names a merged listing has. */
export const merging: readonly WrittenScenario[] = [
  {
    title: "a name of two layers is listed once",
    cites: ["readdir/1"],
    bugs: ["https://github.com/zen-fs/core/commit/950798a2"],
    lowers: [[dir("/d"), file("/d/both", "l"), file("/d/l", "l"), dir("/d/dirs")]],
    upperBefore: [dir("/d"), file("/d/both", "u"), file("/d/u", "u"), dir("/d/dirs")],
    steps: [
      list("/d", gives(["both", "dirs", "l", "u"])),
      unlink("/d/both"),
      list("/d", gives(["dirs", "l", "u"])),
      writeFile("/d/both", "new"),
      list("/d", gives(["both", "dirs", "l", "u"])),
    ],
    merged: { d: { both: "new", dirs: {}, l: "l", u: "u" } },
    upper: { d: { both: "new", dirs: {}, u: "u" } },
  },
  {
    title: "a merged listing begins with the lowest layer and goes on from the top",
    cites: ["measured/39", "readdir/1"],
    why: "The document has upper first. The kernel puts the lowest first, so that offsets change less.",
    needs: ["multi_lower"],
    lowers: ["a", "b", "c"].map((name) => [dir("/d"), file(`/d/${name}`, name)]),
    upperBefore: [dir("/d"), file("/d/u", "u")],
    steps: [
      open("r", "/d", ["O_RDONLY", "O_DIRECTORY"]),
      getdents64(
        "r",
        4096,
        // The dots are of the lowest layer too, wherever its filesystem puts them.
        oneOf(...orders(".", "..", "c").map((lowest) => gives(named(...lowest, "u", "a", "b")))),
      ),
      getdents64("r", 4096, gives([])),
      close("r"),
    ],
    merged: { d: { a: "a", b: "b", c: "c", u: "u" } },
    upper: { d: { u: "u" } },
  },
  {
    title: "ten lowers give ten names and one that they share",
    cites: ["readdir/1", "multiple-lower-layers/1"],
    needs: ["multi_lower"],
    lowers: digits.map((digit) => [
      dir("/d"),
      file(`/d/${digit}`, digit),
      file("/d/same", `of ${digit}`),
    ]),
    steps: [
      list("/d", gives([...digits, "same"])),
      readFile("/d/same", gives("of 0")),
      unlink("/d/same"),
      unlink("/d/5"),
      list("/d", gives(digits.filter((digit) => digit !== "5"))),
    ],
    merged: {
      d: Object.fromEntries(digits.filter((digit) => digit !== "5").map((name) => [name, name])),
    },
    upper: { d: { "5": whiteout, same: whiteout } },
  },
  {
    title: "many names of two layers are listed once each",
    cites: ["readdir/1", "man/getdents.2#end"],
    lowers: [[dir("/d"), evens.map((name) => mknod(`/d/${name}`, "file", 0o644))]],
    upperBefore: [dir("/d"), thirds.map((name) => mknod(`/d/${name}`, "file", 0o644))],
    observe: "end",
    steps: [
      list("/d", gives(union)),
      open("r", "/d", ["O_RDONLY", "O_DIRECTORY"]),
      readdir("r", gives(union)),
      getdents64("r", 4096, gives([])),
      lseek("r", 0, "SEEK_SET", gives(0)),
      readdir("r", gives(union)),
      close("r"),
    ],
    merged: { d: empties(union) },
    upper: { d: empties(thirds) },
  },
  {
    title: "an empty directory of both layers lists the dots alone",
    cites: ["man/getdents.2#dot", "readdir/1"],
    lowers: [[dir("/d")]],
    upperBefore: [dir("/d")],
    steps: [
      open("r", "/d", ["O_RDONLY", "O_DIRECTORY"]),
      getdents64("r", 4096, oneOf(gives(named(".", "..")), gives(named("..", ".")))),
      getdents64("r", 4096, gives([])),
      close("r"),
      list("/d", gives([])),
      rmdir("/d"),
    ],
    merged: {},
    upper: { d: whiteout },
  },
  {
    title: "a directory of one layer is listed as it is, and merged once upper has a part of it",
    cites: ["readdir/6", "readdir/1"],
    lowers: [[dir("/l"), file("/l/a", "a"), file("/l/b", "b")]],
    upperBefore: [dir("/u"), file("/u/a", "a")],
    steps: [
      list("/l", gives(["a", "b"])),
      list("/u", gives(["a"])),
      writeFile("/l/c", "c"),
      writeFile("/u/b", "b"),
      unlink("/l/a"),
      list("/l", gives(["b", "c"])),
      list("/u", gives(["a", "b"])),
    ],
    merged: { l: { b: "b", c: "c" }, u: { a: "a", b: "b" } },
    upper: { l: { a: whiteout, c: "c" }, u: { a: "a", b: "b" } },
  },
];
