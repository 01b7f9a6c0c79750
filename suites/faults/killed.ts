import {
  close,
  dir,
  fails,
  fanotifyInit,
  fanotifyMark,
  fanotifyRead,
  file,
  gives,
  includes,
  kill,
  list,
  lstat,
  mount,
  on,
  oneOf,
  open,
  pread,
  rename,
  spawn,
  umount,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";

/** Copied in many parts of a mebibyte, between which a signal is looked for. */
const size = 8_000_000;
const whole = gives({ size, mode: 0o640, nlink: 1 });
const layers = "lowerdir=/lower,upperdir=/upper,workdir=/work";
const overlay = mount("overlay", "/merged", "overlay", [], layers);

/** The lower is a filesystem of its own: from the same one a copy may be a clone, which has no middle. */
const scene: Steps = [
  dir("/lower"),
  mount("tmpfs", "/lower", "tmpfs", [], "mode=755"),
  file("/lower/big", { fill: "0123456789abcdef", size }, 0o640),
  file("/writer", { program: "open" }, 0o755),
  overlay,
];

/**
 * The other process opens the file for writing, and is stopped where its copy-up begins to read. Since Linux 6.8 there is one
 * such moment in a copy, before there was one for each part.
 */
const stopped: Steps = [
  fanotifyInit("n", ["FAN_CLASS_CONTENT"]),
  fanotifyMark("n", ["FAN_MARK_ADD"], ["FAN_ACCESS_PERM"], "/lower/big"),
  spawn("p", "/writer", ["writer", "/merged/big"]),
  fanotifyRead("n", "hold one", gives(includes({ mask: ["FAN_ACCESS_PERM"] }))),
];

/** No half of it anywhere, and nothing left of the work. */
const asBefore: Steps = [
  lstat("/merged/big", whole),
  lstat("/lower/big", whole),
  list("/upper", gives([])),
  list("/work/work", gives([])),
];

const copiedWhole: Steps = [
  open("w", "/merged/big", ["O_RDWR"]),
  lstat("/upper/big", whole),
  pread("w", 16, size - 16, gives("0123456789abcdef")),
  close("w"),
  list("/work/work", gives([])),
];

/** A process that is killed while a file is copied up for it. */
export const killed: readonly WrittenScenario[] = [
  {
    title: "a copy-up that is killed while it reads has not happened, and the next one copies all",
    cites: ["measured/faults/5", "non-directories/4"],
    bugs: ["https://github.com/google/gvisor/issues/216"],
    needs: ["fanotify"],
    mount: "none",
    observe: "end",
    lowers: [],
    steps: on(
      "root",
      scene,
      stopped,
      list("/upper", gives([])),
      kill("p"),
      close("n"),
      asBefore,
      umount("/merged"),
      overlay,
      asBefore,
      copiedWhole,
    ),
  },
  {
    title: "who waits for a copy-up of another that is killed makes it himself",
    cites: ["measured/faults/5", "measured/concurrency/1"],
    needs: ["fanotify"],
    mount: "none",
    observe: "end",
    lowers: [],
    steps: on(
      "root",
      scene,
      stopped,
      spawn("q", "/writer", ["writer", "/merged/big"]),
      kill("p"),
      close("n"),
      rename("/merged/big", "/merged/other"),
      lstat("/upper/other", whole),
      kill("q"),
      lstat("/merged/big", fails("ENOENT")),
      list("/work/work", gives([])),
    ),
  },
  ...([0, 1, 8, 64] as const).map((between): WrittenScenario => ({
    title: `a copy-up that is killed at some moment has happened or has not, with ${between} calls between`,
    cites: ["measured/faults/5", "measured/concurrency/2"],
    bugs: ["https://github.com/google/gvisor/issues/216"],
    why: "The moment is chance: what is asserted holds for each, and shows more of them the more often it is run.",
    mount: "none",
    observe: "end",
    lowers: [],
    steps: on(
      "root",
      scene,
      spawn("p", "/writer", ["writer", "/merged/big"]),
      Array.from({ length: between }, () => lstat("/merged/big", whole)),
      kill("p"),
      lstat("/merged/big", whole),
      lstat("/lower/big", whole),
      lstat("/upper/big", oneOf(whole, fails("ENOENT"))),
      list("/work/work", gives([])),
      copiedWhole,
    ),
  })),
];
