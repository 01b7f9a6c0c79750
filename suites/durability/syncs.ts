import {
  appendFile,
  chmod,
  dir,
  excludes,
  fails,
  fdatasync,
  file,
  fsync,
  gives,
  includes,
  is,
  mkdir,
  mountinfo,
  open,
  pwrite,
  syncfs,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay, unmounted, writable } from "../by-hand.ts";
import { plain } from "../plain.ts";

const modes = ["auto", "strict", "volatile"] as const;

const lowers = [[file("/f", "text"), dir("/d"), file("/d/g", "g")]];

/** Calls that ask for data to be on disk, on a descriptor of each kind. */
const calls: readonly (readonly [string, string, (slot: string) => Steps])[] = [
  ["fsync", "man/fsync.2#fsync", (slot) => fsync(slot)],
  ["fdatasync", "man/fsync.2#fsync", (slot) => fdatasync(slot)],
  ["syncfs", "man/syncfs.2#syncfs", (slot) => syncfs(slot)],
];

const lowerOnly: readonly WrittenScenario[] = calls.map(([call, cites, steps]) => ({
  title: `${call} of a file and a directory of lower succeeds and copies nothing up`,
  cites: [cites, "non-directories/2"],
  lowers,
  steps: [
    open("f", "/f", ["O_RDONLY"]),
    open("d", "/d", ["O_RDONLY", "O_DIRECTORY"]),
    steps("f"),
    steps("d"),
  ],
  upper: {},
}));

const written: readonly WrittenScenario[] = calls.flatMap(([call, cites, steps]) =>
  [false, true].map((volatile) => ({
    title: `${call} after a write succeeds ${volatile ? "on a volatile mount" : "and the data is in upper"}`,
    cites: [cites, volatile ? "volatile-mount/1" : "durability-and-copy-up/1"],
    peers: ["xfstests overlay/002", ...(volatile ? ["xfstests overlay/087"] : [])],
    lowers,
    mount: { ...plain, ...(volatile && { volatile }) },
    steps: [
      open("f", "/f", ["O_RDWR"]),
      pwrite("f", { fill: "0123456789", size: 65536 }, 0, gives(65536)),
      steps("f"),
      open("d", "/d", ["O_RDONLY", "O_DIRECTORY"]),
      steps("d"),
      chmod("/d/g", 0o600),
      open("g", "/d/g", ["O_RDONLY"]),
      steps("g"),
    ],
    upper: {
      d: { g: is.file("g", { mode: 0o600 }) },
      f: is.file({ fill: "0123456789", size: 65536 }),
    },
  })),
);

const byMode: readonly WrittenScenario[] = modes.map((mode) => ({
  title: `copy-up with fsync=${mode} leaves what a copy-up leaves`,
  cites: ["durability-and-copy-up/2", "non-directories/4"],
  needs: ["fsync_modes"],
  lowers: [],
  mount: "none",
  steps: [
    inRoot(dir("/l"), file("/l/f", "text"), dir("/l/d", 0o711), file("/l/d/g", "g")),
    overlay(
      writable("/l", `fsync=${mode},index=off,metacopy=off,nfs_export=off,redirect_dir=nofollow`),
    ),
    appendFile("/f", "!"),
    chmod("/d/g", 0o600),
    mkdir("/d/n"),
    inRoot(
      mountinfo(
        "/merged",
        gives({ options: mode === "auto" ? excludes("fsync=auto") : includes(`fsync=${mode}`) }),
      ),
    ),
  ],
  upper: { d: is.dir({ g: is.file("g", { mode: 0o600 }), n: {} }, { mode: 0o711 }), f: "text!" },
}));

export const syncs: readonly WrittenScenario[] = [
  ...lowerOnly,
  ...written,
  ...byMode,
  {
    title: "a mode of syncing that does not exist is refused",
    cites: ["mount-options/22"],
    needs: ["fsync_modes"],
    lowers: [],
    mount: "none",
    steps: [
      inRoot(dir("/l")),
      ["ordered", "on", "off", "none", ""].map((mode) =>
        overlay(writable("/l", `fsync=${mode}`), fails("EINVAL")),
      ),
    ],
    upper: {},
  },
  {
    title: "volatile is another word for fsync=volatile",
    cites: ["durability-and-copy-up/2", "mount-options/21"],
    needs: ["fsync_modes"],
    lowers: [],
    mount: "none",
    steps: [
      inRoot(dir("/l")),
      overlay(writable("/l", "volatile")),
      inRoot(mountinfo("/merged", gives({ options: includes("fsync=volatile") }))),
    ],
  },
  {
    title: "the last of volatile and fsync counts",
    cites: ["durability-and-copy-up/2", "mount-options/33"],
    needs: ["fsync_modes"],
    lowers: [],
    mount: "none",
    steps: [
      inRoot(dir("/l")),
      overlay(writable("/l", "volatile,fsync=strict")),
      inRoot(mountinfo("/merged", gives({ options: includes("fsync=strict") }))),
      unmounted(),
      overlay(writable("/l", "fsync=strict,volatile")),
      inRoot(mountinfo("/merged", gives({ options: includes("fsync=volatile") }))),
    ],
  },
];
