import {
  close,
  concurrently,
  dir,
  fails,
  fanotifyInit,
  fanotifyMark,
  fanotifyRead,
  file,
  gives,
  on,
  open,
  readFile,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const lowers = [[file("/f", "lower"), dir("/d"), file("/d/g", "g")]];
const rest = { d: { g: "g" } };

/** Groups of fanotify: marks on inodes, mounts and filesystems. */
export const fanotify: readonly WrittenScenario[] = [
  {
    title: "a fanotify mark on a file of lower outlives its copy-up",
    cites: ["man/fanotify.7#events", "measured/notify/1"],
    mount: plain,
    observe: "end",
    lowers,
    steps: [
      fanotifyInit("g", ["FAN_CLASS_NOTIF"]),
      fanotifyMark("g", ["FAN_MARK_ADD"], ["FAN_OPEN", "FAN_CLOSE_WRITE"], "/f"),
      writeFile("/f", "upper"),
      fanotifyRead("g", gives([{ mask: ["FAN_CLOSE_WRITE", "FAN_OPEN"], path: "/f" }])),
      readFile("/f"),
      fanotifyRead("g", gives([{ mask: ["FAN_OPEN"], path: "/f" }])),
      close("g"),
    ],
    merged: { f: "upper", ...rest },
    upper: { f: "upper" },
  },
  {
    title:
      "a fanotify mark on the overlay's mount tells each open once, by its path in the overlay",
    cites: ["man/fanotify.7#events", "measured/notify/3"],
    peers: ["ltp fanotify06"],
    mount: plain,
    observe: "end",
    lowers,
    steps: [
      fanotifyInit("g", ["FAN_CLASS_NOTIF"]),
      fanotifyMark("g", ["FAN_MARK_ADD", "FAN_MARK_MOUNT"], ["FAN_OPEN"], "/"),
      readFile("/d/g"),
      writeFile("/f", "upper"),
      on("upper", readFile("/f", gives("upper"))),
      on("lower0", readFile("/f", gives("lower"))),
      fanotifyRead(
        "g",
        gives([
          { mask: ["FAN_OPEN"], path: "/d/g" },
          { mask: ["FAN_OPEN"], path: "/f" },
        ]),
      ),
      close("g"),
    ],
    merged: { f: "upper", ...rest },
    upper: { f: "upper" },
  },
  {
    title: "an ignore mask of a file silences the mark of its mount, also after copy-up",
    cites: ["man/fanotify.7#ignore"],
    peers: ["ltp fanotify06"],
    mount: plain,
    observe: "end",
    lowers,
    steps: [
      fanotifyInit("g", ["FAN_CLASS_NOTIF"]),
      fanotifyMark("g", ["FAN_MARK_ADD", "FAN_MARK_MOUNT"], ["FAN_OPEN"], "/"),
      fanotifyMark(
        "g",
        ["FAN_MARK_ADD", "FAN_MARK_IGNORED_MASK", "FAN_MARK_IGNORED_SURV_MODIFY"],
        ["FAN_OPEN"],
        "/f",
      ),
      readFile("/f"),
      writeFile("/f", "upper"),
      readFile("/f"),
      readFile("/d/g"),
      fanotifyRead("g", gives([{ mask: ["FAN_OPEN"], path: "/d/g" }])),
      close("g"),
    ],
    merged: { f: "upper", ...rest },
    upper: { f: "upper" },
  },
  ...(["/f", "/d/g"] as const).flatMap((path) =>
    (["deny", "allow"] as const).map((respond): WrittenScenario => ({
      title: `a listener that ${respond === "deny" ? "denies" : "allows"} the open of ${path} for writing decides whether it is copied up`,
      cites: ["man/fanotify.7#permission", "non-directories/3"],
      needs: ["concurrency"],
      mount: plain,
      observe: "end",
      lowers,
      steps: [
        fanotifyInit("g", ["FAN_CLASS_CONTENT"]),
        fanotifyMark("g", ["FAN_MARK_ADD"], ["FAN_OPEN_PERM"], path),
        concurrently(
          [open("w", path, ["O_RDWR"], respond === "deny" ? fails("EPERM") : gives(null))],
          [fanotifyRead("g", respond, gives([{ mask: ["FAN_OPEN_PERM"], path }]))],
        ),
        close("g"),
      ],
      merged: { f: "lower", ...rest },
    })),
  ),
];
