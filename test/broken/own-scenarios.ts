import {
  appendFile,
  chmod,
  chown,
  close,
  dir,
  fails,
  file,
  gives,
  is,
  list,
  lstat,
  open,
  read,
  rmdir,
  same,
  setxattr,
  suite,
} from "../../harness/language/index.ts";
import type { Suite } from "../../harness/language/scenario.ts";

/* Scenarios of the areas that the suite does not have yet, one for each fault that these are about. */

const cites = ["non-directories/1"];
const lowers = [[dir("/d"), file("/d/a", "a"), file("/d/b", "b"), file("/f", "old", 0o6751)]];

export const ownSuites: readonly Suite[] = [
  suite("copy-up-trigger", [
    {
      title: "a file that is opened for reading stays in lower",
      cites,
      lowers,
      steps: [open("fd", "/f", ["O_RDONLY"]), read("fd", 10, gives("old")), close("fd")],
      upper: {},
    },
    {
      title: "a file that is copied up keeps its owner and its extended attributes",
      cites,
      needs: ["uids"],
      lowers: [[file("/f", "old"), chown("/f", 5, 6), setxattr("/f", "user.a", "1")]],
      steps: [chmod("/f", 0o600)],
      upper: { f: is.file("old", { mode: 0o600, uid: 5, gid: 6, xattrs: { "user.a": "1" } }) },
    },
    {
      title: "a file that is copied up keeps its mode, its time and its inode number",
      cites,
      lowers,
      steps: [
        lstat("/f", gives({ ino: same("ino") })),
        open("fd", "/f", ["O_RDWR"]),
        close("fd"),
        lstat("/f", gives({ ino: same("ino"), mtime: { sec: 1_000_000_000 } })),
      ],
      upper: { f: is.file("old", { mode: 0o6751 }) },
    },
    {
      title: "what is appended to a file of lower is in upper alone",
      cites,
      lowers,
      steps: [appendFile("/d/a", "+")],
      upper: { d: { a: "a+" } },
    },
  ]),
  suite("readdir", [
    {
      title: "a directory lists each name once",
      cites,
      lowers: [[dir("/d"), file("/d/a", "a")], ...lowers],
      steps: [list("/d", gives(["a", "b"])), rmdir("/d", fails("ENOTEMPTY"))],
    },
  ]),
];
