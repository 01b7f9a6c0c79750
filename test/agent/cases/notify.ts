import {
  chmod,
  close,
  concurrently,
  dnotify,
  dnotifyRead,
  fails,
  fanotifyInit,
  fanotifyMark,
  fanotifyRead,
  gives,
  inotifyAddWatch,
  inotifyInit,
  inotifyRead,
  inotifyRmWatch,
  mkdir,
  open,
  readFile,
  rename,
  unlink,
  writeFile,
} from "../../../harness/language/index.ts";
import { cases } from "./case.ts";

const end = { observe: "end" } as const;

export const notifyCases = cases("notify", [
  [
    "dnotify tells which directory, for each change, until it is closed",
    [
      open("root", "/", ["O_RDONLY", "O_DIRECTORY"]),
      open("sub", "/d", ["O_RDONLY", "O_DIRECTORY"]),
      dnotify("root", ["DN_CREATE", "DN_DELETE", "DN_MULTISHOT"]),
      dnotify("sub", ["DN_RENAME"]),
      dnotifyRead(gives([])),
      mkdir("/n"),
      rename("/d/a", "/d/z"),
      rename("/d/z", "/d/a"),
      unlink("/f"),
      dnotifyRead(gives(["root", "sub", "root"])),
      close("root"),
      mkdir("/more"),
      dnotifyRead(gives([])),
      dnotify("none", ["DN_CREATE"], fails("EBADF")),
      open("f", "/big", ["O_RDONLY"]),
      dnotify("f", ["DN_CREATE"], fails("ENOTDIR")),
    ],
    end,
  ],
  [
    "inotify tells names and the watch",
    [
      inotifyInit("i"),
      inotifyRead("i", gives([])),
      inotifyAddWatch("i", "/", ["IN_CREATE", "IN_DELETE"], "root"),
      inotifyAddWatch("i", "/d", ["IN_MOVED_FROM", "IN_MOVED_TO"], "sub"),
      mkdir("/n"),
      rename("/d/a", "/d/z"),
      unlink("/f"),
      inotifyRead(
        "i",
        gives([
          { watch: "root", mask: ["IN_CREATE", "IN_ISDIR"], name: "n" },
          { watch: "sub", mask: ["IN_MOVED_FROM"], name: "a" },
          { watch: "sub", mask: ["IN_MOVED_TO"], name: "z" },
          { watch: "root", mask: ["IN_DELETE"], name: "f" },
        ]),
      ),
      inotifyRmWatch("i", "root"),
      inotifyRead("i", gives([{ watch: "root", mask: ["IN_IGNORED"] }])),
      inotifyRmWatch("i", "root", fails("EINVAL")),
      inotifyAddWatch("i", "/none", ["IN_CREATE"], "x", fails("ENOENT")),
      inotifyAddWatch("i", "/big", ["IN_CREATE", "IN_ONLYDIR"], "x", fails("ENOTDIR")),
    ],
    end,
  ],
  [
    "two instances of inotify keep their watches apart",
    [
      inotifyInit("i"),
      inotifyInit("j"),
      inotifyAddWatch("i", "/f", ["IN_ATTRIB"], "of-i"),
      inotifyAddWatch("j", "/f", ["IN_ATTRIB"], "of-j"),
      // A change of an upper file: copy-up would end the watch of a lower one.
      chmod("/f", 0o600),
      inotifyRead("none", fails("EBADF")),
      inotifyAddWatch("i", "/f", ["IN_OPEN"], "again"),
      close("i"),
    ],
    end,
  ],
  [
    "fanotify tells the path from the place",
    [
      fanotifyInit("g", ["FAN_CLASS_NOTIF"]),
      fanotifyMark("g", ["FAN_MARK_ADD"], ["FAN_CLOSE_WRITE"], "/d/a"),
      writeFile("/d/a", "x"),
      fanotifyRead("g", "allow", gives([{ mask: ["FAN_CLOSE_WRITE"], path: "/d/a" }])),
      fanotifyMark("g", ["FAN_MARK_REMOVE"], ["FAN_OPEN"], "/d/b", fails("ENOENT")),
    ],
    end,
  ],
  [
    "fanotify tells both names of a rename",
    [
      fanotifyInit("g", ["FAN_REPORT_FID", "FAN_REPORT_DIR_FID", "FAN_REPORT_NAME"]),
      fanotifyMark("g", ["FAN_MARK_ADD"], ["FAN_CREATE", "FAN_RENAME", "FAN_ONDIR"], "/"),
      mkdir("/n"),
      rename("/n", "/m"),
      fanotifyRead(
        "g",
        "allow",
        gives([
          { mask: ["FAN_CREATE", "FAN_ONDIR"], name: "n" },
          { mask: ["FAN_RENAME", "FAN_ONDIR"], name: "n", newName: "m" },
        ]),
      ),
    ],
    end,
  ],
  ...(["deny", "allow"] as const).map(
    (respond) =>
      [
        `a permission event is answered with ${respond}`,
        [
          fanotifyInit("g", ["FAN_CLASS_CONTENT"]),
          fanotifyMark("g", ["FAN_MARK_ADD"], ["FAN_OPEN_PERM"], "/f"),
          concurrently(
            [readFile("/f", respond === "deny" ? fails("EPERM") : gives("lower"))],
            [fanotifyRead("g", respond, gives([{ mask: ["FAN_OPEN_PERM"], path: "/f" }]))],
          ),
          close("g"),
        ],
        end,
      ] as const,
  ),
]);
