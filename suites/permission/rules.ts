import {
  appendFile,
  as,
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
  mkdir,
  mknod,
  open,
  readFile,
  rename,
  symlink,
  unlink,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Credentials } from "../../harness/language/step.ts";
import { type Row, told } from "./row.ts";

const user: Credentials = { uid: 1000, gid: 1000 };
const other: Credentials = { uid: 1001, gid: 1001 };

/** Modes, groups, and directories. */
const rows: readonly Row[] = [
  {
    title: "in a sticky directory of lower nobody removes what is another's",
    cites: ["permission-model/7", "man/unlink.2#sticky"],
    bugs: ["https://github.com/google/gvisor/issues/4407"],
    lower: [
      dir("/t", 0o1777),
      file("/t/his", "h"),
      chown("/t/his", 1000, 1000),
      file("/t/roots", "r"),
    ],
    steps: [
      as(other, unlink("/t/his", fails("EPERM")), rename("/t/his", "/t/x", fails("EPERM"))),
      as(user, unlink("/t/roots", fails("EPERM")), rename("/t/his", "/t/roots", fails("EPERM"))),
      as(user, unlink("/t/his")),
    ],
    upper: { t: is.dir({ his: whiteout }, { mode: 0o1777 }) },
  },
  {
    title: "the owner of a sticky directory removes what is another's",
    cites: ["permission-model/7", "man/unlink.2#sticky"],
    lower: [
      dir("/t", 0o1777),
      chown("/t", 1001, 1001),
      chmod("/t", 0o1777),
      file("/t/his", "h"),
      chown("/t/his", 1000, 1000),
    ],
    steps: [as(other, unlink("/t/his"))],
    upper: { t: is.dir({ his: whiteout }, { mode: 0o1777, uid: 1001, gid: 1001 }) },
  },
  {
    title: "a directory of lower that cannot be searched hides what is in it",
    cites: ["man/path_resolution.7#EACCES", "permission-model/6"],
    lower: [dir("/d", 0o744), file("/d/f", "f", 0o666)],
    steps: [
      as(
        user,
        list("/d", gives(["f"])),
        lstat("/d/f", fails("EACCES")),
        open("r", "/d/f", ["O_RDONLY"], fails("EACCES")),
      ),
      chmod("/d", 0o711),
      as(
        user,
        open("r", "/d", ["O_RDONLY", "O_DIRECTORY"], fails("EACCES")),
        readFile("/d/f", gives("f")),
      ),
    ],
    upper: { d: is.dir({}, { mode: 0o711 }) },
  },
  {
    title: "making names needs write permission on the directory, in lower and in upper",
    cites: ["man/path_resolution.7#EACCES", "permission-model/3"],
    bugs: [
      "https://github.com/google/gvisor/issues/316",
      "https://github.com/rapid7/metasploit-framework/pull/7402",
    ],
    lower: [dir("/d"), file("/d/f", "f"), dir("/e", 0o555), chown("/e", 1000, 1000)],
    steps: [
      as(
        user,
        writeFile("/d/n", "n", fails("EACCES")),
        mkdir("/d/n", fails("EACCES")),
        symlink("x", "/d/n", fails("EACCES")),
        mknod("/d/n", "fifo", 0o600, fails("EACCES")),
        writeFile("/e/n", "n", fails("EACCES")),
      ),
      chmod("/d", 0o755),
      as(user, writeFile("/d/n", "n", fails("EACCES")), mkdir("/d/n", fails("EACCES"))),
    ],
    upper: { d: {} },
  },
  {
    title: "a user of one of the groups of a file has the rights of its group",
    cites: ["permission-model/6"],
    lower: [file("/f", "f", 0o060), chown("/f", 0, 77), chmod("/f", 0o060)],
    steps: [
      as(user, open("r", "/f", ["O_RDONLY"], fails("EACCES"))),
      as({ ...user, groups: [76, 77] }, appendFile("/f", "!"), readFile("/f", gives("f!"))),
    ],
    upper: { f: is.file("f!", { gid: 77, mode: 0o060 }) },
  },
  {
    title: "the owner has the rights of the owner, though others have more",
    cites: ["permission-model/6"],
    lower: [file("/f", "f"), chown("/f", 1000, 1000), chmod("/f", 0o006)],
    steps: [
      as(user, open("r", "/f", ["O_RDONLY"], fails("EACCES"))),
      as(other, appendFile("/f", "!")),
      as(user, open("r", "/f", ["O_RDONLY"], fails("EACCES"))),
    ],
    upper: { f: is.file("f!", { uid: 1000, gid: 1000, mode: 0o006 }) },
  },
  {
    title: "set-user-ID and set-group-ID go when another user writes, and the copy has them not",
    cites: ["posix/write", "permission-model/7"],
    lower: [file("/f", "f"), chmod("/f", 0o6777)],
    steps: [as(user, appendFile("/f", "!")), lstat("/f", gives({ mode: 0o777 }))],
    upper: { f: is.file("f!", { mode: 0o777 }) },
  },
  {
    title: "set-user-ID goes when the owner changes",
    cites: ["posix/chown", "permission-model/7"],
    lower: [file("/f", "f"), chmod("/f", 0o6755)],
    steps: [chown("/f", 1000, 1000), lstat("/f", gives({ mode: 0o755 }))],
    upper: { f: is.file("f", { mode: 0o755, uid: 1000, gid: 1000 }) },
  },
  {
    title: "set-user-ID stays when the file is copied up by opening it",
    cites: ["non-directories/4"],
    lower: [file("/f", "f"), chmod("/f", 0o6755)],
    steps: [open("w", "/f", ["O_RDWR"]), close("w")],
    upper: { f: is.file("f", { mode: 0o6755 }) },
  },
  {
    title: "chmod by an owner outside the group clears set-group-ID",
    cites: ["posix/chmod", "permission-model/7"],
    lower: [file("/f", "f"), chown("/f", 1000, 5)],
    steps: [as(user, chmod("/f", 0o2755)), lstat("/f", gives({ mode: 0o755 }))],
    upper: { f: is.file("f", { mode: 0o755, uid: 1000, gid: 5 }) },
  },
];

export const rules: readonly WrittenScenario[] = told(rows);
