import {
  chmod,
  close,
  dir,
  fails,
  file,
  gives,
  link,
  list,
  lstat,
  oneOf,
  open,
  pread,
  pwrite,
  readFile,
  rename,
  setxattr,
  succeeds,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { byHand, inRoot, layers, overlay } from "../by-hand.ts";
import { disk, onDisk, shutDown, shutDownBehindNames, startedAgain } from "../disk.ts";

const size = 300_000;
const content = { fill: "0123456789abcdef", size };
const part = gives("0123456789abcdef");

const scene: Steps = [disk(), layers("l"), inRoot(file("/l/f", content))];

/** At the beginning, in the middle and at the end: what was not written out reads as zeros. */
const whole = (path: string): Steps => [
  lstat(path, gives({ size })),
  open("r", path, ["O_RDONLY"]),
  [0, 160_000, size - 16].map((at) => pread("r", 16, at, part)),
  close("r"),
];

const deeds: readonly (readonly [deed: string, steps: Steps, name: string])[] = [
  ["chmod of it", chmod("/merged/f", 0o600), "f"],
  ["setting an attribute of it", setxattr("/merged/f", "user.k", "v"), "f"],
  ["opening it for writing", [open("w", "/merged/f", ["O_WRONLY"]), close("w")], "f"],
  ["linking to it", link("/merged/f", "/merged/other"), "other"],
  ["renaming it", rename("/merged/f", "/merged/other"), "other"],
];

/** Copies of which the name has reached the disk when the power goes, and nothing was synced by anybody but the overlay. */
const copies: readonly WrittenScenario[] = deeds.map(([deed, steps, name]) => ({
  ...byHand,
  title: `a file that was copied up by ${deed} has its data after a power loss that spared its name`,
  cites: ["durability-and-copy-up/1"],
  steps: [
    scene,
    overlay(onDisk("/l")),
    inRoot(steps),
    shutDownBehindNames,
    startedAgain,
    inRoot(lstat(`/d/upper/${name}`, gives({ size, type: "file" }))),
    overlay(onDisk("/l")),
    inRoot(whole(`/merged/${name}`)),
  ],
}));

const withMetacopy = onDisk("/l", "metacopy=on,index=off");

export const powerLosses: readonly WrittenScenario[] = [
  ...copies,
  {
    ...byHand,
    title: "a file of which the attributes were copied has lower's data after a power loss",
    cites: ["durability-and-copy-up/1", "metadata-only-copy-up/1"],
    steps: [
      scene,
      overlay(withMetacopy),
      inRoot(chmod("/merged/f", 0o600)),
      shutDownBehindNames,
      startedAgain,
      overlay(withMetacopy),
      inRoot(lstat("/merged/f", gives({ mode: 0o600 })), whole("/merged/f")),
    ],
  },
  {
    ...byHand,
    title: "a file whose data was copied behind its attributes has it after a power loss",
    cites: ["durability-and-copy-up/1", "metadata-only-copy-up/2"],
    steps: [
      scene,
      overlay(withMetacopy),
      inRoot(chmod("/merged/f", 0o600), open("w", "/merged/f", ["O_WRONLY"]), close("w")),
      shutDownBehindNames,
      startedAgain,
      overlay(onDisk("/l")),
      inRoot(lstat("/merged/f", gives({ mode: 0o600 })), whole("/merged/f")),
    ],
  },
  {
    ...byHand,
    title: "what a power loss leaves in the work directory is gone with the next mount",
    cites: ["durability-and-copy-up/1", "measured/faults/6"],
    needs: ["fsync_modes"],
    steps: [
      scene,
      inRoot(dir("/l/d"), file("/l/d/g", "g")),
      overlay(onDisk("/l", "fsync=strict")),
      inRoot(chmod("/merged/d", 0o700)),
      shutDown,
      startedAgain,
      overlay(onDisk("/l", "fsync=strict")),
      inRoot(list("/d/work/work", gives([])), readFile("/merged/d/g", gives("g"))),
    ],
  },
  {
    ...byHand,
    title: "what is written with O_SYNC on a volatile mount may outlast a power loss, and may not",
    cites: ["volatile-mount/1", "measured/durability/3"],
    why: "By the document no sync reaches upper. Linux 5.10 to 7.2 drop calls that sync, and not the flag.",
    steps: [
      scene,
      overlay(onDisk("/l", "volatile")),
      inRoot(open("w", "/merged/f", ["O_WRONLY", "O_SYNC"]), pwrite("w", "synced", 0), close("w")),
      shutDown,
      startedAgain,
      inRoot(
        open("r", "/d/upper/f", ["O_RDONLY"], oneOf(succeeds, fails("ENOENT"))),
        pread("r", 6, 0, oneOf(gives("synced"), fails("EBADF"))),
        close("r", oneOf(succeeds, fails("EBADF"))),
      ),
    ],
  },
  {
    ...byHand,
    title: "the mark of a volatile mount is there after a power loss that spared names",
    cites: ["volatile-mount/3"],
    steps: [
      scene,
      overlay(onDisk("/l", "volatile")),
      inRoot(writeFile("/merged/n", "n")),
      shutDownBehindNames,
      startedAgain,
      inRoot(lstat("/d/work/work/incompat/volatile", gives({ type: "dir" }))),
      overlay(onDisk("/l"), fails("EINVAL")),
    ],
  },
];
