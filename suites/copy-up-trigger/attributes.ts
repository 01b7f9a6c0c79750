import {
  chmod,
  close,
  fails,
  fchmod,
  fchmodat2,
  fchown,
  fsetxattr,
  futimens,
  gives,
  lchown,
  lgetxattr,
  lremovexattr,
  lsetxattr,
  lstat,
  open,
  utimensat,
} from "../../harness/language/index.ts";
import { all, but, directory, link, oldTime, regular } from "./objects.ts";
import { type Row, copied, left } from "./row.ts";

const there = ["AT_SYMLINK_NOFOLLOW"] as const;
const newTime = { sec: 1_222_222_222, nsec: 987_654_321 };
const newMtime = "1222222222.987654321";

/** Setting attributes of an object of any type. */
export const attributes: readonly Row[] = [
  {
    deed: "chmod to another mode",
    cites: ["non-directories/2", "non-directories/4", "posix/chmod"],
    to: but(link),
    steps: (path) => [chmod(path, 0o1604), lstat(path, gives({ mode: 0o1604, mtime: oldTime }))],
    after: copied({ mode: 0o1604 }),
  },
  {
    deed: "chmod to the same mode",
    cites: ["measured/9"],
    to: but(link),
    steps: (path, { mode }) => [chmod(path, mode), lstat(path, gives({ mode, mtime: oldTime }))],
    after: copied(),
  },
  {
    deed: "fchmodat2 of the link itself, which fails,",
    cites: ["man/symlink.7#lchown", "non-directories/2"],
    to: [link],
    steps: (path) => [fchmodat2(path, 0o600, there, fails("EOPNOTSUPP"))],
    after: left(),
  },
  {
    deed: "chown to the same owner",
    cites: ["measured/9"],
    to: all,
    steps: (path) => [lchown(path, 0, 0), lstat(path, gives({ uid: 0, gid: 0, mtime: oldTime }))],
    after: copied(),
  },
  {
    deed: "chown to nobody in particular",
    cites: ["posix/chown", "non-directories/2"],
    why: "Two ids of -1 change nothing, and are a change of attributes for the kernel nevertheless.",
    to: all,
    steps: (path) => [lchown(path, -1, -1), lstat(path, gives({ uid: 0, gid: 0 }))],
    after: copied(),
  },
  {
    deed: "chown to another owner",
    cites: ["non-directories/2", "non-directories/4", "man/symlink.7#lchown"],
    to: all,
    steps: (path) => [lchown(path, 1000, 1001), lstat(path, gives({ uid: 1000, gid: 1001 }))],
    after: copied({ uid: 1000, gid: 1001 }),
  },
  {
    deed: "utimensat to another time",
    cites: ["non-directories/2", "posix/utimensat"],
    to: all,
    steps: (path) => [
      utimensat(path, { sec: 3, nsec: 4 }, newTime, there),
      lstat(path, gives({ mtime: newTime })),
    ],
    after: copied({ mtime: newMtime }),
  },
  {
    deed: "utimensat of the access time alone",
    cites: ["non-directories/2", "posix/utimensat"],
    to: all,
    steps: (path) => [
      utimensat(path, newTime, "omit", there),
      lstat(path, gives({ mtime: oldTime })),
    ],
    after: copied(),
  },
  {
    deed: "utimensat to the present",
    cites: ["non-directories/2", "posix/utimensat"],
    to: all,
    steps: (path) => [utimensat(path, "now", "now", there)],
    after: copied({ mtime: "now" }),
  },
  {
    deed: "utimensat that leaves both times",
    cites: ["posix/utimensat", "non-directories/2"],
    to: all,
    steps: (path) => [
      utimensat(path, "omit", "omit", there),
      lstat(path, gives({ mtime: oldTime })),
    ],
    after: left(),
  },
  {
    deed: "setxattr",
    cites: ["non-directories/2", "man/xattr.7#user"],
    needs: ["user_xattr"],
    to: [regular, directory],
    steps: (path) => [
      lsetxattr(path, "user.new", "value"),
      lgetxattr(path, "user.new", gives("value")),
    ],
    after: copied({ xattrs: { "user.new": "value" } }),
  },
  {
    deed: "setxattr in the user namespace, which fails,",
    cites: ["man/xattr.7#user", "non-directories/2"],
    to: but(regular, directory),
    steps: (path) => [lsetxattr(path, "user.new", "value", fails("EPERM"))],
    after: left(),
  },
  {
    deed: "setxattr in the trusted namespace",
    cites: ["non-directories/2", "non-directories/4"],
    needs: ["trusted_xattr"],
    to: all,
    steps: (path) => [
      lsetxattr(path, "trusted.new", "value"),
      lgetxattr(path, "trusted.new", gives("value")),
    ],
    after: copied({ xattrs: { "trusted.new": "value" } }),
  },
  {
    deed: "removexattr",
    cites: ["non-directories/2", "non-directories/4"],
    needs: ["trusted_xattr"],
    to: all,
    before: (path) => [lsetxattr(path, "trusted.old", "1"), lsetxattr(path, "trusted.kept", "2")],
    steps: (path) => [
      lremovexattr(path, "trusted.old"),
      lgetxattr(path, "trusted.old", fails("ENODATA")),
      lgetxattr(path, "trusted.kept", gives("2")),
    ],
    after: copied({ xattrs: { "trusted.kept": "2" } }),
  },
  {
    deed: "removexattr of what is not there",
    cites: ["measured/9", "man/setxattr.2#ENODATA"],
    needs: ["trusted_xattr"],
    to: all,
    steps: (path) => [lremovexattr(path, "trusted.none", fails("ENODATA"))],
    after: left(),
  },
  {
    deed: "setxattr with XATTR_CREATE of what is there, which fails,",
    cites: ["non-directories/2", "non-directories/3"],
    why: "The kernel copies up first and learns of the failure from upper.",
    needs: ["user_xattr"],
    to: [regular, directory],
    before: (path) => [lsetxattr(path, "user.old", "1")],
    steps: (path) => [
      lsetxattr(path, "user.old", "2", ["XATTR_CREATE"], fails("EEXIST")),
      lgetxattr(path, "user.old", gives("1")),
    ],
    after: copied({ xattrs: { "user.old": "1" } }),
  },
  {
    deed: "setxattr with XATTR_REPLACE of what is not there, which fails,",
    cites: ["non-directories/2", "man/setxattr.2#ENODATA"],
    why: "The kernel copies up first and learns of the failure from upper.",
    needs: ["user_xattr"],
    to: [regular, directory],
    steps: (path) => [lsetxattr(path, "user.new", "2", ["XATTR_REPLACE"], fails("ENODATA"))],
    after: copied(),
  },
  ...(
    [
      ["fchmod", () => fchmod("r", 0o600), { mode: 0o600 }],
      ["fchown", () => fchown("r", 0, 0), {}],
      ["futimens", () => futimens("r", newTime, newTime), { mtime: newMtime }],
    ] as const
  ).map(([name, call, changes]): Row => ({
    deed: `${name} on a descriptor opened for reading`,
    cites: ["non-directories/2", "non-directories/5"],
    to: [regular, directory],
    steps: (path) => [open("r", path, ["O_RDONLY"]), call(), close("r")],
    after: copied(changes),
  })),
  {
    deed: "fsetxattr on a descriptor opened for reading",
    cites: ["non-directories/2", "non-directories/5"],
    needs: ["user_xattr"],
    to: [regular, directory],
    steps: (path) => [
      open("r", path, ["O_RDONLY"]),
      fsetxattr("r", "user.new", "value"),
      close("r"),
    ],
    after: copied({ xattrs: { "user.new": "value" } }),
  },
];
