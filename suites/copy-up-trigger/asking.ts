import {
  access,
  close,
  faccessat2,
  fails,
  fchmod,
  fchown,
  flistxattr,
  fsetxattr,
  fstat,
  gives,
  lgetxattr,
  llistxattr,
  lstat,
  nameToHandleAt,
  open,
  readlink,
  statfs,
  statx,
} from "../../harness/language/index.ts";
import { all, link } from "./objects.ts";
import { type Row, left } from "./row.ts";

/** Questions about an object of any type. */
export const asking: readonly Row[] = [
  {
    deed: "asking for attributes",
    cites: ["non-directories/2", "posix/stat"],
    to: all,
    steps: (path, { name, mode }) => [
      lstat(path, gives({ type: name, mode, uid: 0, gid: 0 })),
      statx(path, ["AT_SYMLINK_NOFOLLOW"], gives({ type: name, mode })),
      statx(path, ["AT_SYMLINK_NOFOLLOW", "AT_STATX_FORCE_SYNC"], gives({ type: name, mode })),
    ],
    after: left(),
  },
  {
    deed: "asking for permission to write",
    cites: ["measured/9", "man/access.2#W_OK"],
    to: all,
    steps: (path) => [
      access(path, ["F_OK"]),
      access(path, ["R_OK", "W_OK"]),
      faccessat2(path, ["W_OK"], ["AT_EACCESS"]),
      faccessat2(path, ["F_OK"], ["AT_SYMLINK_NOFOLLOW"]),
    ],
    after: left(),
  },
  {
    deed: "asking for the target of a link",
    cites: ["non-directories/2", "posix/readlink"],
    to: all,
    steps: (path, subject) => [
      readlink(path, subject === link ? gives("t") : fails("EINVAL")),
      readlink(`${path}x`, fails("ENOENT")),
    ],
    after: left(),
  },
  {
    deed: "asking for extended attributes",
    cites: ["non-directories/2", "man/xattr.7#user"],
    to: all,
    steps: (path) => [
      llistxattr(path, gives([])),
      llistxattr(path, 0, gives([])),
      lgetxattr(path, "user.none", fails("ENODATA")),
    ],
    after: left(),
  },
  {
    deed: "opening with O_PATH",
    cites: ["man/open.2#O_PATH", "non-directories/2"],
    to: all,
    steps: (path, { name, mode }) => [
      open("p", path, ["O_PATH", "O_NOFOLLOW"]),
      fstat("p", gives({ type: name, mode })),
      fchmod("p", 0o600, fails("EBADF")),
      fchown("p", 7, 7, fails("EBADF")),
      fsetxattr("p", "user.x", "y", fails("EBADF")),
      flistxattr("p", fails("EBADF")),
      close("p"),
    ],
    after: left(),
  },
  {
    deed: "asking for the filesystem",
    cites: ["measured/32", "man/statfs.2#f_type"],
    to: all,
    steps: (path) => [
      statfs(path, gives({ type: "794c7630" })),
      statfs(`${path}/in/x`, fails("ENOTDIR")),
    ],
    after: left(),
  },
  {
    deed: "asking for a handle without nfs_export",
    cites: ["measured/31", "non-directories/2"],
    to: all,
    steps: (path) => [nameToHandleAt(path, "h", fails("EOPNOTSUPP"))],
    after: left(),
  },
];
