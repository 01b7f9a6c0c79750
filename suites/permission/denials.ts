import {
  access,
  chmod,
  chown,
  close,
  execve,
  fails,
  link,
  oneOf,
  open,
  removexattr,
  rename,
  setflags,
  setxattr,
  truncate,
  unlink,
  utimensat,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Errno } from "../../harness/language/errno.ts";
import type { Expectation } from "../../harness/language/expectation.ts";
import type { Feature } from "../../harness/language/feature.ts";

const time = { sec: 5, nsec: 6 };
const cve = ["https://github.com/boot2docker/boot2docker/issues/1115"];
export interface Denied {
  readonly call: string;
  readonly cites: string;
  readonly errno: Errno;
  readonly peers?: readonly string[];
  readonly bugs?: readonly string[];
  readonly needs?: readonly Feature[];
  readonly steps: (path: string, want: Expectation<never>) => Steps;
}

const impermissible = ["unionmount impermissible"];
const mode = ["xfstests overlay/004"];

/** What somebody who is neither the owner nor of the group may not do with a file of mode 0644 of root. */
export const table: readonly Denied[] = [
  {
    call: "opening for writing",
    cites: "posix/open",
    errno: "EACCES",
    peers: impermissible,
    bugs: ["https://github.com/microsoft/litebox/pull/1195"],
    steps: (path, want) => open("w", path, ["O_WRONLY"], want),
  },
  {
    call: "opening for reading and writing",
    cites: "posix/open",
    errno: "EACCES",
    bugs: ["https://github.com/google/gvisor/issues/13998"],
    steps: (path, want) => open("w", path, ["O_RDWR"], want),
  },
  {
    call: "opening for appending",
    cites: "man/open.2#O_APPEND",
    errno: "EACCES",
    peers: impermissible,
    steps: (path, want) => open("w", path, ["O_WRONLY", "O_APPEND"], want),
  },
  {
    call: "opening with O_TRUNC",
    cites: "man/open.2#O_TRUNC",
    errno: "EACCES",
    peers: impermissible,
    steps: (path, want) => [
      open("w", path, ["O_WRONLY", "O_TRUNC"], want),
      open("w", path, ["O_RDONLY", "O_TRUNC"], want),
    ],
  },
  {
    call: "opening with O_NOATIME",
    cites: "man/open.2#O_NOATIME",
    errno: "EPERM",
    steps: (path, want) => open("r", path, ["O_RDONLY", "O_NOATIME"], want),
  },
  {
    call: "truncate",
    cites: "posix/truncate",
    errno: "EACCES",
    peers: impermissible,
    steps: (path, want) => truncate(path, 0, want),
  },
  {
    call: "chmod",
    cites: "posix/chmod",
    errno: "EPERM",
    peers: mode,
    bugs: cve,
    steps: (path, want) => [
      chmod(path, 0o666, want),
      chmod(path, 0o4755, want),
      chmod(path, 0o644, want),
    ],
  },
  {
    call: "chown to oneself",
    cites: "posix/chown",
    errno: "EPERM",
    bugs: cve,
    steps: (path, want) => [chown(path, 1000, -1, want), chown(path, -1, 1000, want)],
  },
  {
    call: "setting given times",
    cites: "posix/utimensat",
    errno: "EPERM",
    peers: impermissible,
    steps: (path, want) => utimensat(path, time, time, want),
  },
  {
    call: "setting the present time",
    cites: "posix/utimensat",
    errno: "EACCES",
    steps: (path, want) => utimensat(path, "now", "now", want),
  },
  {
    call: "setxattr",
    cites: "man/xattr.7#user",
    errno: "EACCES",
    needs: ["user_xattr"],
    steps: (path, want) => setxattr(path, "user.k", "v", want),
  },
  {
    call: "removexattr",
    cites: "man/xattr.7#user",
    errno: "EACCES",
    needs: ["user_xattr"],
    steps: (path, want) => removexattr(path, "user.there", want),
  },
  {
    call: "link into a directory that it may not write",
    cites: "posix/link",
    errno: "EACCES",
    // fs.protected_hardlinks tells it before the directory does.
    steps: (path) => link(path, "/d/link", oneOf(fails("EACCES"), fails("EPERM"))),
  },
  {
    call: "unlink",
    cites: "posix/unlink",
    errno: "EACCES",
    steps: (path, want) => unlink(path, want),
  },
  {
    call: "rename",
    cites: "posix/rename",
    errno: "EACCES",
    steps: (path, want) => [rename(path, "/d/other", want), rename(path, "/open/here", want)],
  },
  {
    call: "asking for write permission",
    cites: "man/access.2#W_OK",
    errno: "EACCES",
    steps: (path, want) => [access(path, ["W_OK"], want), access(path, ["X_OK"], want)],
  },
  {
    call: "executing",
    cites: "posix/open",
    errno: "EACCES",
    steps: (path, want) => execve(path, want),
  },
  {
    call: "the ioctl that sets flags",
    cites: "man/ioctl_iflags.2#FS_IOC_SETFLAGS",
    errno: "EPERM",
    needs: ["inode_flags"],
    steps: (path, want) => [
      open("r", path, ["O_RDONLY"]),
      setflags("r", ["FS_NODUMP_FL"], want),
      close("r"),
    ],
  },
];
