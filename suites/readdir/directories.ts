import {
  chmod,
  dir,
  file,
  is,
  opaqueDir,
  symlink,
  whiteout,
  whiteoutAt,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Children } from "../../harness/language/tree.ts";

/** A directory `/d` of some provenance. Its names have at most four bytes, so that every entry takes 24 bytes. */
export interface Directory {
  /** With its article. */
  readonly word: string;
  readonly lowers: readonly (readonly Steps[])[];
  readonly upperBefore?: readonly Steps[];
  /** Ops on the mount that make it what it is. */
  readonly first?: readonly Steps[];
  readonly names: Readonly<Record<string, "file" | "dir" | "symlink">>;
  readonly merged: Children;
  /** What upper holds of it; absent where upper does not have it. */
  readonly upper?: Children;
  readonly opaque?: true;
  /** The number of `..` is that of the directory above in the layer, not in the mount. */
  readonly ofLayer?: true;
  /** What is left in upper of the name `f` once that was removed. */
  readonly hole: Children;
}

const base = [
  dir("/d"),
  file("/d/f", "f"),
  dir("/d/sub"),
  file("/d/sub/x", "x"),
  symlink("f", "/d/s"),
];
const baseNames = { f: "file", s: "symlink", sub: "dir" } as const;
const baseTree: Children = { f: "f", s: is.symlink("f"), sub: { x: "x" } };
const hidden = { f: whiteout };

export const directories: readonly Directory[] = [
  {
    word: "a directory of lower alone",
    lowers: [base],
    names: baseNames,
    merged: baseTree,
    hole: hidden,
  },
  {
    word: "a directory of upper alone",
    lowers: [[file("/other", "other")]],
    upperBefore: base,
    names: baseNames,
    merged: baseTree,
    upper: baseTree,
    hole: {},
  },
  {
    word: "a merged directory",
    lowers: [base],
    upperBefore: [dir("/d"), file("/d/f", "upper"), file("/d/u", "u"), dir("/d/sub")],
    names: { ...baseNames, u: "file" },
    merged: { ...baseTree, f: "upper", u: "u" },
    upper: { f: "upper", sub: {}, u: "u" },
    hole: hidden,
  },
  {
    word: "a directory of three layers",
    lowers: [[dir("/d"), file("/d/m", "m"), symlink("m", "/d/f")], base],
    upperBefore: [dir("/d"), file("/d/u", "u"), file("/d/s", "s")],
    names: { f: "symlink", m: "file", s: "file", sub: "dir", u: "file" },
    merged: { f: is.symlink("m"), m: "m", s: "s", sub: { x: "x" }, u: "u" },
    upper: { s: "s", u: "u" },
    hole: hidden,
  },
  {
    word: "a directory of two lowers",
    lowers: [[dir("/d"), file("/d/m", "m"), whiteoutAt("/d/s")], base],
    names: { f: "file", m: "file", sub: "dir" },
    merged: { f: "f", m: "m", sub: { x: "x" } },
    // The kernel corrects the number only where upper has a part in the directory, or one layer is all there is.
    ofLayer: true,
    hole: hidden,
  },
  {
    word: "a merged directory with whiteouts",
    lowers: [[...base, file("/d/a", "a"), file("/d/b", "b")]],
    upperBefore: [dir("/d"), whiteoutAt("/d/a"), whiteoutAt("/d/b"), whiteoutAt("/d/none")],
    names: baseNames,
    merged: baseTree,
    upper: { a: whiteout, b: whiteout, none: whiteout },
    hole: hidden,
  },
  {
    word: "an opaque directory",
    lowers: [[dir("/d"), file("/d/old", "old"), file("/d/f", "hidden")]],
    upperBefore: [opaqueDir("/d"), ...base.slice(1)],
    names: baseNames,
    merged: baseTree,
    upper: baseTree,
    opaque: true,
    // Nothing is to be hidden any more, and a whiteout there would be seen.
    hole: {},
  },
  {
    word: "a directory over an opaque one in the middle",
    lowers: [
      [opaqueDir("/d"), ...base.slice(1)],
      [dir("/d"), file("/d/old", "old")],
    ],
    upperBefore: [dir("/d"), file("/d/u", "u")],
    names: { ...baseNames, u: "file" },
    merged: { ...baseTree, u: "u" },
    upper: { u: "u" },
    hole: hidden,
  },
  {
    word: "a directory with children that were copied up",
    lowers: [base],
    first: [chmod("/d/f", 0o600), chmod("/d/sub", 0o700)],
    names: baseNames,
    merged: {
      ...baseTree,
      f: is.file("f", { mode: 0o600 }),
      sub: is.dir({ x: "x" }, { mode: 0o700 }),
    },
    upper: { f: is.file("f", { mode: 0o600 }), sub: is.dir({}, { mode: 0o700 }) },
    hole: hidden,
  },
];
