import {
  appendFile,
  dir,
  fails,
  file,
  gives,
  is,
  list,
  lstat,
  mkdir,
  opaqueDir,
  readFile,
  remount,
  unlink,
  whiteout,
  whiteoutAt,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";

const names = ["top", "middle", "bottom"];

/** A file of the same name in each of these layers, with the layer's name in it. */
const holding = (bits: number): string => `in${bits.toString(2).padStart(3, "0")}`;

const combinations = [1, 2, 3, 4, 5, 6, 7];
const has = (bits: number, layer: number): boolean => (bits & (4 >> layer)) !== 0;
const first = (bits: number): string => names.find((_, layer) => has(bits, layer)) ?? "";

const three = names.map((name, layer) =>
  combinations.filter((bits) => has(bits, layer)).map((bits) => file(`/${holding(bits)}`, name)),
);

const levels = 5;
const layered = Array.from({ length: levels }, (_, level) => [
  dir("/d"),
  file(`/d/only${level}`, `${level}`),
  file("/d/all", `${level}`),
]);
const listed = ["all", ...Array.from({ length: levels }, (_, level) => `only${level}`)];

const everything = (all: string): Children => ({
  all,
  ...Object.fromEntries(Array.from({ length: levels }, (_, level) => [`only${level}`, `${level}`])),
});

/** Which of several lowers is seen. */
export const priority: readonly WrittenScenario[] = [
  {
    title: "of three lowers the topmost that has a name is seen",
    cites: ["multiple-lower-layers/1", "upper-and-lower/1"],
    lowers: three,
    steps: combinations.map((bits) => readFile(`/${holding(bits)}`, gives(first(bits)))),
    merged: Object.fromEntries(combinations.map((bits) => [holding(bits), first(bits)])),
    upper: {},
  },
  {
    title: "a directory of five lowers lists each name once",
    cites: ["readdir/1", "multiple-lower-layers/1"],
    lowers: layered,
    steps: [list("/d", gives(listed)), readFile("/d/all", gives("0"))],
    merged: { d: everything("0") },
  },
  {
    title: "a file of each of five lowers is copied up from where it is",
    cites: ["non-directories/4", "multiple-lower-layers/1"],
    lowers: layered,
    mount: plain,
    steps: listed.map((name) => appendFile(`/d/${name}`, "+")),
    merged: {
      d: Object.fromEntries(
        Object.entries(everything("0")).map(([n, text]) => [n, `${text as string}+`]),
      ),
    },
    upper: {
      d: Object.fromEntries(
        Object.entries(everything("0")).map(([n, text]) => [n, `${text as string}+`]),
      ),
    },
  },
  {
    title: "attributes of a directory are those of the topmost lower that has it",
    cites: ["directories/5", "multiple-lower-layers/1"],
    lowers: [[file("/x")], dir("/d", 0o711), dir("/d", 0o700), dir("/d", 0o755)].map((steps) => [
      steps,
    ]),
    mount: plain,
    steps: [lstat("/d", gives({ mode: 0o711 })), mkdir("/d/new")],
    merged: { d: is.dir({ new: {} }, { mode: 0o711 }), x: "" },
    upper: { d: is.dir({ new: {} }, { mode: 0o711 }) },
  },
  {
    title: "a file between two directories ends the merge above itself",
    cites: ["directories/1", "whiteouts-and-opaque-directories/5"],
    lowers: [
      [dir("/d"), file("/d/top")],
      [file("/d", "in the way")],
      [dir("/d"), file("/d/bottom")],
    ],
    steps: [list("/d", gives(["top"])), lstat("/d/bottom", fails("ENOENT"))],
    merged: { d: { top: "" } },
  },
  {
    title: "a whiteout in a middle lower hides what is below it and nothing above",
    cites: ["whiteouts-and-opaque-directories/3", "multiple-lower-layers/1"],
    peers: ["xfstests overlay/010"],
    lowers: [[file("/f", "top")], [whiteoutAt("/f"), whiteoutAt("/g")], [file("/f"), file("/g")]],
    mount: plain,
    steps: [
      readFile("/f", gives("top")),
      lstat("/g", fails("ENOENT")),
      unlink("/f"),
      lstat("/f", fails("ENOENT")),
    ],
    merged: {},
    upper: { f: whiteout },
  },
  {
    title: "an opaque directory in a middle lower merges with those above it",
    cites: ["whiteouts-and-opaque-directories/4", "multiple-lower-layers/1"],
    peers: ["xfstests overlay/014"],
    lowers: [
      [dir("/d"), file("/d/top")],
      [opaqueDir("/d"), file("/d/middle")],
      [dir("/d"), file("/d/bottom")],
    ],
    mount: plain,
    steps: [
      list("/d", gives(["middle", "top"])),
      file("/d/new"),
      remount(),
      list("/d", gives(["middle", "new", "top"])),
    ],
    upper: { d: { new: "" } },
  },
];
