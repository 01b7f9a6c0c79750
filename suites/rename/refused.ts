import {
  as,
  chown,
  concurrently,
  dir,
  fails,
  file,
  gives,
  is,
  list,
  lstat,
  on,
  oneOf,
  readFile,
  rename,
  succeeds,
  symlink,
  whiteout,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const user = { uid: 1000, gid: 1000 };
const owned = { uid: 1001, gid: 1001 };
const long = "n".repeat(257);

/** Who may rename, and paths that lead nowhere. */
export const refused: readonly WrittenScenario[] = [
  {
    title: "the files of another in a sticky directory of lower cannot be renamed",
    cites: ["permission-model/3", "permission-model/6"],
    mount: plain,
    lowers: [
      [
        [dir("/tmp", 0o1777), file("/tmp/theirs", "theirs"), chown("/tmp/theirs", 1001, 1001)],
        [file("/tmp/mine", "mine"), chown("/tmp/mine", 1000, 1000)],
      ],
    ],
    steps: [
      as(
        user,
        rename("/tmp/theirs", "/tmp/x", fails("EPERM")),
        rename("/tmp/mine", "/tmp/theirs", fails("EPERM")),
        rename("/tmp/mine", "/tmp/theirs", ["RENAME_EXCHANGE"], fails("EPERM")),
      ),
      on("upper", list("/", gives([]))),
      as(user, rename("/tmp/mine", "/tmp/own")),
    ],
    merged: {
      tmp: is.dir(
        { own: is.file("mine", { uid: 1000, gid: 1000 }), theirs: is.file("theirs", owned) },
        { mode: 0o1777 },
      ),
    },
    upper: {
      tmp: is.dir(
        { mine: whiteout, own: is.file("mine", { uid: 1000, gid: 1000 }) },
        { mode: 0o1777 },
      ),
    },
  },
  {
    title: "a rename without permission on either directory copies nothing up",
    cites: ["permission-model/6", "man/path_resolution.7#EACCES"],
    mount: plain,
    lowers: [
      [
        [dir("/ro"), file("/ro/f", "f"), chown("/ro/f", 1000, 1000)],
        [dir("/rw", 0o777), file("/rw/g", "g"), dir("/locked", 0o700)],
      ],
    ],
    steps: [
      as(
        user,
        rename("/ro/f", "/rw/f", fails("EACCES")),
        rename("/rw/g", "/ro/g", fails("EACCES")),
        rename("/rw/g", "/locked/g", fails("EACCES")),
        rename("/ro/f", "/ro/f2", fails("EACCES")),
      ),
    ],
    merged: {
      locked: is.dir({}, { mode: 0o700 }),
      ro: { f: is.file("f", { uid: 1000, gid: 1000 }) },
      rw: is.dir({ g: "g" }, { mode: 0o777 }),
    },
    upper: {},
  },
  {
    title: "a rename whose paths lead nowhere or end in dots or slashes is refused",
    cites: ["posix/rename", "man/path_resolution.7#ENAMETOOLONG", "man/path_resolution.7#ENOTDIR"],
    peers: ["pjdfstest rename"],
    mount: plain,
    lowers: [[file("/f", "f"), dir("/d"), file("/d/g", "g"), symlink("f", "/s")]],
    steps: [
      rename("/none", "/x", fails("ENOENT")),
      rename("/f", "/none/x", fails("ENOENT")),
      rename("/f/x", "/y", fails("ENOTDIR")),
      rename("/f", "/s/x", fails("ENOTDIR")),
      rename("/f/", "/x", fails("ENOTDIR")),
      rename("/f", "/x/", fails("ENOTDIR")),
      rename("/s/", "/x", fails("ENOTDIR")),
      rename("/f", `/${long}`, fails("ENAMETOOLONG")),
      rename("/d/.", "/x", fails("EBUSY")),
      rename("/d/..", "/x", fails("EBUSY")),
      rename("/f", "/d/.", fails("EBUSY")),
      rename("/", "/x", fails("EBUSY")),
    ],
    merged: { d: { g: "g" }, f: "f", s: is.symlink("f") },
    upper: {},
  },
  {
    title: "renames of one name by several at once all succeed or find nothing",
    cites: ["posix/rename"],
    bugs: ["https://github.com/containers/fuse-overlayfs/issues/211"],
    needs: ["concurrency"],
    mount: plain,
    observe: "end",
    lowers: [[file("/f", "f"), file("/g", "g")]],
    steps: [
      concurrently(
        [rename("/f", "/x", oneOf(succeeds, fails("ENOENT")))],
        [rename("/f", "/y", oneOf(succeeds, fails("ENOENT")))],
        [rename("/g", "/z")],
      ),
      lstat("/f", fails("ENOENT")),
      readFile("/z", gives("g")),
    ],
  },
];
