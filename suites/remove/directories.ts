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
  remount,
  rename,
  rmdir,
  unlink,
  whiteout,
  whiteoutAt,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children, DirNode } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";

/** A directory `/d` made of some layers, and what rmdir makes of it. */
interface Row {
  readonly title: string;
  readonly lowers: readonly (readonly Steps[])[];
  readonly upper?: readonly Steps[];
  readonly steps?: readonly Steps[];
  /** What keeps it from being removed: the names that it shows, and what merged and upper hold. */
  readonly kept?: readonly [names: readonly string[], merged: Children, upper: Children | DirNode];
  /** False where nothing below has the name, so that no whiteout is needed. */
  readonly whiteout?: false;
  readonly peers?: readonly string[];
  readonly bugs?: readonly string[];
}

const withChild = [dir("/d"), file("/d/f", "f")];

const rows: readonly Row[] = [
  {
    title: "an empty directory of lower",
    lowers: [dir("/d")],
    bugs: ["https://github.com/moby/moby/issues/15314"],
  },
  {
    title: "an empty directory of upper over nothing",
    lowers: [[]],
    upper: [dir("/d")],
    whiteout: false,
  },
  { title: "an empty directory of both layers", lowers: [dir("/d")], upper: [dir("/d")] },
  {
    title: "an empty opaque directory over a full one",
    lowers: [withChild],
    upper: [opaqueDir("/d")],
  },
  {
    title: "a directory whose child of lower has a whiteout",
    lowers: [withChild],
    upper: [dir("/d"), whiteoutAt("/d/f")],
    bugs: ["https://github.com/moby/moby/issues/27214"],
  },
  {
    title: "a directory whose child of the bottom has a whiteout in the middle",
    lowers: [[dir("/d"), whiteoutAt("/d/f")], withChild],
    peers: ["xfstests overlay/010"],
  },
  {
    title: "a directory that is opaque in the middle over a full one",
    lowers: [[opaqueDir("/d")], withChild],
  },
  {
    title: "a directory over a file, over a full directory",
    lowers: [file("/d", "file"), withChild],
    upper: [dir("/d")],
  },
  {
    title: "a directory with whiteouts of names that lower never had",
    lowers: [dir("/d")],
    upper: [dir("/d"), whiteoutAt("/d/orphan")],
    peers: ["xfstests overlay/031"],
  },
  {
    title: "a directory whose new child was removed again",
    lowers: [dir("/d")],
    steps: [writeFile("/d/new", "new"), unlink("/d/new")],
  },
  {
    title: "a directory whose copied-up child was removed",
    lowers: [withChild],
    steps: [appendFile("/d/f", "+"), unlink("/d/f")],
  },
  {
    title: "a directory whose child was replaced by a directory and that removed",
    lowers: [withChild],
    steps: [unlink("/d/f"), mkdir("/d/f"), rmdir("/d/f")],
  },
  {
    title: "a directory whose child was moved away",
    lowers: [[withChild, dir("/t")]],
    steps: [rename("/d/f", "/t/f"), unlink("/t/f"), rmdir("/t")],
  },
  {
    title: "a directory of lower with a child",
    lowers: [withChild],
    kept: [["f"], { f: "f" }, {}],
  },
  {
    title: "a directory of both layers with a child in upper",
    lowers: [dir("/d")],
    upper: [dir("/d"), file("/d/u", "u")],
    kept: [["u"], { u: "u" }, { d: { u: "u" } }],
  },
  {
    title: "a directory of lower with a child that is copied up",
    lowers: [withChild],
    steps: [appendFile("/d/f", "+")],
    kept: [["f"], { f: "f+" }, { d: { f: "f+" } }],
  },
  {
    title: "a directory of lower with a child that a directory replaces",
    lowers: [withChild],
    steps: [unlink("/d/f"), mkdir("/d/f")],
    kept: [["f"], { f: {} }, { d: { f: is.opaque({}) } }],
  },
  {
    title: "an opaque directory with a child",
    lowers: [withChild],
    upper: [opaqueDir("/d"), file("/d/u", "u")],
    kept: [["u"], { u: "u" }, { d: is.opaque({ u: "u" }) }],
    bugs: ["https://github.com/moby/moby/issues/13108"],
  },
  {
    title: "a directory whose one child of two has a whiteout",
    lowers: [[withChild, file("/d/g", "g")]],
    steps: [unlink("/d/g")],
    kept: [["f"], { f: "f" }, { d: { g: whiteout } }],
  },
  {
    title: "a directory with a child in the bottom of three layers",
    lowers: [dir("/d"), withChild],
    upper: [dir("/d")],
    kept: [["f"], { f: "f" }, { d: {} }],
  },
];

export const directories: readonly WrittenScenario[] = rows.map((row) => {
  const { kept } = row;
  const shared = {
    peers: ["unionmount rmdir", "pjdfstest rmdir", "fuse-overlayfs unlink", ...(row.peers ?? [])],
    ...(row.bugs && { bugs: row.bugs }),
    mount: plain,
    lowers: row.lowers.map((layer, index) => (index === 0 ? [layer, file("/x", "x")] : layer)),
    upperBefore: row.upper ?? [],
  };
  return kept === undefined
    ? {
        title: `rmdir removes ${row.title}`,
        cites: ["posix/rmdir", "whiteouts-and-opaque-directories/3"],
        ...shared,
        steps: [
          row.steps ?? [],
          list("/d", gives([])),
          rmdir("/d"),
          rmdir("/d", fails("ENOENT")),
          lstat("/d", fails("ENOENT")),
          list("/", gives(["x"])),
          remount(),
          lstat("/d/f", fails("ENOENT")),
          list("/", gives(["x"])),
        ],
        merged: { x: "x" },
        upper: {
          ...(row.whiteout === false ? {} : { d: whiteout }),
          ...(row.title.endsWith("moved away") && { t: whiteout }),
        },
      }
    : {
        title: `rmdir does not remove ${row.title}`,
        cites: ["man/rmdir.2#ENOTEMPTY", "posix/rmdir"],
        ...shared,
        steps: [
          row.steps ?? [],
          rmdir("/d", fails("ENOTEMPTY")),
          list("/d", gives(kept[0])),
          unlink("/d", fails("EISDIR")),
          remount(),
          rmdir("/d/", fails("ENOTEMPTY")),
        ],
        merged: { d: kept[1], x: "x" },
        upper: kept[2],
      };
});
