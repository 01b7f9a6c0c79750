import {
  close,
  concurrently,
  dir,
  file,
  gives,
  includes,
  is,
  link,
  list,
  mkdir,
  open,
  readdir,
  symlink,
  unlink,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";

const needs = ["concurrency"] as const;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Many names in one directory, made, listed and removed by several. */
export const crowds: readonly WrittenScenario[] = [
  {
    title: "names that come and go meanwhile leave the others of a merged listing there, each once",
    cites: ["posix/readdir", "readdir/1"],
    peers: ["fuse-overlayfs test-stress"],
    bugs: ["https://github.com/rk8s-dev/rk8s/pull/161"],
    needs,
    mount: plain,
    observe: "end",
    lowers: [[dir("/d"), numbers(6).map((index) => file(`/d/l${index}`, "l"))]],
    steps: [
      concurrently(
        numbers(8).map((index) => [writeFile(`/d/n${index}`, "n"), unlink(`/d/n${index}`)]),
        ...numbers(2).map((lane) =>
          numbers(8).map(() => [
            open(`d${lane}`, "/d", ["O_RDONLY", "O_DIRECTORY"]),
            readdir(`d${lane}`, gives(includes("l0", "l1", "l2", "l3", "l4", "l5"))),
            close(`d${lane}`),
          ]),
        ),
      ),
      list("/d", gives(["l0", "l1", "l2", "l3", "l4", "l5"])),
    ],
    merged: { d: Object.fromEntries(numbers(6).map((index) => [`l${index}`, "l"])) },
    upper: { d: {} },
  },
  {
    title: "every name that several make at once in one directory of lower is there",
    cites: ["measured/concurrency/3"],
    bugs: ["https://github.com/containers/fuse-overlayfs/issues/259"],
    needs,
    mount: plain,
    observe: "end",
    lowers: [[dir("/d"), file("/d/l", "l")]],
    steps: [
      concurrently(
        numbers(6).map((index) => writeFile(`/d/f${index}`, "f")),
        numbers(6).map((index) => mkdir(`/d/d${index}`)),
        numbers(6).map((index) => symlink("l", `/d/s${index}`)),
        numbers(6).map((index) => link("/d/l", `/d/h${index}`)),
      ),
    ],
    merged: { d: made() },
    upper: { d: made() },
  },
  {
    title: "whiteouts that several make at once are all there",
    cites: ["measured/22", "measured/concurrency/3"],
    peers: ["xfstests overlay/073"],
    needs,
    mount: plain,
    observe: "end",
    lowers: [[dir("/d"), numbers(12).map((index) => file(`/d/f${index}`, "f")), file("/d/z", "z")]],
    steps: [
      concurrently(
        ...numbers(3).map((lane) => numbers(4).map((index) => unlink(`/d/f${4 * lane + index}`))),
      ),
    ],
    merged: { d: { z: "z" } },
    upper: { d: Object.fromEntries(numbers(12).map((index) => [`f${index}`, whiteout])) },
  },
];

function made() {
  return Object.fromEntries([
    ["l", "l"],
    ...numbers(6).flatMap((index) => [
      [`f${index}`, "f"],
      [`d${index}`, {}],
      [`s${index}`, is.symlink("l")],
      [`h${index}`, "l"],
    ]),
  ]) as Children;
}
