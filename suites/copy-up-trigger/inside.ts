import {
  dir,
  fails,
  file,
  gives,
  is,
  link,
  list,
  lstat,
  mkdir,
  mknod,
  on,
  open,
  rename,
  symlink,
  utimensat,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";

interface Addition {
  readonly deed: string;
  readonly cites: string;
  readonly needs?: readonly Feature[];
  readonly steps: readonly Steps[];
  /** What is new in the directory; nothing where the directory itself is not even changed. */
  readonly made?: Children;
  /** What becomes of the file `spare` of upper. */
  readonly spare?: Children;
}

/** Ways to put something into `/a/b`, a directory of lower. */
const additions: readonly Addition[] = [
  {
    deed: "mknod of a file and a socket",
    cites: "posix/mknod",
    steps: [mknod("/a/b/n", "file", 0o600), mknod("/a/b/s", "socket", 0o600)],
    made: { n: is.file("", { mode: 0o600 }), s: is.socket({ mode: 0o600 }) },
  },
  {
    deed: "mknod of a device",
    cites: "posix/mknod",
    needs: ["mknod"],
    steps: [mknod("/a/b/n", "chr", 0o600, 1, 3), lstat("/a/b/n", gives({ rdev: [1, 3] }))],
    made: { n: is.device("chr", 1, 3, { mode: 0o600 }) },
  },
  {
    deed: "link of a file of upper",
    cites: "posix/link",
    steps: [link("/spare", "/a/b/n"), lstat("/spare", gives({ nlink: 2 }))],
    made: { n: is.file("spare", { nlink: 2 }) },
    spare: { spare: is.file("spare", { nlink: 2 }) },
  },
  {
    deed: "rename of a file of upper",
    cites: "posix/rename",
    steps: [rename("/spare", "/a/b/n"), lstat("/spare", fails("ENOENT"))],
    made: { n: "spare" },
    spare: {},
  },
];

const aTime = { sec: 1_100_000_001, nsec: 500_000_000 };
const bTime = { sec: 1_100_000_002, nsec: 250_000_001 };
const a = (b: Children, changed: boolean): Children => ({
  a: is.dir(
    { b: is.dir(b, { mode: 0o1777, mtime: changed ? "now" : "1100000002.250000001" }) },
    { mode: 0o711, mtime: "1100000001.500000000" },
  ),
});
const old: Children = { in: "in", sub: { deep: "deep" } };
const lower = [
  dir("/a", 0o711),
  dir("/a/b", 0o1777),
  file("/a/b/in", "in"),
  dir("/a/b/sub"),
  file("/a/b/sub/deep", "deep"),
  utimensat("/a/b", bTime, bTime),
  utimensat("/a", aTime, aTime),
];

const works: readonly WrittenScenario[] = additions.map(
  ({ deed, cites, needs = [], steps, made, spare = { spare: "spare" } }) => ({
    title: `${deed} in a directory of lower copies up the directory and nothing in it`,
    cites: [cites, "non-directories/4"],
    needs,
    mount: plain,
    lowers: [lower],
    upperBefore: [file("/spare", "spare")],
    steps: [
      lstat("/a/b", gives({ mtime: bTime })),
      steps,
      list("/a/b", gives(["in", "sub", ...Object.keys(made ?? {})].toSorted())),
      on("upper", list("/a/b", gives(Object.keys(made ?? {}).toSorted()))),
      on("upper", lstat("/a", gives({ mode: 0o711, mtime: aTime }))),
    ],
    merged: { ...a({ ...old, ...made }, made !== undefined), ...spare },
    upper: { ...a(made ?? {}, made !== undefined), ...spare },
  }),
);

const path = "/a/b/n";
const refused: readonly (readonly [deed: string, cites: string, steps: readonly Steps[]])[] = [
  [
    "mknod of a device 0:0",
    "measured/1",
    [mknod(path, "chr", 0, 0, 0, fails("EPERM")), lstat(path, fails("ENOENT"))],
  ],
  [
    "making a name of 256 bytes",
    "man/path_resolution.7#ENAMETOOLONG",
    [
      mkdir(`/a/b/${"n".repeat(256)}`, fails("ENAMETOOLONG")),
      open("w", `/a/b/${"n".repeat(256)}`, ["O_WRONLY", "O_CREAT"], fails("ENAMETOOLONG")),
      symlink("in", `/a/b/${"n".repeat(256)}`, fails("ENAMETOOLONG")),
    ],
  ],
  [
    "moving in what is not there",
    "posix/rename",
    [
      rename("/none", path, fails("ENOENT")),
      link("/none", path, fails("ENOENT")),
      rename("/spare", "/a/b/sub", fails("EISDIR")),
      rename("/spare", "/a/b/in", ["RENAME_NOREPLACE"], fails("EEXIST")),
    ],
  ],
];

const failing: readonly WrittenScenario[] = refused.map(([deed, cites, steps]) => ({
  title: `${deed} fails and leaves a directory in lower`,
  cites: [cites, "non-directories/2"],
  mount: plain,
  lowers: [lower],
  upperBefore: [file("/spare", "spare")],
  steps: [
    lstat("/a/b", gives({ mtime: bTime })),
    steps,
    list("/a/b", gives(["in", "sub"])),
    lstat("/a/b", gives({ mtime: bTime, mode: 0o1777 })),
    on("upper", list("/", gives(["spare"]))),
  ],
  merged: { ...a(old, false), spare: "spare" },
  upper: { spare: "spare" },
}));

/** Directories of lower in which something is made. */
export const inside: readonly WrittenScenario[] = [...works, ...failing];
