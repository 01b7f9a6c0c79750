import {
  dir,
  fails,
  file,
  gives,
  is,
  list,
  lstat,
  on,
  open,
  readFile,
  same,
  symlink,
  whiteoutAt,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { data, kinds, pointer } from "./scene.ts";

interface Found {
  readonly where: string;
  readonly top: Steps;
  /** Below the topmost lower; the last `dataOnly` are data-only. */
  readonly below: readonly Steps[];
  readonly dataOnly?: number;
}

/** Where the data of a file is found. */
const found: readonly Found[] = [
  { where: "at the path of its redirect", top: pointer("/f", "/x"), below: [file("/x", data)] },
  {
    where: "in a directory that no listing shows",
    top: pointer("/f", "/objects/ab/cd"),
    below: [[dir("/objects"), dir("/objects/ab"), file("/objects/ab/cd", data)]],
  },
  {
    where: "in the upper one of two data-only layers",
    top: pointer("/f", "/x"),
    below: [file("/x", data), file("/x", "of the second")],
    dataOnly: 2,
  },
  {
    where: "in the second data-only layer where the first has none",
    top: pointer("/f", "/x"),
    below: [file("/y", "other"), file("/x", data)],
    dataOnly: 2,
  },
  {
    where: "in the third data-only layer",
    top: pointer("/f", "/x"),
    below: [file("/y", "other"), dir("/z"), file("/x", data)],
    dataOnly: 3,
  },
  {
    where: "in a file that its owner may not read",
    top: pointer("/f", "/x", 0o644),
    below: [file("/x", data, 0)],
  },
];

const modeOf = ({ where }: Found): number => (where.includes("may not") ? 0o644 : 0o600);

export const finding: readonly WrittenScenario[] = kinds.flatMap(({ how, mount }) =>
  found.map((each): WrittenScenario => ({
    title: `a file has its data ${each.where}, ${how}`,
    cites: [
      "data-only-lower-layers/5",
      "data-only-lower-layers/4",
      "data-only-lower-layers/6",
      "mount-options/12",
    ],
    peers: ["xfstests overlay/079", "xfstests overlay/085", "xfstests overlay/088"],
    lowers: [[each.top], ...each.below.map((steps) => [steps])],
    mount: { ...mount, dataOnly: each.dataOnly ?? 1 },
    steps: [
      on("lower0", lstat("/f", gives({ ino: same("f") }))),
      lstat("/f", gives({ size: data.length, mode: modeOf(each) })),
      readFile("/f", gives(data)),
      list("/", gives(["f"])),
      lstat("/x", fails("ENOENT")),
      lstat("/objects", fails("ENOENT")),
    ],
    merged: { f: is.file(data, { mode: modeOf(each) }) },
    upper: {},
  })),
);

/** What a data-only layer cannot serve: the file can be looked at, and not be opened. */
const missing: readonly (readonly [string, Steps])[] = [
  ["where the data-only layer has nothing of the name", file("/y", data)],
  ["where the data-only layer has a directory", dir("/x")],
  ["where the data-only layer has a symbolic link", [symlink("y", "/x"), file("/y", data)]],
  ["where the data-only layer has a whiteout", whiteoutAt("/x")],
];

/** What is no redirect from the root: the file cannot even be looked at. */
const unreachable: readonly (readonly [string, string | undefined])[] = [
  ["no redirect", undefined],
  ["a bare name for a redirect", "x"],
];

export const refusing: readonly WrittenScenario[] = kinds.flatMap(({ how, mount }) => [
  ...missing.map(([where, steps]): WrittenScenario => ({
    title: `a file has attributes and no data ${where}, ${how}`,
    cites: ["measured/16", "data-only-lower-layers/5"],
    peers: ["xfstests overlay/079"],
    lowers: [[pointer("/f", "/x")], [steps]],
    mount: { ...mount, dataOnly: 1 },
    steps: [
      lstat("/f", gives({ type: "file", size: data.length, mode: 0o600 })),
      list("/", gives(["f"])),
      open("r", "/f", ["O_RDONLY"], fails("ENOENT")),
      open("w", "/f", ["O_WRONLY"], fails("ENOENT")),
      lstat("/f", gives({ size: data.length })),
    ],
    upper: {},
  })),
  ...unreachable.map(([what, redirect]): WrittenScenario => ({
    title: `a file with ${what} cannot be looked at, ${how}`,
    cites: ["data-only-lower-layers/5", "data-only-lower-layers/6"],
    peers: ["xfstests overlay/079"],
    lowers: [[pointer("/f", redirect)], [file("/f", data), file("/x", data)]],
    mount: { ...mount, dataOnly: 1 },
    steps: [
      list("/", gives(["f"])),
      lstat("/f", fails(mount.metacopy === "on" ? "EIO" : "EPERM")),
      open("r", "/f", ["O_RDONLY"], fails(mount.metacopy === "on" ? "EIO" : "EPERM")),
    ],
    upper: {},
    unruly: ["listed-exists"],
  })),
]);
