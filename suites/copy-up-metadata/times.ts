import {
  appendFile,
  as,
  chmod,
  chown,
  close,
  dir,
  fails,
  file,
  getxattr,
  gives,
  is,
  lstat,
  on,
  open,
  setxattr,
  symlink,
  utimensat,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const user = { uid: 1000, gid: 1000 };
/** CAP_NET_BIND_SERVICE, permitted and effective, in version 2 of the form. */
const capability = { "security.capability": { hex: "0100000200040000000000000000000000000000" } };
const old = { sec: 1_000_000_001, nsec: 2 };

/** Times, modes and owners that a change sets, and those that it leaves. */
export const times: readonly WrittenScenario[] = [
  {
    title: "setting one of the two times of a file of lower leaves the other",
    cites: ["posix/utimensat", "non-directories/4"],
    peers: ["pjdfstest utimensat"],
    bugs: [
      "https://github.com/containers/fuse-overlayfs/pull/288",
      "https://github.com/zen-fs/core/commit/574243c9",
    ],
    mount: plain,
    observe: "end",
    lowers: [
      [file("/f", "f"), utimensat("/f", old, old), file("/g", "g"), utimensat("/g", old, old)],
    ],
    steps: [
      utimensat("/f", "omit", { sec: 5, nsec: 6 }),
      lstat("/f", gives({ atime: old, mtime: { sec: 5, nsec: 6 } })),
      utimensat("/g", { sec: 7, nsec: 8 }, "omit"),
      lstat("/g", gives({ atime: { sec: 7, nsec: 8 }, mtime: old })),
    ],
    merged: { f: "f", g: "g" },
    upper: { f: "f", g: "g" },
  },
  {
    title: "setting the times of a symbolic link of lower leaves those of its target",
    cites: ["posix/utimensat", "man/symlink.7#lchown"],
    bugs: ["https://github.com/containers/fuse-overlayfs/pull/205"],
    mount: plain,
    lowers: [[file("/t", "t"), symlink("t", "/s"), utimensat("/t", old, old)]],
    steps: [
      utimensat("/s", { sec: 5, nsec: 6 }, { sec: 5, nsec: 6 }, ["AT_SYMLINK_NOFOLLOW"]),
      lstat("/s", gives({ mtime: { sec: 5, nsec: 6 } })),
      lstat("/t", gives({ mtime: old })),
      utimensat("/s", { sec: 9, nsec: 9 }, { sec: 9, nsec: 9 }),
      lstat("/s", gives({ mtime: { sec: 5, nsec: 6 } })),
      lstat("/t", gives({ mtime: { sec: 9, nsec: 9 } })),
    ],
    merged: { s: is.symlink("t"), t: "t" },
    upper: { s: is.symlink("t"), t: "t" },
  },
  {
    title: "a directory keeps its time when the owner of its child, or its own, is changed",
    cites: ["posix/chown", "non-directories/4"],
    bugs: ["https://github.com/containers/fuse-overlayfs/issues/400"],
    needs: ["uids"],
    mount: plain,
    lowers: [[dir("/d"), file("/d/f", "f"), utimensat("/d", old, old)]],
    steps: [
      chown("/d/f", 1, 1),
      lstat("/d", gives({ mtime: old })),
      chown("/d", 2, 2),
      lstat("/d", gives({ mtime: old, uid: 2 })),
    ],
    merged: {
      d: is.dir(
        { f: is.file("f", { uid: 1, gid: 1 }) },
        { uid: 2, gid: 2, mtime: "1000000001.000000002" },
      ),
    },
  },
  {
    title: "modes set one after the other on a file of lower without any are all as set",
    cites: ["posix/chmod", "permission-model/6"],
    peers: ["xfstests overlay/004", "pjdfstest chmod"],
    needs: ["uids"],
    mount: plain,
    lowers: [[file("/f", "f", 0), file("/g", "g", 0)]],
    steps: [
      as(user, chmod("/g", 0o600, fails("EPERM"))),
      [0o700, 0o4500, 0o2050, 0o1005, 0o7777, 0].map((mode) => [
        chmod("/f", mode),
        lstat("/f", gives({ mode })),
        on("upper", lstat("/f", gives({ mode }))),
      ]),
      as(user, chmod("/f", 0o666, fails("EPERM"))),
    ],
    merged: { f: is.file("f", { mode: 0 }), g: is.file("g", { mode: 0 }) },
    upper: { f: is.file("f", { mode: 0 }) },
  },
  {
    title: "an owner gives his file of lower to a group of his, and to no other",
    cites: ["posix/chown", "permission-model/6"],
    peers: ["xfstests generic/699", "pjdfstest chown"],
    needs: ["uids"],
    mount: plain,
    lowers: [[file("/f", "f"), chown("/f", 1000, 1000), file("/g", "g"), chown("/g", 1000, 1000)]],
    steps: [
      as(
        { ...user, groups: [1001] },
        chown("/g", -1, 1002, fails("EPERM")),
        chown("/g", 1001, -1, fails("EPERM")),
        chown("/f", -1, 1001),
      ),
      lstat("/f", gives({ uid: 1000, gid: 1001 })),
    ],
    merged: {
      f: is.file("f", { uid: 1000, gid: 1001 }),
      g: is.file("g", { uid: 1000, gid: 1000 }),
    },
    upper: { f: is.file("f", { uid: 1000, gid: 1001 }) },
  },
  {
    title:
      "capabilities stay when the attributes are copied alone and the data later, the time does not",
    cites: ["metadata-only-copy-up/1", "metadata-only-copy-up/2", "measured/111"],
    why: "Nothing was written through the mount, and yet the file looks changed.",
    peers: ["xfstests overlay/064"],
    needs: ["security_xattr"],
    mount: { metacopy: "on", redirect_dir: "on" },
    lowers: [
      [
        file("/f", "program", 0o755),
        setxattr("/f", "security.capability", capability["security.capability"]),
        utimensat("/f", old, old),
      ],
    ],
    steps: [
      utimensat("/f", old, { sec: 5, nsec: 6 }),
      getxattr("/f", "security.capability", gives(capability["security.capability"])),
      [open("w", "/f", ["O_RDWR"]), close("w")],
      getxattr("/f", "security.capability", gives(capability["security.capability"])),
    ],
    upper: { f: is.file("program", { mode: 0o755, mtime: "now", xattrs: capability }) },
  },
  {
    title: "a copy made for another keeps its owner and is no one else's",
    cites: ["permission-model/1", "non-directories/4"],
    peers: ["xfstests overlay/020"],
    needs: ["uids"],
    mount: plain,
    lowers: [[dir("/d", 0o1777), file("/d/f", "f", 0o666), chown("/d/f", 7, 8)]],
    steps: [
      as(user, appendFile("/d/f", "+")),
      lstat("/d/f", gives({ uid: 7, gid: 8, mode: 0o666 })),
      on(
        "upper",
        lstat("/d/f", gives({ uid: 7, gid: 8 })),
        lstat("/d", gives({ uid: 0, mode: 0o1777 })),
      ),
    ],
    merged: { d: is.dir({ f: is.file("f+", { mode: 0o666, uid: 7, gid: 8 }) }, { mode: 0o1777 }) },
    upper: { d: is.dir({ f: is.file("f+", { mode: 0o666, uid: 7, gid: 8 }) }, { mode: 0o1777 }) },
  },
];
