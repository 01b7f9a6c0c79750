import {
  dir,
  fails,
  file,
  gives,
  is,
  list,
  lstat,
  open,
  readFile,
  setxattr,
  whiteoutAt,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { markedDir, xwhiteout, xwhiteoutAt } from "./scene.ts";

const below = [dir("/d"), file("/d/f", "below"), file("/d/g", "g")];

interface Row {
  readonly title: string;
  readonly cites: readonly string[];
  readonly lowers: readonly (readonly Steps[])[];
  readonly upper?: readonly Steps[];
  /** What the directory lists; a name that cannot be looked up may be among it. */
  readonly names: readonly string[];
  readonly peers?: readonly string[];
}

const rows: readonly Row[] = [
  {
    title: "in a marked directory of a lower it hides the name below and is hidden",
    cites: [
      "whiteouts-and-opaque-directories/2",
      "whiteouts-and-opaque-directories/7",
      "measured/26",
    ],
    lowers: [[markedDir("/d"), xwhiteoutAt("/d/f")], below],
    names: ["g"],
    peers: ["xfstests overlay/084"],
  },
  {
    title: "in a directory of a lower without the mark it is listed and not found",
    cites: ["whiteouts-and-opaque-directories/7", "measured/26"],
    lowers: [[dir("/d"), xwhiteoutAt("/d/f")], below],
    names: ["f", "g"],
  },
  {
    title: "in upper it is listed and not found",
    cites: ["measured/25"],
    lowers: [below],
    upper: [dir("/d"), xwhiteoutAt("/d/f")],
    names: ["f", "g"],
  },
  {
    title: "in a marked directory of upper it is listed and not found",
    cites: ["measured/25"],
    lowers: [below],
    upper: [markedDir("/d"), xwhiteoutAt("/d/f")],
    names: ["f", "g"],
  },
  {
    title: "in a marked directory of the bottom it is listed and not found",
    cites: ["measured/28"],
    lowers: [
      [dir("/d"), file("/d/g", "g")],
      [markedDir("/d"), xwhiteoutAt("/d/f")],
    ],
    names: ["f", "g"],
  },
  {
    title: "in the middle of three layers it hides the bottom and not the top",
    cites: ["whiteouts-and-opaque-directories/7", "multiple-lower-layers/1", "measured/26"],
    lowers: [
      [dir("/d"), file("/d/g", "g")],
      [markedDir("/d"), xwhiteoutAt("/d/f"), xwhiteoutAt("/d/g")],
      below,
    ],
    names: ["g"],
  },
  {
    title: "beside a device 0:0 both are hidden",
    cites: ["whiteouts-and-opaque-directories/2", "whiteouts-and-opaque-directories/7"],
    lowers: [
      [markedDir("/d"), xwhiteoutAt("/d/f"), whiteoutAt("/d/h")],
      [below, file("/d/h", "h")],
    ],
    names: ["g"],
  },
  {
    title: "of a name that nothing below has it is hidden",
    cites: ["whiteouts-and-opaque-directories/7"],
    lowers: [[markedDir("/d"), xwhiteoutAt("/d/f"), file("/d/g", "g")], [dir("/d")]],
    names: ["g"],
  },
  {
    title: "whatever the value of its mark is it hides the name below",
    cites: ["whiteouts-and-opaque-directories/2", "measured/109"],
    lowers: [[markedDir("/d"), xwhiteoutAt("/d/f", "anything")], below],
    names: ["g"],
  },
];

/** Where it is, whether its directory says so, and what is seen. */
const arrangements: readonly WrittenScenario[] = rows.map(
  ({ title, cites, lowers, upper = [], names, peers = [] }) => {
    const dangling = names.includes("f");
    return {
      title: `a whiteout by mark: ${title}`,
      cites,
      peers,
      lowers,
      upperBefore: upper,
      ...(dangling && { unruly: ["listed-exists", "whiteout-is-hidden"] as const }),
      steps: [
        list("/d", gives(names)),
        lstat("/d/f", fails("ENOENT")),
        open("x", "/d/f", ["O_RDONLY"], fails("ENOENT")),
        readFile("/d/g", gives("g")),
        list("/d", gives(names)),
      ],
      ...(!dangling && { merged: { d: { g: "g" } } }),
    };
  },
);

/** In the root of a lower, where the mark is on the root itself. */
const inRoot: readonly WrittenScenario[] = (["marked", "not marked"] as const).map((word) => ({
  title: `a whiteout by mark in the root of a lower that is ${word} ${word === "marked" ? "is hidden" : "is listed and not found"}`,
  cites: ["whiteouts-and-opaque-directories/7", "measured/26"],
  lowers: [
    [word === "marked" ? setxattr("/", "overlay:opaque", "x") : [], xwhiteoutAt("/f")],
    [file("/f", "f"), file("/g", "g")],
  ],
  ...(word === "not marked" && { unruly: ["listed-exists", "whiteout-is-hidden"] as const }),
  steps: [
    lstat("/f", fails("ENOENT")),
    list("/", gives(word === "marked" ? ["g"] : ["f", "g"])),
    readFile("/g", gives("g")),
  ],
}));

export const layers: readonly WrittenScenario[] = [...arrangements, ...inRoot];

export const held: WrittenScenario = {
  title: "a whiteout by mark lies in its layer as an empty file with the mark",
  cites: ["whiteouts-and-opaque-directories/2", "measured/25"],
  lowers: [below],
  upperBefore: [markedDir("/d"), xwhiteoutAt("/d/f")],
  unruly: ["listed-exists", "whiteout-is-hidden"],
  steps: [lstat("/d/f", fails("ENOENT"))],
  upper: { d: is.dir({ f: xwhiteout }, { marks: { opaque: "x" } }) },
};
