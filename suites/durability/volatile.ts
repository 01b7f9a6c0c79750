import {
  dir,
  fails,
  file,
  gives,
  list,
  lstat,
  mountinfo,
  on,
  readFile,
  rmdir,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay, unmounted, writable } from "../by-hand.ts";

const scene: Steps = inRoot(dir("/l"), file("/l/f", "f"), dir("/l2"));
const volatileMount = writable("/l", "volatile,index=off");
const ordinary = writable("/l", "index=off");
const left: Steps = on("work", lstat("/work/incompat/volatile", gives({ type: "dir" })));
const removed: Steps = on(
  "work",
  unlink("/work/incompat/volatile/dirty"),
  rmdir("/work/incompat/volatile"),
  rmdir("/work/incompat"),
);

interface Row {
  readonly title: string;
  readonly cites: readonly string[];
  readonly needs?: readonly Feature[];
  readonly steps: readonly Steps[];
}

/** The mark that a volatile mount leaves behind. */
const rows: readonly Row[] = [
  {
    title: "a volatile mount marks its work directory",
    cites: ["volatile-mount/3"],
    steps: [scene, overlay(volatileMount), left, writeFile("/f", "x"), unmounted(), left],
  },
  {
    title: "no other mount uses what a volatile one has left",
    cites: ["volatile-mount/3", "mount-options/21"],
    steps: [
      scene,
      overlay(volatileMount),
      unmounted(),
      overlay(ordinary, fails("EINVAL")),
      overlay(volatileMount, fails("EINVAL")),
      overlay(writable("/l2"), fails("EINVAL")),
      inRoot(mountinfo("/merged", fails("ENOENT"))),
      left,
    ],
  },
  {
    title: "upper can be used again when the mark is removed by hand",
    cites: ["volatile-mount/3"],
    steps: [
      scene,
      overlay(volatileMount),
      writeFile("/f", "changed"),
      unmounted(),
      removed,
      overlay(ordinary),
      readFile("/f", gives("changed")),
    ],
  },
  {
    title: "upper with another work directory is not protected by the mark",
    cites: ["volatile-mount/3", "mount-options/21"],
    steps: [
      scene,
      inRoot(dir("/w2")),
      overlay(volatileMount),
      unmounted(),
      overlay("lowerdir=/l,upperdir=/upper,workdir=/w2,index=off"),
      readFile("/f", gives("f")),
    ],
  },
  {
    title: "an unknown feature in the work directory is refused",
    cites: ["volatile-mount/3", "mount-options/35"],
    steps: [
      scene,
      on("work", dir("/work"), dir("/work/incompat"), dir("/work/incompat/future")),
      overlay(ordinary, fails("EINVAL")),
      on("work", rmdir("/work/incompat/future")),
      overlay(ordinary),
    ],
  },
  {
    title: "volatile means nothing without upper, and leaves no mark",
    cites: ["mount-options/21"],
    steps: [
      scene,
      overlay("lowerdir=/l:/l2,volatile"),
      unmounted(),
      overlay("lowerdir=/l:/l2,volatile"),
      readFile("/f", gives("f")),
    ],
  },
  {
    title: "a mount that is not volatile leaves no mark",
    cites: ["volatile-mount/3"],
    steps: [
      scene,
      overlay(ordinary),
      writeFile("/f", "x"),
      on("work", lstat("/work/incompat", fails("ENOENT"))),
      unmounted(),
      overlay(ordinary),
    ],
  },
  {
    title: "fsync=strict leaves no mark",
    cites: ["volatile-mount/3", "durability-and-copy-up/2"],
    needs: ["fsync_modes"],
    steps: [
      scene,
      overlay(writable("/l", "fsync=strict,index=off")),
      writeFile("/f", "x"),
      unmounted(),
      on("work", lstat("/work/incompat", fails("ENOENT"))),
      overlay(ordinary),
    ],
  },
  {
    title: "the mark is a directory that holds a file",
    cites: ["volatile-mount/3"],
    steps: [
      scene,
      overlay(volatileMount),
      on(
        "work",
        list("/work", gives(["incompat"])),
        list("/work/incompat", gives(["volatile"])),
        list("/work/incompat/volatile", gives(["dirty"])),
      ),
    ],
  },
];

export const volatile: readonly WrittenScenario[] = rows.map(({ needs = [], ...row }) => ({
  ...row,
  needs: ["volatile", ...needs],
  lowers: [],
  mount: "none",
}));
