import {
  appendFile,
  close,
  dir,
  file,
  getdents64,
  gives,
  includes,
  is,
  lseek,
  lstat,
  open,
  rename,
  same,
  symlink,
  unlink,
  whiteout,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { type Kind, allKinds } from "../objects.ts";
import { plain } from "../plain.ts";

const scan = (path: string, ...steps: readonly Steps[]): readonly Steps[] => [
  open("r", path, ["O_RDONLY", "O_DIRECTORY"]),
  ...steps,
  close("r"),
];

type Where = "lower" | "upper" | "both";

/** An object in a directory that both layers have, so that the listing is merged. */
function typed(kind: Kind, where: Where): WrittenScenario {
  const inUpper = where !== "lower";
  const node = kind.node(inUpper ? "upper" : "lower");
  return {
    title: `a merged listing has the type and the number of ${kind.word} of ${where === "both" ? "upper over one of lower" : where}`,
    cites: ["man/getdents.2#d_type", "inode-properties/1"],
    needs: [...kind.needs, "samefs"],
    lowers: [[dir("/d"), file("/d/x", "x"), where === "upper" ? [] : kind.make("/d/n", "lower")]],
    upperBefore: [dir("/d"), file("/d/y", "y"), inUpper ? kind.make("/d/n", "upper") : []],
    steps: [
      lstat("/d/n", gives({ type: kind.name, ino: same("n") })),
      lstat("/d/x", gives({ type: "file", ino: same("x") })),
      lstat("/d", gives({ type: "dir", ino: same("d") })),
      scan(
        "/d",
        getdents64(
          "r",
          4096,
          gives(
            includes(
              { name: "n", type: kind.name, ino: same("n") },
              { name: "x", type: "file", ino: same("x") },
              { name: "y", type: "file" },
              { name: ".", type: "dir", ino: same("d") },
            ),
          ),
        ),
        getdents64("r", 4096, gives([])),
      ),
    ],
    merged: {
      d:
        kind.name === "dir" && where === "both"
          ? { n: { lower: "lower", upper: "upper" }, x: "x", y: "y" }
          : { n: node, x: "x", y: "y" },
    },
    upper: { d: { y: "y", ...(inUpper && { n: node }) } },
  };
}

/** Types and inode numbers, as the raw call tells them. */
export const entries: readonly WrittenScenario[] = [
  ...allKinds.flatMap((kind) => (["lower", "upper", "both"] as const).map((w) => typed(kind, w))),
  {
    title: "dot is the directory and two dots are the one above it",
    cites: ["man/getdents.2#dot", "inode-properties/1"],
    needs: ["samefs"],
    lowers: [[dir("/a"), dir("/a/b"), file("/a/b/f", "f")]],
    upperBefore: [dir("/a"), dir("/a/b")],
    steps: [
      lstat("/a", gives({ ino: same("a") })),
      lstat("/a/b", gives({ ino: same("b") })),
      scan(
        "/a/b",
        getdents64(
          "r",
          4096,
          gives(
            includes(
              { name: ".", type: "dir", ino: same("b") },
              { name: "..", type: "dir", ino: same("a") },
            ),
          ),
        ),
      ),
    ],
    merged: { a: { b: { f: "f" } } },
    upper: { a: { b: {} } },
  },
  {
    title: "the number in a listing stays when the object is copied up",
    cites: ["inode-properties/1", "man/getdents.2#d_ino"],
    bugs: [
      "https://github.com/asterinas/asterinas/pull/2015",
      "https://github.com/torvalds/linux/commit/b7bf9908e17c",
    ],
    needs: ["samefs", "origin"],
    lowers: [[dir("/d"), file("/d/f", "f")]],
    upperBefore: [dir("/d")],
    mount: plain,
    steps: [
      lstat("/d/f", gives({ ino: same("f") })),
      scan("/d", getdents64("r", 4096, gives(includes({ name: "f", ino: same("f") })))),
      appendFile("/d/f", "+"),
      lstat("/d/f", gives({ ino: same("f") })),
      scan("/d", getdents64("r", 4096, gives(includes({ name: "f", ino: same("f") })))),
    ],
    merged: { d: { f: "f+" } },
    upper: { d: { f: "f+" } },
  },
  {
    title: "a lower file moved into a directory of upper is listed with its number",
    cites: ["inode-properties/1", "man/getdents.2#d_ino"],
    why: "The directory is not merged, but its entries keep the numbers of the objects that they came from.",
    needs: ["samefs", "origin"],
    lowers: [[file("/f", "f")]],
    upperBefore: [dir("/u"), file("/u/own", "own")],
    mount: plain,
    steps: [
      lstat("/f", gives({ ino: same("f") })),
      rename("/f", "/u/f"),
      lstat("/u/f", gives({ ino: same("f") })),
      lstat("/u/own", gives({ ino: same("own") })),
      scan(
        "/u",
        getdents64(
          "r",
          4096,
          gives(includes({ name: "f", ino: same("f") }, { name: "own", ino: same("own") })),
        ),
      ),
    ],
    merged: { u: { f: "f", own: "own" } },
    upper: { f: whiteout, u: is.dir({ f: "f", own: "own" }, { marks: { impure: "y" } }) },
  },
  {
    title: "the type in a listing follows when a name gets an object of another type",
    cites: ["man/getdents.2#d_type", "readdir/3"],
    lowers: [[dir("/d"), file("/d/n", "n"), file("/d/x", "x")]],
    upperBefore: [dir("/d")],
    steps: [
      open("r", "/d", ["O_RDONLY", "O_DIRECTORY"]),
      getdents64("r", 4096, gives(includes({ name: "n", type: "file" }))),
      unlink("/d/n"),
      symlink("x", "/d/n"),
      lseek("r", 0, "SEEK_SET", gives(0)),
      getdents64("r", 4096, gives(includes({ name: "n", type: "symlink" }))),
      close("r"),
    ],
    merged: { d: { n: is.symlink("x"), x: "x" } },
    upper: { d: { n: is.symlink("x") } },
  },
];
