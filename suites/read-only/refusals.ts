import {
  access,
  chmod,
  chown,
  close,
  fails,
  lchown,
  link,
  mkdir,
  mknod,
  open,
  removexattr,
  rename,
  rmdir,
  setflags,
  setxattr,
  symlink,
  truncate,
  unlink,
  utimensat,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { type Refused, scenario } from "./refused.ts";

const erofs = fails("EROFS");
const time = { sec: 5, nsec: 6 };

/** Each call that would change something, on a file, a directory, a link, a FIFO and a missing name. */
const calls: readonly Refused[] = [
  {
    call: "open with O_WRONLY",
    cites: "posix/open",
    steps: [open("x", "/d/f", ["O_WRONLY"], erofs)],
  },
  { call: "open with O_RDWR", cites: "posix/open", steps: [open("x", "/d/f", ["O_RDWR"], erofs)] },
  {
    call: "open with O_APPEND for writing",
    cites: "man/open.2#O_APPEND",
    steps: [open("x", "/d/f", ["O_WRONLY", "O_APPEND"], erofs)],
  },
  {
    call: "open with O_TRUNC",
    cites: "man/open.2#O_TRUNC",
    steps: [
      open("x", "/d/f", ["O_RDONLY", "O_TRUNC"], erofs),
      open("x", "/d/f", ["O_WRONLY", "O_TRUNC"], erofs),
    ],
  },
  {
    call: "open that would create",
    cites: "man/open.2#O_CREAT",
    steps: [
      open("x", "/d/none", ["O_RDONLY", "O_CREAT"], 0o644, erofs),
      open("x", "/none", ["O_WRONLY", "O_CREAT", "O_EXCL"], 0o644, erofs),
    ],
  },
  {
    call: "open with O_TMPFILE",
    cites: "man/open.2#O_TMPFILE",
    needs: ["tmpfile"],
    steps: [open("x", "/d", ["O_RDWR", "O_TMPFILE"], 0o600, erofs)],
  },
  {
    call: "truncate",
    cites: "posix/truncate",
    steps: [truncate("/d/f", 0, erofs), truncate("/d/f", 1, erofs)],
  },
  {
    call: "chmod",
    cites: "posix/chmod",
    steps: [chmod("/d/f", 0o600, erofs), chmod("/d", 0o700, erofs), chmod("/d/f", 0o644, erofs)],
  },
  {
    call: "chown",
    cites: "posix/chown",
    steps: [chown("/d/f", 0, 0, erofs), lchown("/d/s", 0, 0, erofs), chown("/d/p", -1, -1, erofs)],
  },
  {
    call: "utimensat",
    cites: "posix/utimensat",
    steps: [
      utimensat("/d/f", time, time, erofs),
      utimensat("/d/f", "now", "now", erofs),
      utimensat("/d/s", time, time, ["AT_SYMLINK_NOFOLLOW"], erofs),
    ],
  },
  {
    call: "setxattr",
    cites: "man/xattr.7#user",
    needs: ["user_xattr"],
    steps: [setxattr("/d/f", "user.k", "v", erofs), setxattr("/d", "user.k", "v", erofs)],
  },
  {
    call: "removexattr",
    cites: "man/setxattr.2#ENODATA",
    needs: ["user_xattr"],
    steps: [removexattr("/d/f", "user.k", erofs)],
  },
  { call: "mkdir", cites: "posix/mkdir", steps: [mkdir("/d/none", erofs), mkdir("/none", erofs)] },
  {
    call: "mknod of a FIFO",
    cites: "posix/mkfifo",
    steps: [mknod("/d/none", "fifo", 0o600, erofs)],
  },
  { call: "symlink", cites: "posix/symlink", steps: [symlink("f", "/d/none", erofs)] },
  { call: "link", cites: "posix/link", steps: [link("/d/f", "/d/none", erofs)] },
  { call: "unlink", cites: "posix/unlink", steps: [unlink("/d/f", erofs), unlink("/d/s", erofs)] },
  { call: "rmdir", cites: "posix/rmdir", steps: [rmdir("/e", erofs), rmdir("/d", erofs)] },
  {
    call: "removing a name that is missing",
    cites: "posix/unlink",
    steps: [unlink("/d/none", erofs), rmdir("/none", erofs)],
  },
  {
    call: "rename",
    cites: "posix/rename",
    steps: [
      rename("/d/f", "/d/none", erofs),
      rename("/d", "/moved", erofs),
      rename("/d/f", "/d/s", erofs),
    ],
  },
  {
    call: "renameat2 with RENAME_EXCHANGE",
    cites: "man/rename.2#RENAME_EXCHANGE",
    steps: [rename("/d/f", "/d/s", ["RENAME_EXCHANGE"], erofs)],
  },
  {
    call: "asking for write permission",
    cites: "man/access.2#W_OK",
    steps: [access("/d/f", ["W_OK"], erofs), access("/d", ["W_OK"], erofs)],
  },
  {
    call: "the ioctl that sets flags",
    cites: "man/ioctl_iflags.2#FS_IOC_SETFLAGS",
    needs: ["inode_flags"],
    steps: [open("x", "/d/f", ["O_RDONLY"]), setflags("x", ["FS_NODUMP_FL"], erofs), close("x")],
  },
];

/** What exists already, or does not fit, is told before the filesystem is. */
const otherwise: readonly Refused[] = [
  {
    call: "mkdir of a name that exists",
    cites: "posix/mkdir",
    steps: [mkdir("/d", fails("EEXIST"))],
  },
  {
    call: "open with O_EXCL of a name that exists",
    cites: "man/open.2#O_EXCL",
    steps: [open("x", "/d/f", ["O_CREAT", "O_EXCL", "O_WRONLY"], 0o600, fails("EEXIST"))],
  },
  {
    call: "symlink over a name that exists",
    cites: "posix/symlink",
    steps: [symlink("f", "/d/s", fails("EEXIST"))],
  },
  {
    call: "open of a directory for writing",
    cites: "man/open.2#O_RDWR",
    steps: [
      open("x", "/d", ["O_RDWR"], fails("EISDIR")),
      open("x", "/d", ["O_WRONLY"], fails("EISDIR")),
    ],
  },
  {
    call: "open below a file",
    cites: "man/path_resolution.7#ENOTDIR",
    steps: [open("x", "/d/f/none", ["O_WRONLY", "O_CREAT"], 0o600, fails("ENOTDIR"))],
  },
];

export const refusals: readonly WrittenScenario[] = [
  ...calls.map((each) => scenario(each, "is refused by EROFS without an upper")),
  ...otherwise.map((each) => scenario(each, "is refused without an upper as it is with one")),
];
