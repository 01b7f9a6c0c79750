import {
  appendFile,
  chmod,
  close,
  concurrently,
  fails,
  fanotifyInit,
  fanotifyMark,
  fanotifyRead,
  file,
  gives,
  includes,
  list,
  lstat,
  on,
  open,
  readFile,
  rename,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const content = { fill: "0123456789abcdef", size: 100_000 };
const lowers = [[file("/f", content), file("/g", "g")]];

/** A listener that refuses an access of the lower file stands for a disk that fails there. */
const failing = (event: "FAN_OPEN_PERM" | "FAN_ACCESS_PERM", deed: Steps): Steps => [
  fanotifyInit("n", ["FAN_CLASS_CONTENT"]),
  on("lower0", fanotifyMark("n", ["FAN_MARK_ADD"], [event], "/f")),
  concurrently([deed], [fanotifyRead("n", "deny", gives(includes({ mask: [event] })))]),
  close("n"),
];

const intact: Steps = [
  on("upper", lstat("/f", fails("ENOENT")), list("/", gives([]))),
  on("work", list("/work", gives([]))),
  lstat("/f", gives({ size: 100_000, mode: 0o644 })),
];

/** A lower file that cannot be read while it is copied up: no half of it is seen, then or later. */
export const refusedReads: readonly WrittenScenario[] = (
  [
    ["FAN_OPEN_PERM", "opened"],
    ["FAN_ACCESS_PERM", "read"],
  ] as const
).flatMap(([event, word]) =>
  (
    [
      ["opening it for writing", open("w", "/f", ["O_WRONLY"], fails("EPERM"))],
      ["chmod of it", chmod("/f", 0o600, fails("EPERM"))],
      ["renaming it", rename("/f", "/h", fails("EPERM"))],
    ] as const
  ).map(([deed, steps]): WrittenScenario => ({
    title: `a file of lower that cannot be ${word} for its copy is left whole by ${deed}, which fails`,
    cites: ["measured/faults/4", "non-directories/4"],
    why: "The error of the layer is the error of the call, and a later try copies all of the file.",
    needs: ["concurrency", "fanotify"],
    mount: plain,
    observe: "end",
    lowers,
    steps: [
      failing(event, steps),
      intact,
      appendFile("/f", "+"),
      lstat("/f", gives({ size: 100_001 })),
      readFile("/g", gives("g")),
      on("work", list("/work", gives([]))),
    ],
  })),
);
