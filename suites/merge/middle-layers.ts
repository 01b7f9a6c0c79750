import {
  appendFile,
  dir,
  fails,
  file,
  gives,
  list,
  lstat,
  readFile,
  unlink,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { nonDirectories } from "../objects.ts";
import { plain } from "../plain.ts";

/** A lookup goes down from layer to layer, and stops at the first that is no directory. */
export const middleLayers: readonly WrittenScenario[] = [
  ...nonDirectories.map((middle): WrittenScenario => ({
    title: `${middle.word} in a middle layer ends the merge of the directories above it`,
    cites: ["directories/1", "directories/4", "multiple-lower-layers/1"],
    ...(["file", "symlink"].includes(middle.name) && {
      bugs: ["https://github.com/moby/buildkit/pull/2710"],
    }),
    needs: [...middle.needs, "multi_lower"],
    lowers: [
      [dir("/n"), file("/n/top", "top")],
      middle.make("/n", "middle"),
      [dir("/n"), file("/n/bottom", "bottom")],
    ],
    steps: [
      list("/n", gives(["top"])),
      lstat("/n/bottom", fails("ENOENT")),
      unlink("/n/bottom", fails("ENOENT")),
      writeFile("/n/bottom", "new"),
      list("/n", gives(["bottom", "top"])),
      readFile("/n/top", gives("top")),
    ],
    merged: { n: { bottom: "new", top: "top" } },
    upper: { n: { bottom: "new" } },
  })),
  {
    title: "the topmost of several files is seen",
    cites: ["upper-and-lower/1", "multiple-lower-layers/1"],
    bugs: ["https://github.com/streamich/unionfs/pull/783"],
    needs: ["multi_lower"],
    lowers: ["top", "middle", "bottom"].map((name) => file("/f", name)),
    mount: plain,
    steps: [
      readFile("/f", gives("top")),
      lstat("/f", gives({ type: "file", size: 3 })),
      appendFile("/f", "+"),
      readFile("/f", gives("top+")),
      list("/", gives(["f"])),
    ],
    merged: { f: "top+" },
    upper: { f: "top+" },
  },
  {
    title: "a directory merges over a layer that does not have it",
    cites: ["directories/4", "multiple-lower-layers/1"],
    needs: ["multi_lower"],
    lowers: [
      [dir("/d"), file("/d/top", "top")],
      file("/elsewhere", "x"),
      [dir("/d"), file("/d/bottom", "bottom")],
    ],
    steps: [
      list("/d", gives(["bottom", "top"])),
      readFile("/d/bottom", gives("bottom")),
      readFile("/d/top", gives("top")),
      list("/", gives(["d", "elsewhere"])),
    ],
    merged: { d: { bottom: "bottom", top: "top" }, elsewhere: "x" },
    upper: {},
  },
  {
    title: "directories of four layers make one directory",
    cites: ["directories/4", "readdir/1"],
    needs: ["multi_lower"],
    lowers: ["a", "b", "c"].map((name) => [
      dir("/d"),
      file(`/d/${name}`, name),
      file("/d/same", `same of ${name}`),
    ]),
    upperBefore: [dir("/d"), file("/d/u", "u")],
    steps: [
      list("/d", gives(["a", "b", "c", "same", "u"])),
      readFile("/d/same", gives("same of a")),
      ["a", "b", "c", "u"].map((name) => readFile(`/d/${name}`, gives(name))),
      unlink("/d/same"),
      readFile("/d/same", fails("ENOENT")),
    ],
    merged: { d: { a: "a", b: "b", c: "c", u: "u" } },
    upper: { d: { same: whiteout, u: "u" } },
  },
];
