import {
  concurrently,
  dir,
  fails,
  file,
  gives,
  includes,
  list,
  lstat,
  mkdir,
  oneOf,
  open,
  readFile,
  rename,
  rmdir,
  unlink,
  whiteout,
  write,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const needs = ["concurrency"] as const;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const either = (errno: "EEXIST" | "ENOENT" | "ENOTEMPTY") => oneOf(gives(null), fails(errno));

/** Several that make, move and remove the same names. */
export const names: readonly WrittenScenario[] = [
  {
    title: "of several that make one name exclusively over a whiteout one succeeds",
    cites: ["man/open.2#O_EXCL", "measured/concurrency/3"],
    why: "A second one that succeeded would append its word to that of the first.",
    bugs: ["https://github.com/containers/fuse-overlayfs/issues/259"],
    needs,
    mount: plain,
    observe: "end",
    lowers: [[file("/f", "lower")]],
    steps: [
      unlink("/f"),
      concurrently(
        ...numbers(4).map((lane) => [
          open(
            `w${lane}`,
            "/f",
            ["O_WRONLY", "O_CREAT", "O_EXCL", "O_APPEND"],
            0o644,
            either("EEXIST"),
          ),
          write(`w${lane}`, "one", oneOf(gives(3), fails("EBADF"))),
        ]),
      ),
      readFile("/f", gives("one")),
    ],
    merged: { f: "one" },
    upper: { f: "one" },
  },
  {
    title: "of several files that are moved to one free name without replacing one gets there",
    cites: ["man/rename.2#RENAME_NOREPLACE", "measured/concurrency/3"],
    needs,
    mount: plain,
    observe: "end",
    lowers: [[file("/a", "a"), file("/b", "b")]],
    steps: [
      concurrently(
        [rename("/a", "/t", ["RENAME_NOREPLACE"], either("EEXIST"))],
        [rename("/b", "/t", ["RENAME_NOREPLACE"], either("EEXIST"))],
      ),
      list("/", oneOf(gives(["a", "t"]), gives(["b", "t"]))),
      readFile("/t", oneOf(gives("a"), gives("b"))),
      readFile("/a", oneOf(gives("a"), fails("ENOENT"))),
    ],
  },
  {
    title:
      "a directory of lower that is removed while something is made in it is empty and gone, or holds that",
    cites: ["posix/rmdir", "measured/concurrency/3"],
    bugs: ["https://github.com/google/gvisor/issues/14726"],
    needs,
    mount: plain,
    observe: "end",
    lowers: [[dir("/d"), file("/d/f", "f")]],
    steps: [
      unlink("/d/f"),
      concurrently([rmdir("/d", either("ENOTEMPTY"))], [mkdir("/d/n", either("ENOENT"))]),
      list("/d", oneOf(gives(["n"]), fails("ENOENT"))),
      rmdir("/d/n", either("ENOENT")),
      rmdir("/d", either("ENOENT")),
      list("/", gives([])),
    ],
    merged: {},
    upper: { d: whiteout },
  },
  {
    title: "a directory of lower that is removed by several at once is removed once",
    cites: ["posix/rmdir", "measured/concurrency/3"],
    needs,
    mount: plain,
    observe: "end",
    lowers: [[dir("/d"), dir("/e")]],
    steps: [
      concurrently(...numbers(3).map(() => [rmdir("/d", either("ENOENT"))])),
      list("/", gives(["e"])),
    ],
    merged: { e: {} },
    upper: { d: whiteout },
  },
  {
    title: "a file of lower that is removed and made anew in a loop is never half there",
    cites: ["measured/concurrency/2", "measured/concurrency/3"],
    bugs: [
      "https://github.com/zen-fs/core/issues/303",
      "https://github.com/containers/fuse-overlayfs/issues/259",
    ],
    needs,
    mount: plain,
    observe: "end",
    lowers: [[file("/f", "lower"), file("/g", "g")]],
    steps: [
      concurrently(
        numbers(8).map((round) => [
          rename(`/${round === 0 ? "f" : `f${round - 1}`}`, `/f${round}`),
          writeFile("/f", "again"),
          unlink("/f"),
        ]),
        numbers(12).map(() =>
          readFile("/f", oneOf(gives("lower"), gives("again"), gives(""), fails("ENOENT"))),
        ),
        numbers(12).map(() => list("/", gives(includes("g")))),
      ),
      list("/", gives(["f7", "g"])),
    ],
    merged: { f7: "lower", g: "g" },
    upper: { f: whiteout, f7: "lower" },
  },
  {
    title: "two files of lower that are exchanged by name in a loop are always both there",
    cites: ["man/rename.2#RENAME_EXCHANGE", "measured/concurrency/2"],
    needs,
    mount: plain,
    observe: "end",
    lowers: [[file("/a", "data"), file("/b", "data")]],
    steps: [
      concurrently(
        numbers(10).map(() => rename("/a", "/b", ["RENAME_EXCHANGE"])),
        ...["/a", "/b"].map((path) =>
          numbers(10).map(() => [readFile(path, gives("data")), lstat(path, gives({ nlink: 1 }))]),
        ),
        numbers(10).map(() => list("/", gives(["a", "b"]))),
      ),
    ],
    merged: { a: "data", b: "data" },
    upper: { a: "data", b: "data" },
  },
];
