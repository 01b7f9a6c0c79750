import {
  fails,
  fchmodat2,
  gives,
  lchown,
  lgetxattr,
  lremovexattr,
  lsetxattr,
  lstat,
  oneOf,
  utimensat,
} from "../../harness/language/index.ts";
import { all, link, oldTime } from "./subjects.ts";
import { type Row, copied, left } from "./row.ts";

const there = ["AT_SYMLINK_NOFOLLOW"] as const;
const newTime = { sec: 1_222_222_222, nsec: 987_654_321 };

/** Calls for attributes, on the types that they are rarely tried on. */
export const metadata: readonly Row[] = [
  {
    deed: "fchmodat2 of the link itself, which fails,",
    cites: ["man/symlink.7#lchown", "non-directories/2"],
    to: [link],
    // Linux 6.1 does not have the call yet.
    steps: (path) => [fchmodat2(path, 0o600, there, oneOf(fails("EOPNOTSUPP"), fails("ENOSYS")))],
    after: left(),
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
];
