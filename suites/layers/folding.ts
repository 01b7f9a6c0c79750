import {
  close,
  fails,
  gives,
  includes,
  list,
  lstat,
  mkdir,
  mount,
  on,
  oneOf,
  open,
  setflags,
  succeeds,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";

/** An empty directory gets the flag, or loses it; directories that are made in it have it, too. */
const flagged = (path: string, ...flags: "FS_CASEFOLD_FL"[]): Steps => [
  open("d", path, ["O_RDONLY", "O_DIRECTORY"]),
  setflags("d", flags),
  close("d"),
];
const folding = (...paths: readonly string[]): readonly Steps[] =>
  paths.map((path) => flagged(path, "FS_CASEFOLD_FL"));

const over = (lowers: string, want: Parameters<typeof mount>[5] = succeeds): Steps =>
  mount(
    "overlay",
    "/merged",
    "overlay",
    [],
    `lowerdir=${lowers},upperdir=/upper,workdir=/work`,
    want,
  );

const needs = ["casefold"] as const;
const common = { cites: ["measured/layers/1"], needs, mount: "none", observe: "end" } as const;
const peers = ["xfstests generic/783"];

/** Where one of the layers does otherwise than the others. */
const mixtures: readonly (readonly [what: string, folded: readonly string[], lowers: string])[] = [
  ["upper keeps case and the others fold it", ["/lower0", "/lower1"], "/lower0:/lower1"],
  ["work keeps case and the others fold it", ["/lower0", "/lower1", "/upper"], "/lower0:/lower1"],
  [
    "one lower keeps case and the others fold it",
    ["/lower0", "/upper", "/work"],
    "/lower0:/lower1",
  ],
  ["the lowers keep case and upper and work fold it", ["/upper", "/work"], "/lower0:/lower1"],
];
const all = ["/lower0", "/upper", "/work"] as const;

/** Layers on a filesystem that can make directories fold case. */
export const foldingLayers: readonly WrittenScenario[] = [
  {
    ...common,
    title: "layers that could fold case and do not are mounted, and names keep their case",
    peers,
    lowers: [[]],
    steps: on(
      "root",
      writeFile("/lower0/Name", "x"),
      over("/lower0"),
      lstat("/merged/Name", gives({ type: "file" })),
      lstat("/merged/name", fails("ENOENT")),
    ),
  },
  {
    ...common,
    title:
      "layers that all fold case are mounted, and a directory is found by any case of its name",
    peers,
    lowers: [[]],
    steps: on(
      "root",
      folding(...all),
      mkdir("/lower0/Lower"),
      over("/lower0"),
      lstat("/merged/lower", gives({ type: "dir" })),
      mkdir("/merged/LOWER", fails("EEXIST")),
      mkdir("/merged/Upper"),
      lstat("/merged/uPPER", gives({ type: "dir" })),
      list("/merged", gives(["Lower", "Upper"])),
    ),
  },
  {
    ...common,
    title: "a file of layers that all fold case is listed, and found by any case of its name",
    why: "Linux 6.18 to 7.2 take the file for a directory that keeps case: its lookup is EREMOTE.",
    unruly: ["listed-exists"],
    lowers: [[]],
    steps: on(
      "root",
      folding(...all),
      writeFile("/lower0/Name", "x"),
      over("/lower0"),
      lstat("/merged/name", oneOf(gives({ type: "file" }), fails("EREMOTE"))),
      list("/merged", gives(includes("Name"))),
    ),
  },
  ...mixtures.map(([what, folded, lowers]): WrittenScenario => ({
    ...common,
    title: `layers of which ${what} are refused`,
    peers,
    lowers: [[], []],
    steps: on("root", folding(...folded), over(lowers, fails("EINVAL"))),
  })),
  {
    ...common,
    title: "a directory that keeps case in a lower that folds it is listed and cannot be reached",
    peers,
    unruly: ["listed-exists"],
    lowers: [[]],
    steps: on(
      "root",
      folding(...all),
      mkdir("/lower0/d"),
      flagged("/lower0/d"),
      over("/lower0"),
      list("/merged", gives(["d"])),
      lstat("/merged/d", fails("EREMOTE")),
    ),
  },
  {
    ...common,
    title: "a directory that folds case in a lower that keeps it is listed and cannot be reached",
    peers,
    unruly: ["listed-exists"],
    lowers: [[]],
    steps: on(
      "root",
      mkdir("/lower0/d"),
      folding("/lower0/d"),
      over("/lower0"),
      list("/merged", gives(["d"])),
      lstat("/merged/d", fails("EREMOTE")),
    ),
  },
  {
    ...common,
    title: "a lower that folds case only since it was mounted has no names any more",
    peers,
    unruly: ["listed-exists"],
    lowers: [[]],
    steps: on(
      "root",
      over("/lower0"),
      folding("/lower0"),
      mkdir("/lower0/d"),
      lstat("/merged/d", fails("ESTALE")),
      mkdir("/merged/n", fails("ESTALE")),
    ),
  },
];
