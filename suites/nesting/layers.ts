import {
  appendFile,
  dir,
  file,
  gives,
  is,
  list,
  mkdir,
  readFile,
  rmdir,
  setxattr,
  unlink,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay } from "../by-hand.ts";
import { inner, outer, scene } from "./scene.ts";

const peers = ["xfstests overlay/029"];
const bugs = ["https://github.com/google/gvisor/pull/12941"];
const nested = [scene, inner(), outer()];

/** An overlay as the lower of another. */
export const layersOfLayers: readonly WrittenScenario[] = [
  {
    title: "an overlay as lower shows the files of both its layers",
    cites: ["upper-and-lower/3", "nesting/1"],
    peers,
    bugs: ["https://github.com/kdave/xfstests/commit/63a2972"],
    lowers: [],
    mount: "none",
    steps: [
      nested,
      list("/", gives(["d", "f", "own", "up"])),
      readFile("/d/low", gives("low")),
      readFile("/up", gives("up")),
    ],
    merged: { d: { low: "low" }, f: "f", own: { g: "g" }, up: "up" },
    upper: {},
  },
  ...(
    [
      ["that only its lower has", "/inner/d", { low: "low" }],
      ["that only its upper has", "/inner/own", { g: "g" }],
    ] as const
  ).map(([which, path, merged]): WrittenScenario => ({
    title: `a directory of an overlay ${which} is a lower`,
    cites: ["upper-and-lower/2", "upper-and-lower/3"],
    peers,
    lowers: [],
    mount: "none",
    steps: [scene, inner(), outer(path), writeFile("/new", "n")],
    merged: { ...merged, new: "n" },
    upper: { new: "n" },
  })),
  {
    title: "copy-up from an overlay leaves its upper as it was",
    cites: ["upper-and-lower/3", "non-directories/4"],
    lowers: [],
    mount: "none",
    steps: [
      nested,
      appendFile("/f", "!"),
      appendFile("/own/g", "!"),
      inRoot(
        list("/iu", gives(["own", "up"])),
        readFile("/inner/f", gives("f")),
        readFile("/iu/own/g", gives("g")),
      ),
    ],
    merged: { d: { low: "low" }, f: "f!", own: { g: "g!" }, up: "up" },
    upper: { f: "f!", own: { g: "g!" } },
  },
  {
    title: "a whiteout of the outer overlay is none of the inner's",
    cites: ["nesting/1", "whiteouts-and-opaque-directories/1"],
    bugs,
    lowers: [],
    mount: "none",
    steps: [
      nested,
      unlink("/f"),
      unlink("/up"),
      inRoot(list("/inner", gives(["d", "f", "own", "up"])), list("/iu", gives(["own", "up"]))),
    ],
    merged: { d: { low: "low" }, own: { g: "g" } },
    upper: { f: whiteout, up: whiteout },
  },
  {
    title: "what was removed in the inner overlay is not there for the outer",
    cites: ["nesting/1", "whiteouts-and-opaque-directories/3"],
    bugs,
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inner(),
      inRoot(unlink("/inner/f"), writeFile("/inner/d/new", "n")),
      outer(),
      list("/", gives(["d", "own", "up"])),
      writeFile("/f", "anew"),
    ],
    merged: { d: { low: "low", new: "n" }, f: "anew", own: { g: "g" }, up: "up" },
    upper: { f: "anew" },
  },
  {
    title: "a directory removed and made anew in the outer overlay hides the inner's children",
    cites: ["whiteouts-and-opaque-directories/4", "nesting/1"],
    needs: ["trusted_xattr"],
    lowers: [],
    mount: "none",
    steps: [nested, unlink("/d/low"), rmdir("/d"), mkdir("/d"), list("/d", gives([]))],
    merged: { d: {}, f: "f", own: { g: "g" }, up: "up" },
    upper: { d: is.opaque({}) },
  },
  {
    title: "an opaque directory of the inner upper merges with other lowers of the outer",
    cites: ["nesting/1", "whiteouts-and-opaque-directories/4"],
    needs: ["trusted_xattr"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(
        dir("/iu/d"),
        setxattr("/iu/d", "overlay:opaque", "y"),
        file("/iu/d/high", "h"),
        dir("/l2/d"),
        file("/l2/d/beside", "b"),
      ),
      inner(),
      outer("/inner:/l2"),
      list("/d", gives(["beside", "high"])),
    ],
    merged: { d: { beside: "b", high: "h" }, f: "f", own: { g: "g" }, up: "up" },
  },
  {
    title: "an overlay merges with an ordinary directory above and below it",
    cites: ["multiple-lower-layers/1", "upper-and-lower/3"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(dir("/l2/d"), file("/l2/d/two", "2"), file("/l2/f", "covered")),
      inner(),
      outer("/inner:/l2"),
      list("/d", gives(["low", "two"])),
      readFile("/f", gives("f")),
      appendFile("/d/two", "+"),
    ],
    upper: { d: { two: "2+" } },
  },
  {
    title: "two directories of one overlay are two lowers",
    cites: ["upper-and-lower/2", "upper-and-lower/3"],
    lowers: [],
    mount: "none",
    steps: [scene, inner(), outer("/inner/own:/inner/d"), list("/", gives(["g", "low"]))],
    merged: { g: "g", low: "low" },
  },
  {
    title: "an overlay without upper is a lower",
    cites: ["upper-and-lower/3", "upper-and-lower/5"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay("lowerdir=/iu:/l", undefined, "/inner"),
      outer(),
      appendFile("/d/low", "!"),
      list("/", gives(["d", "f", "own", "up"])),
    ],
    upper: { d: { low: "low!" } },
  },
];
