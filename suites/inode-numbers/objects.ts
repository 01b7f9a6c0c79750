import {
  close,
  differs,
  dir,
  file,
  getdents64,
  gives,
  includes,
  is,
  lstat,
  on,
  open,
  remount,
  rename,
  same,
  unlink,
  utimensat,
} from "../../harness/language/index.ts";
import { explicit } from "../../harness/language/tree.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Node } from "../../harness/language/tree.ts";
import { type Kind, allKinds, nonDirectories } from "../objects.ts";
import { plain } from "../plain.ts";

const aged = { sec: 1_100_000_000, nsec: 5 };
/** Makes a new time, which copies up anything. */
const touched = (path: string): Steps => utimensat(path, aged, aged, ["AT_SYMLINK_NOFOLLOW"]);

/** The number is for ever; the device is that of one mount. */
const identified = (path: string, kind: Kind, device = "dev"): Steps =>
  lstat(path, gives({ type: kind.name, ino: same("o"), dev: same(device) }));

/** The entry of a directory that is listed with the number of the object. */
const listed = (folder: string, name: string): readonly Steps[] => [
  open("l", folder, ["O_RDONLY", "O_DIRECTORY"]),
  getdents64("l", 4096, gives(includes({ name, ino: same("o") }))),
  close("l"),
];

const stays: readonly WrittenScenario[] = allKinds.map((kind) => {
  const directory = kind.name === "dir";
  const seen = {
    ...(explicit(kind.node("lower")) as object),
    mtime: "1100000000.000000005",
  } as Node;
  return {
    title: `the number of ${kind.word} of lower stays when it is copied up, and over a new mount`,
    cites: ["inode-properties/1", "overlay-objects/3"],
    peers: ["xfstests overlay/017", "fuse-overlayfs test-passthrough"],
    bugs: ["https://github.com/asterinas/asterinas/pull/2015"],
    needs: [...kind.needs, "samefs", "origin"],
    mount: plain,
    lowers: [[dir("/d"), kind.make("/d/o", "lower"), file("/d/x", "x")]],
    steps: [
      identified("/d/o", kind),
      listed("/d", "o"),
      touched("/d/o"),
      identified("/d/o", kind),
      listed("/d", "o"),
      remount(),
      identified("/d/o", kind, "new dev"),
      listed("/d", "o"),
    ],
    merged: { d: { o: seen, x: "x" } },
    upper: {
      d: { o: directory ? is.dir({}, { mtime: "1100000000.000000005" }) : seen },
    },
  };
});

const moves: readonly WrittenScenario[] = allKinds.map((kind) => ({
  title: `the number of ${kind.word} of lower stays when it moves to another directory`,
  cites: ["inode-properties/1", "overlay-objects/3"],
  peers: ["xfstests overlay/017"],
  needs: [...kind.needs, "samefs", "origin"],
  mount: kind.name === "dir" ? { ...plain, redirect_dir: "on" } : plain,
  lowers: [[kind.make("/o", "lower"), dir("/d"), dir("/d/e"), file("/d/e/x", "x")]],
  steps: [
    identified("/o", kind),
    rename("/o", "/d/e/p"),
    identified("/d/e/p", kind),
    listed("/d/e", "p"),
    remount(),
    identified("/d/e/p", kind, "new dev"),
    listed("/d/e", "p"),
  ],
  merged: { d: { e: { p: kind.node("lower"), x: "x" } } },
}));

const real: readonly WrittenScenario[] = (["lower0", "upper"] as const).map((place) => ({
  title: `objects of ${place === "upper" ? "upper" : "lower"} have their own numbers, on the overlay's device`,
  cites: ["overlay-objects/1", "overlay-objects/3", "inode-properties/1"],
  peers: ["fuse-overlayfs test-passthrough"],
  needs: ["samefs", "mknod"],
  mount: plain,
  lowers: [
    [file("/x", "x"), place === "lower0" ? allKinds.map((k) => k.make(`/${k.name}`, "o")) : []],
  ],
  upperBefore: place === "upper" ? allKinds.map((k) => k.make(`/${k.name}`, "o")) : [],
  steps: [
    lstat("/", gives({ dev: same("overlay") })),
    allKinds.map(({ name }) => [
      lstat(`/${name}`, gives({ type: name, dev: same("overlay"), ino: same(name) })),
      on(place, lstat(`/${name}`, gives({ ino: same(name), dev: differs("overlay") }))),
    ]),
  ],
}));

const removed: readonly WrittenScenario[] = nonDirectories
  .filter(({ name }) => name === "file" || name === "symlink")
  .map((kind) => ({
    title: `${kind.word} made where one of lower was removed has a number of its own`,
    cites: ["inode-properties/1"],
    needs: ["samefs"],
    mount: plain,
    lowers: [[kind.make("/o", "lower")]],
    steps: [
      lstat("/o", gives({ ino: same("old") })),
      unlink("/o"),
      kind.make("/o", "upper"),
      lstat("/o", gives({ ino: differs("old") })),
      remount(),
      lstat("/o", gives({ ino: differs("old") })),
    ],
    merged: { o: kind.node("upper") },
    upper: { o: kind.node("upper") },
  }));

export const objects: readonly WrittenScenario[] = [...stays, ...moves, ...real, ...removed];
