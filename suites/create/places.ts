import {
  as,
  dir,
  fails,
  file,
  gives,
  is,
  list,
  lstat,
  remount,
  rmdir,
  symlink,
  unlink,
  utimensat,
  whiteout,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";
import { type Maker, makers } from "./makers.ts";

const aTime = { sec: 1_100_000_001, nsec: 500_000_000 };

/** In a directory that lower alone has, two down: the way there is copied up, and nothing else. */
const below = (maker: Maker): WrittenScenario => ({
  title: `${maker.call} in a directory of lower copies up the way there with its modes`,
  cites: [maker.cites, "non-directories/4"],
  peers: [maker.peer],
  bugs: [
    "https://github.com/containers/fuse-overlayfs/issues/470",
    ...(maker.name === "symlink" ? ["https://github.com/tursodatabase/agentfs/pull/136"] : []),
    ...(maker.name === "file"
      ? [
          "https://github.com/rpodgorny/unionfs-fuse/issues/102",
          "https://github.com/streamich/unionfs/issues/428",
        ]
      : []),
  ],
  needs: maker.needs,
  mount: plain,
  lowers: [
    [
      [dir("/a", 0o711), file("/a/x", "x"), dir("/a/b", 0o1770), file("/a/b/y", "y")],
      utimensat("/a", aTime, aTime),
    ],
  ],
  steps: [
    maker.make("/a/b/n", 0o666),
    lstat("/a/b/n", gives({ type: maker.name, uid: 0, gid: 0 })),
    list("/a/b", gives(["n", "y"])),
    remount(),
    lstat("/a/b/n", gives({ type: maker.name })),
  ],
  merged: {
    a: is.dir(
      {
        b: is.dir(
          { n: maker.node({ mode: 0o644, mtime: "now" }), y: "y" },
          { mode: 0o1770, mtime: "now" },
        ),
        x: "x",
      },
      { mode: 0o711, mtime: "1100000001.500000000" },
    ),
  },
  upper: {
    a: is.dir(
      {
        b: is.dir({ n: maker.node({ mode: 0o644, mtime: "now" }) }, { mode: 0o1770, mtime: "now" }),
      },
      { mode: 0o711, mtime: "1100000001.500000000" },
    ),
  },
});

/** Names that are there already, of either layer and of several types. */
const taken = ["/file", "/dir", "/full", "/link", "/dangling", "/up", "/updir", "/both"];

const existing = (maker: Maker): WrittenScenario => ({
  title: `${maker.call} on a name that is there is EEXIST and copies nothing up`,
  cites: [maker.cites, "measured/9"],
  peers: [maker.peer],
  needs: maker.needs,
  mount: plain,
  lowers: [
    [
      [
        file("/file", "file"),
        dir("/dir"),
        dir("/full"),
        file("/full/f", "f"),
        file("/both", "low"),
      ],
      [symlink("file", "/link"), symlink("nothing", "/dangling")],
    ],
  ],
  upperBefore: [file("/up", "up"), dir("/updir"), file("/both", "up")],
  steps: [
    taken.map((path) => maker.make(path, 0o666, fails("EEXIST"))),
    maker.make("/", 0o666, fails("EEXIST")),
    maker.make("/dir/.", 0o666, fails("EEXIST")),
    maker.make("/full/f", 0o666, fails("EEXIST")),
  ],
  merged: {
    both: "up",
    dangling: is.symlink("nothing"),
    dir: {},
    file: "file",
    full: { f: "f" },
    link: is.symlink("file"),
    up: "up",
    updir: {},
  },
  upper: { both: "up", up: "up", updir: {} },
});

/** A way that leads nowhere. */
const nowhere = (maker: Maker): WrittenScenario => ({
  title: `${maker.call} where the way does not lead is refused and copies nothing up`,
  cites: [
    maker.cites,
    "man/path_resolution.7#ENOENT",
    "man/path_resolution.7#ENOTDIR",
    "man/path_resolution.7#ENAMETOOLONG",
  ],
  peers: [maker.peer],
  bugs: ["https://github.com/multikernel/sandlock/issues/159"],
  needs: maker.needs,
  mount: plain,
  lowers: [[file("/f", "f"), dir("/d"), dir("/gone"), symlink("loop", "/loop")]],
  steps: [
    rmdir("/gone"),
    maker.make("/none/n", 0o666, fails("ENOENT")),
    maker.make("/gone/n", 0o666, fails("ENOENT")),
    maker.make("/f/n", 0o666, fails("ENOTDIR")),
    maker.make("/loop/n", 0o666, fails("ELOOP")),
    maker.make(`/d/${"n".repeat(257)}`, 0o666, fails("ENAMETOOLONG")),
    maker.make("", 0o666, fails("ENOENT")),
  ],
  merged: { d: {}, f: "f", loop: is.symlink("loop") },
  upper: { gone: whiteout },
});

/** A user may make names where the directory lets him, and they are his. */
const owned = (maker: Maker): WrittenScenario => ({
  title: `${maker.call} by an ordinary user is the user's, over a whiteout and beside it`,
  cites: [maker.cites, "permission-model/6"],
  peers: ["xfstests overlay/008"],
  bugs: ["https://github.com/google/gvisor/issues/316"],
  needs: [...maker.needs, "uids"],
  mount: plain,
  lowers: [[dir("/d", 0o777), file("/d/gone", "gone"), dir("/closed"), file("/closed/f", "f")]],
  steps: [
    unlink("/d/gone"),
    as(
      { uid: 1000, gid: 1001 },
      maker.make("/d/gone", 0o666),
      maker.make("/d/new", 0o666),
      maker.make("/closed/new", 0o666, fails("EACCES")),
      maker.make("/new", 0o666, fails("EACCES")),
    ),
    lstat("/d/gone", gives({ uid: 1000, gid: 1001 })),
    lstat("/d/new", gives({ uid: 1000, gid: 1001 })),
  ],
  merged: {
    closed: { f: "f" },
    d: is.dir(
      {
        gone: maker.node({ mode: 0o644, uid: 1000, gid: 1001 }),
        new: maker.node({ mode: 0o644, uid: 1000, gid: 1001 }),
      },
      { mode: 0o777 },
    ),
  },
  upper: {
    d: is.dir(
      {
        gone:
          maker.name === "dir"
            ? is.opaque({}, { mode: 0o644, uid: 1000, gid: 1001 })
            : maker.node({ mode: 0o644, uid: 1000, gid: 1001 }),
        new: maker.node({ mode: 0o644, uid: 1000, gid: 1001 }),
      },
      { mode: 0o777 },
    ),
  },
});

/** A device needs a privilege that an ordinary user has not. */
const unprivileged = makers.filter(({ name }) => name !== "chr" && name !== "blk");

export const places: readonly WrittenScenario[] = [
  ...makers.map(below),
  ...makers.map(existing),
  ...makers.map(nowhere),
  ...unprivileged.map(owned),
];
