import {
  access,
  as,
  chmod,
  chown,
  dir,
  fails,
  file,
  gives,
  is,
  link as makeLink,
  list,
  lsetxattr,
  lstat,
  mkdir,
  mknod,
  on,
  open,
  rename,
  setxattr,
  symlink,
  truncate,
  unlink,
  utimensat,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";
import { link, oldTime, regular } from "./subjects.ts";

const other = { uid: 1000, gid: 1000 };
const there = ["AT_SYMLINK_NOFOLLOW"] as const;

/** What other users may do, and what leaves everything where it is. */
export const others: readonly WrittenScenario[] = [
  {
    title: "any user may set the times of a symbolic link to the present, which copies it up",
    cites: ["posix/utimensat", "permission-model/6", "non-directories/2"],
    why: "The mode of a link is 0777, and for the times of the present write permission is enough.",
    needs: ["uids"],
    mount: plain,
    lowers: [[dir("/d"), link.make("/d/o")]],
    steps: [
      as(
        other,
        utimensat("/d/o", oldTime, oldTime, there, fails("EPERM")),
        utimensat("/d/o", "now", "omit", there, fails("EPERM")),
        utimensat("/d/o", "now", "now", there),
      ),
      lstat("/d/o", gives({ uid: 0, gid: 0, size: 1 })),
      on("upper", list("/d", gives(["o"]))),
    ],
    merged: { d: { o: link.merged({ mtime: "now" }) } },
    upper: { d: { o: link.upper({ mtime: "now" }) } },
  },
  {
    title: "opening a file of lower in a way that is denied leaves it in lower",
    cites: ["measured/20", "permission-model/6"],
    bugs: ["https://github.com/microsoft/litebox/pull/1195"],
    needs: ["uids"],
    lowers: [[regular.make("/o"), file("/r", "readable", 0o644), file("/n", "none", 0)]],
    steps: [
      as(
        other,
        open("x", "/o", ["O_RDONLY"], fails("EACCES")),
        open("x", "/o", ["O_RDWR"], fails("EACCES")),
        open("x", "/r", ["O_WRONLY"], fails("EACCES")),
        open("x", "/r", ["O_RDONLY", "O_TRUNC"], fails("EACCES")),
        open("x", "/r", ["O_WRONLY", "O_CREAT"], fails("EACCES")),
        open("x", "/r", ["O_RDONLY", "O_NOATIME"], fails("EPERM")),
        open("x", "/n", ["O_WRONLY", "O_APPEND"], fails("EACCES")),
        truncate("/r", 0, fails("EACCES")),
        access("/r", ["W_OK"], fails("EACCES")),
        setxattr("/r", "user.x", "y", fails("EACCES")),
      ),
      on("upper", list("/", gives([]))),
    ],
    merged: { o: regular.merged(), r: "readable", n: is.file("none", { mode: 0 }) },
    upper: {},
  },
  {
    title: "making something in a directory of another user leaves the directory in lower",
    cites: ["permission-model/6", "non-directories/2"],
    needs: ["uids"],
    lowers: [[dir("/d"), file("/d/f", "f"), dir("/mine"), chown("/mine", 1000, 1000)]],
    upperBefore: [file("/u", "u", 0o666), chown("/u", 1000, 1000)],
    steps: [
      as(
        other,
        open("x", "/d/n", ["O_WRONLY", "O_CREAT"], fails("EACCES")),
        mkdir("/d/n", fails("EACCES")),
        mknod("/d/n", "fifo", fails("EACCES")),
        symlink("f", "/d/n", fails("EACCES")),
        makeLink("/u", "/d/n", fails("EACCES")),
        rename("/mine", "/d/n", fails("EACCES")),
        unlink("/d/none", fails("ENOENT")),
      ),
      on("upper", list("/", gives(["u"]))),
      list("/d", gives(["f"])),
    ],
    merged: {
      d: { f: "f" },
      mine: is.dir({}, { uid: 1000, gid: 1000 }),
      u: is.file("u", { mode: 0o666, uid: 1000, gid: 1000 }),
    },
    upper: { u: is.file("u", { mode: 0o666, uid: 1000, gid: 1000 }) },
  },
  {
    title: "what lies behind a directory without search permission stays in lower",
    cites: ["man/path_resolution.7#EACCES", "permission-model/6"],
    needs: ["uids"],
    lowers: [[dir("/p", 0o700), file("/p/f", "f", 0o666), dir("/p/d", 0o777)]],
    steps: [
      as(
        other,
        lstat("/p/f", fails("EACCES")),
        open("x", "/p/f", ["O_WRONLY"], fails("EACCES")),
        chmod("/p/f", 0o600, fails("EACCES")),
        truncate("/p/f", 0, fails("EACCES")),
        mkdir("/p/d/n", fails("EACCES")),
        unlink("/p/f", fails("EACCES")),
        rename("/p/f", "/p/g", fails("EACCES")),
      ),
      on("upper", list("/", gives([]))),
    ],
    merged: {
      p: is.dir(
        { d: is.dir({}, { mode: 0o777 }), f: is.file("f", { mode: 0o666 }) },
        { mode: 0o700 },
      ),
    },
    upper: {},
  },
  {
    title: "an owner whose file is read-only copies it up by chmod and not by a denied open",
    cites: ["measured/20", "permission-model/3"],
    bugs: [
      "https://github.com/containers/fuse-overlayfs/issues/307",
      "https://github.com/containers/fuse-overlayfs/issues/377",
    ],
    needs: ["uids"],
    lowers: [[file("/f", "mine", 0o444), chown("/f", 1000, 1000)]],
    steps: [
      as(other, open("x", "/f", ["O_RDWR"], fails("EACCES"))),
      on("upper", list("/", gives([]))),
      as(other, chmod("/f", 0o644)),
      on("upper", lstat("/f", gives({ mode: 0o644, uid: 1000, gid: 1000, size: 4 }))),
      as(other, open("x", "/f", ["O_RDWR"])),
      as(other, lsetxattr("/f", "trusted.x", "y", fails("EPERM"))),
      lstat("/f", gives({ mode: 0o644, uid: 1000 })),
    ],
    merged: { f: is.file("mine", { uid: 1000, gid: 1000 }) },
    upper: { f: is.file("mine", { uid: 1000, gid: 1000 }) },
  },
];
