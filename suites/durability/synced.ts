import {
  close,
  dir,
  fdatasync,
  file,
  fsync,
  gives,
  link,
  list,
  mkdir,
  mmap,
  msync,
  munmap,
  open,
  pwrite,
  readFile,
  readlink,
  rename,
  rmdir,
  store,
  symlink,
  syncfs,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { byHand, inRoot, layers, overlay } from "../by-hand.ts";
import { disk, onDisk, shutDown, startedAgain } from "../disk.ts";

const cites = ["measured/durability/1", "man/fsync.2#fsync"];

const scene: Steps = [
  disk(),
  layers("l"),
  inRoot(file("/l/f", "lower"), file("/l/g", "g"), dir("/l/e"), dir("/l/d"), file("/l/d/h", "h")),
  overlay(onDisk("/l")),
];

const lost: Steps = [shutDown, startedAgain, overlay(onDisk("/l"))];

/** Names are synced by their directory: fsync(2). */
const names: Steps = [open("d", "/merged", ["O_RDONLY", "O_DIRECTORY"]), fsync("d"), close("d")];

/** Ways to have data on the disk, of a file that is open for reading and writing. */
const ways: readonly (readonly [way: string, flags: "O_SYNC" | "O_DSYNC" | undefined, Steps])[] = [
  ["fsync", undefined, [pwrite("f", "UPPER", 0), fsync("f")]],
  ["fdatasync", undefined, [pwrite("f", "UPPER", 0), fdatasync("f")]],
  ["syncfs", undefined, [pwrite("f", "UPPER", 0), syncfs("f")]],
  ["O_SYNC", "O_SYNC", pwrite("f", "UPPER", 0)],
  ["O_DSYNC", "O_DSYNC", pwrite("f", "UPPER", 0)],
  [
    "msync of a shared mapping",
    undefined,
    [
      mmap("m", "f", 4096, ["PROT_READ", "PROT_WRITE"], ["MAP_SHARED"]),
      store("m", 0, "UPPER"),
      msync("m", ["MS_SYNC"]),
      munmap("m"),
    ],
  ],
];

const data = ways.flatMap(([way, flag, steps]) =>
  (
    [
      ["a file of lower", []],
      ["a file that was copied up before", [open("c", "/merged/f", ["O_WRONLY"]), close("c")]],
    ] as const
  ).map(([what, before]): WrittenScenario => ({
    ...byHand,
    title: `what was written to ${what} by ${way} is there after a power loss`,
    cites,
    steps: [
      scene,
      inRoot(
        before,
        open("f", "/merged/f", ["O_RDWR", ...(flag === undefined ? [] : [flag])]),
        steps,
        close("f"),
        names,
      ),
      lost,
      inRoot(readFile("/merged/f", gives("UPPER"))),
    ],
  })),
);

/** Changes of names in the root, and what then is seen there. */
const changes: readonly (readonly [change: string, steps: Steps, seen: Steps])[] = [
  ["making a file", writeFile("/merged/n", ""), list("/merged", gives(["d", "e", "f", "g", "n"]))],
  ["making a directory", mkdir("/merged/n"), list("/merged/n", gives([]))],
  ["making a symbolic link", symlink("x", "/merged/n"), readlink("/merged/n", gives("x"))],
  ["removing a file of lower", unlink("/merged/f"), list("/merged", gives(["d", "e", "g"]))],
  ["removing a directory of lower", rmdir("/merged/e"), list("/merged", gives(["d", "f", "g"]))],
  [
    "renaming a file of lower",
    rename("/merged/f", "/merged/n"),
    [list("/merged", gives(["d", "e", "g", "n"])), readFile("/merged/n", gives("lower"))],
  ],
  [
    "renaming a file of lower onto another",
    rename("/merged/f", "/merged/g"),
    [list("/merged", gives(["d", "e", "g"])), readFile("/merged/g", gives("lower"))],
  ],
  [
    "linking to a file of lower",
    link("/merged/f", "/merged/n"),
    readFile("/merged/n", gives("lower")),
  ],
  [
    "making a directory anew",
    [unlink("/merged/d/h"), rmdir("/merged/d"), mkdir("/merged/d")],
    list("/merged/d", gives([])),
  ],
];

/** What was synced through the overlay is there when the power went. */
export const synced: readonly WrittenScenario[] = [
  ...data,
  ...changes.map(([change, steps, seen]): WrittenScenario => ({
    ...byHand,
    title: `${change} is done for good when the directory was synced before a power loss`,
    cites,
    steps: [scene, inRoot(steps, names), lost, inRoot(seen)],
  })),
  ...changes.map(([change, steps, seen]): WrittenScenario => ({
    ...byHand,
    title: `${change} is done for good when the overlay was synced before a power loss`,
    cites: ["measured/durability/1", "man/syncfs.2#syncfs"],
    steps: [
      scene,
      inRoot(steps, open("o", "/merged/g", ["O_RDONLY"]), syncfs("o"), close("o")),
      lost,
      inRoot(seen),
    ],
  })),
];
