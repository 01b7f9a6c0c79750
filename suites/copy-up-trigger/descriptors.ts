import {
  close,
  excludes,
  fchmod,
  fchown,
  fgetxattr,
  fsetxattr,
  fstat,
  futimens,
  getflags,
  gives,
  includes,
  open,
  setflags,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { directory, regular } from "../objects.ts";
import { type Trigger, path, triggers } from "./scene.ts";

const withXattrs = [regular, directory];
const set = { sec: 1_234_567_890, nsec: 123_456_789 };

const table: readonly Trigger[] = [
  {
    call: "fchmod of a descriptor for reading",
    cites: "posix/chmod",
    kinds: withXattrs,
    steps: () => [
      open("r", path, ["O_RDONLY"]),
      fchmod("r", 0o700),
      fstat("r", gives({ mode: 0o700 })),
      close("r"),
    ],
    copies: true,
    changed: { mode: 0o700 },
  },
  {
    call: "fchown of a descriptor for reading",
    cites: "posix/chown",
    kinds: withXattrs,
    steps: () => [
      open("r", path, ["O_RDONLY"]),
      fchown("r", 0, 0),
      fstat("r", gives({ uid: 0 })),
      close("r"),
    ],
    copies: true,
  },
  {
    call: "futimens of a descriptor for reading",
    cites: "posix/utimensat",
    kinds: withXattrs,
    steps: () => [
      open("r", path, ["O_RDONLY"]),
      futimens("r", "omit", set),
      fstat("r", gives({ mtime: set })),
      close("r"),
    ],
    copies: true,
    changed: { mtime: "1234567890.123456789" },
  },
  {
    call: "fsetxattr of a descriptor for reading",
    cites: "man/xattr.7#user",
    needs: ["user_xattr"],
    kinds: withXattrs,
    steps: () => [
      open("r", path, ["O_RDONLY"]),
      fsetxattr("r", "user.k", "v"),
      fgetxattr("r", "user.k", gives("v")),
      close("r"),
    ],
    copies: true,
    changed: { xattrs: { "user.k": "v" } },
  },
  {
    call: "FS_IOC_SETFLAGS of a descriptor for reading",
    cites: "man/ioctl_iflags.2#FS_IOC_SETFLAGS",
    needs: ["inode_flags", "samefs"],
    kinds: withXattrs,
    steps: () => [
      open("r", path, ["O_RDONLY"]),
      setflags("r", ["FS_NODUMP_FL"]),
      getflags("r", gives(includes("FS_NODUMP_FL"))),
      close("r"),
    ],
    copies: true,
  },
  {
    call: "FS_IOC_GETFLAGS",
    cites: "man/ioctl_iflags.2#FS_IOC_GETFLAGS",
    needs: ["inode_flags", "samefs"],
    kinds: withXattrs,
    steps: () => [
      open("r", path, ["O_RDONLY"]),
      getflags("r", gives(excludes("FS_NODUMP_FL", "FS_IMMUTABLE_FL"))),
      close("r"),
    ],
    copies: false,
  },
];

/** Attributes changed through a descriptor that was opened for reading. */
export const descriptors: readonly WrittenScenario[] = triggers(table);
