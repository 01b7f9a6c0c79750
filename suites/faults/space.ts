import {
  appendFile,
  chmod,
  excludes,
  fails,
  gives,
  includes,
  link,
  list,
  lstat,
  mkdir,
  on,
  oneOf,
  open,
  readFile,
  rename,
  rmdir,
  setxattr,
  stat,
  succeeds,
  symlink,
  truncate,
  umount,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Errno } from "../../harness/language/errno.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { small } from "./scene.ts";

/** A call that copies up what there is no room for. */
interface Deed {
  readonly deed: string;
  readonly steps: Steps;
}

/**
 * Everything that copies its data up, and is refused.
 * @param size of it, in bytes
 */
export const deeds = (errno: Errno, size: number): readonly Deed[] => [
  {
    deed: "opening it for writing",
    steps: open("w", "/merged/big", ["O_WRONLY"], fails(errno)),
  },
  { deed: "appending to it", steps: appendFile("/merged/big", "+", fails(errno)) },
  { deed: "chmod of it", steps: chmod("/merged/big", 0o600, fails(errno)) },
  {
    deed: "setting an attribute of it",
    steps: setxattr("/merged/big", "user.k", "v", fails(errno)),
  },
  { deed: "linking to it", steps: link("/merged/big", "/merged/other", fails(errno)) },
  { deed: "renaming it", steps: rename("/merged/big", "/merged/other", fails(errno)) },
  { deed: "making it longer", steps: truncate("/merged/big", size + 100_000, fails(errno)) },
];

const size = 200_000;
const whole = gives({ size, mode: 0o644, nlink: 1 });

const names = Array.from({ length: 24 }, (_, index) => `n${index}`);

/** Copy-up into a filesystem that is too small: the call fails, and nothing has happened. */
export const space: readonly WrittenScenario[] = [
  ...deeds("ENOSPC", size).map(({ deed, steps }): WrittenScenario => ({
    title: `a file of lower that does not fit into upper is left whole by ${deed}, which is ENOSPC`,
    cites: ["measured/faults/1", "non-directories/4"],
    peers: ["xfstests overlay/005"],
    bugs: ["https://github.com/everruns/bashkit/issues/417"],
    needs: ["user_xattr"],
    mount: "none",
    observe: "end",
    lowers: [],
    steps: on(
      "root",
      small("size=96k"),
      lstat("/merged/big", whole),
      steps,
      lstat("/merged/big", whole),
      lstat("/merged/other", fails("ENOENT")),
      list("/small/upper", gives([])),
      list("/small/work/work", gives([])),
      writeFile("/merged/little", "fits"),
      list("/merged", gives(["big", "d", "little", "s"])),
      umount("/merged"),
      umount("/small"),
    ),
  })),
  {
    title: "what did not fit into upper is copied up when there is room again",
    cites: ["measured/faults/1"],
    peers: ["xfstests overlay/005"],
    mount: "none",
    observe: "end",
    lowers: [],
    steps: on(
      "root",
      small("size=256k"),
      writeFile("/merged/ballast", { fill: "b", size: 150_000 }),
      chmod("/merged/big", 0o600, fails("ENOSPC")),
      unlink("/merged/ballast"),
      chmod("/merged/big", 0o600),
      stat("/merged/big", gives({ size: 200_000, mode: 0o600 })),
      list("/small/upper", gives(["big"])),
      list("/small/work/work", gives([])),
      stat("/lower/big", whole),
      umount("/merged"),
      umount("/small"),
    ),
  },
  {
    title: "truncating to nothing a file of lower that does not fit into upper succeeds",
    cites: ["posix/truncate", "non-directories/3"],
    mount: "none",
    observe: "end",
    lowers: [],
    steps: on(
      "root",
      small("size=96k"),
      open("w", "/merged/big", ["O_WRONLY", "O_TRUNC"]),
      stat("/merged/big", gives({ size: 0 })),
      stat("/lower/big", whole),
      list("/small/upper", gives(["big"])),
    ),
  },
  {
    title: "removing needs an inode in upper: without one it is ENOSPC and the name stays",
    cites: ["measured/faults/1", "whiteouts-and-opaque-directories/1"],
    mount: "none",
    observe: "end",
    lowers: [],
    steps: on(
      "root",
      small("nr_inodes=24"),
      fill(),
      unlink("/merged/big", fails("ENOSPC")),
      stat("/merged/big", whole),
      rename("/merged/s", "/merged/t", fails("ENOSPC")),
      symlink("x", "/merged/l", fails("ENOSPC")),
      mkdir("/merged/n", fails("ENOSPC")),
      unlink("/merged/d/f", fails("ENOSPC")),
      list("/small/work/work", gives([])),
      list("/merged", gives(includes("big", "d", "s"))),
      names.map((name) => rmdir(`/merged/${name}`, oneOf(succeeds, fails("ENOENT")))),
      unlink("/merged/big"),
      list("/merged", gives(["d", "s"])),
    ),
  },
  {
    title:
      "a directory of lower whose copy has no inode is left, and so is what was to be made in it",
    cites: ["measured/faults/1"],
    mount: "none",
    observe: "end",
    lowers: [],
    steps: on(
      "root",
      small("nr_inodes=24"),
      fill(),
      writeFile("/merged/d/new", "n", fails("ENOSPC")),
      chmod("/merged/d", 0o700, fails("ENOSPC")),
      lstat("/merged/d", gives({ mode: 0o755 })),
      list("/merged/d", gives(["f"])),
      list("/small/upper", gives(excludes("d"))),
      list("/small/work/work", gives([])),
      readFile("/merged/d/f", gives("f")),
    ),
  },
];

/** Takes every inode that is left, however many the mount itself took. */
function fill(): Steps {
  return names.map((name) => mkdir(`/merged/${name}`, oneOf(succeeds, fails("ENOSPC"))));
}
