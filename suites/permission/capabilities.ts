import {
  appendFile,
  as,
  chmod,
  chown,
  dir,
  execve,
  fails,
  file,
  gives,
  is,
  lstat,
  mkdir,
  mknod,
  open,
  readFile,
  unlink,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Credentials } from "../../harness/language/step.ts";
import { plain } from "../plain.ts";
import { type Row, told } from "./row.ts";

const user: Credentials = { uid: 1000, gid: 1000 };

/** Capabilities of the caller, and credentials of the mounter. */
const rows: readonly Row[] = [
  {
    title: "root without CAP_DAC_OVERRIDE is bound to the mode of a lower file",
    cites: ["permission-model/6", "permission-model/4"],
    lower: [file("/f", "f", 0), chown("/f", 1000, 1000), chmod("/f", 0o600)],
    steps: [
      as(
        { uid: 0, gid: 0, caps: [] },
        open("r", "/f", ["O_RDONLY"], fails("EACCES")),
        chmod("/f", 0o666, fails("EPERM")),
      ),
      readFile("/f", gives("f")),
    ],
    upper: {},
  },
  {
    title: "CAP_FOWNER alone is enough for chmod of another's lower file",
    cites: ["permission-model/6", "posix/chmod"],
    lower: [file("/f", "f"), chown("/f", 1000, 1000)],
    steps: [
      as({ uid: 0, gid: 0, caps: [] }, chmod("/f", 0o600, fails("EPERM"))),
      as(
        { uid: 0, gid: 0, caps: ["CAP_FOWNER"] },
        chmod("/f", 0o600),
        chown("/f", 0, 0, fails("EPERM")),
      ),
    ],
    upper: { f: is.file("f", { mode: 0o600, uid: 1000, gid: 1000 }) },
  },
  {
    title: "CAP_CHOWN alone is enough for chown of another's lower file",
    cites: ["permission-model/6", "posix/chown"],
    lower: [file("/f", "f"), chown("/f", 1000, 1000)],
    steps: [
      as(
        { uid: 0, gid: 0, caps: ["CAP_CHOWN"] },
        chown("/f", 5, 6),
        chmod("/f", 0o600, fails("EPERM")),
      ),
    ],
    upper: { f: is.file("f", { uid: 5, gid: 6 }) },
  },
  {
    title: "CAP_DAC_READ_SEARCH reads a lower file and does not write it",
    cites: ["permission-model/6", "measured/20"],
    lower: [dir("/d", 0), file("/d/f", "f", 0), chown("/d/f", 1000, 1000), chown("/d", 1000, 1000)],
    steps: [
      as(
        { uid: 0, gid: 0, caps: ["CAP_DAC_READ_SEARCH"] },
        readFile("/d/f", gives("f")),
        open("w", "/d/f", ["O_RDWR"], fails("EACCES")),
      ),
    ],
    upper: {},
  },
  {
    title: "making a device needs CAP_MKNOD of the caller",
    cites: ["permission-model/6", "posix/mknod"],
    needs: ["mknod"],
    lower: [dir("/d", 0o777)],
    steps: [
      as(user, mknod("/d/c", "chr", 0o600, 1, 3, fails("EPERM"))),
      as(
        { uid: 0, gid: 0, caps: ["CAP_DAC_OVERRIDE"] },
        mknod("/d/c", "chr", 0o600, 1, 3, fails("EPERM")),
      ),
      mknod("/d/c", "chr", 0o600, 1, 3),
    ],
    upper: { d: is.dir({ c: is.device("chr", 1, 3, { mode: 0o600 }) }, { mode: 0o777 }) },
  },
  {
    title: "copy-up keeps the owner of the file, not of the one who caused it",
    cites: ["non-directories/4", "permission-model/7"],
    peers: ["unionmount impermissible"],
    lower: [
      dir("/d", 0o777),
      chown("/d", 5, 6),
      chmod("/d", 0o777),
      file("/d/f", "f", 0o666),
      chown("/d/f", 7, 8),
    ],
    steps: [as(user, appendFile("/d/f", "!"))],
    upper: {
      d: is.dir(
        { f: is.file("f!", { mode: 0o666, uid: 7, gid: 8 }) },
        { mode: 0o777, uid: 5, gid: 6 },
      ),
    },
  },
  {
    title: "a caller without any capability copies up, since the mounter does it",
    cites: ["permission-model/5", "permission-model/6"],
    bugs: [
      "https://github.com/kdave/xfstests/commit/63a2972",
      "https://github.com/containers/fuse-overlayfs/issues/428",
    ],
    lower: [dir("/d", 0o777), file("/d/f", "f", 0o666), file("/d/g", "g", 0o666)],
    steps: [
      as({ ...user, caps: [] }, appendFile("/d/f", "!"), unlink("/d/g"), mkdir("/d/n")),
      lstat("/d/n", gives({ uid: 1000, gid: 1000 })),
    ],
    merged: {
      d: is.dir(
        { f: is.file("f!", { mode: 0o666 }), n: is.dir({}, { uid: 1000, gid: 1000 }) },
        { mode: 0o777 },
      ),
    },
  },
  {
    title: "the program of a lower file runs by the execute permission of the overlay",
    cites: ["permission-model/3", "permission-model/6"],
    lower: [file("/run", { program: "exit" }, 0o744)],
    steps: [
      as(user, execve("/run", fails("EACCES"))),
      chmod("/run", 0o755),
      as(user, execve("/run", gives({ status: 0 }))),
    ],
  },
  {
    title: "default_permissions checks as a mount without it does",
    cites: ["permission-model/6", "mount-options/33"],
    peers: ["xfstests overlay/009"],
    mount: { ...plain, default_permissions: true },
    lower: [file("/f", "f", 0o640)],
    steps: [
      as(user, open("r", "/f", ["O_RDONLY"], fails("EACCES"))),
      readFile("/f", gives("f")),
      chmod("/f", 0o644),
      as(user, readFile("/f", gives("f")), open("w", "/f", ["O_WRONLY"], fails("EACCES"))),
    ],
    upper: { f: "f" },
  },
];

export const capabilities: readonly WrittenScenario[] = told(rows);
