import {
  as,
  chmod,
  dir,
  fails,
  file,
  getxattr,
  gives,
  is,
  lgetxattr,
  link,
  listxattr,
  llistxattr,
  lsetxattr,
  lstat,
  mknod,
  on,
  remount,
  removexattr,
  rename,
  setxattr,
  symlink,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { type Row, holding, told } from "./row.ts";

/** Namespaces, types of objects, and who may. */
const rows: readonly Row[] = [
  {
    title: "a trusted attribute is hidden from those without the capability",
    cites: ["man/xattr.7#trusted"],
    needs: ["trusted_xattr", "uids"],
    lowers: [[file("/f", "f"), setxattr("/f", "trusted.t", "t"), setxattr("/f", "user.u", "u")]],
    steps: [
      listxattr("/f", gives(["trusted.t", "user.u"])),
      as(
        { uid: 1000, gid: 1000 },
        listxattr("/f", gives(["user.u"])),
        getxattr("/f", "trusted.t", fails("ENODATA")),
        setxattr("/f", "trusted.t", "x", fails("EPERM")),
        removexattr("/f", "trusted.t", fails("EPERM")),
      ),
    ],
    upper: {},
  },
  {
    title: "trusted and security attributes are copied up with those of users",
    cites: ["non-directories/4"],
    needs: ["trusted_xattr", "security_xattr"],
    lowers: [
      [
        file("/f", "f"),
        setxattr("/f", "trusted.t", "t"),
        setxattr("/f", "security.s", "s"),
        setxattr("/f", "user.u", "u"),
      ],
    ],
    steps: [chmod("/f", 0o644), listxattr("/f", gives(["security.s", "trusted.t", "user.u"]))],
    upper: holding({ "security.s": "s", "trusted.t": "t", "user.u": "u" }),
  },
  {
    title: "a user attribute of a link, a FIFO or a device is refused before copy-up",
    cites: ["man/xattr.7#user", "measured/9"],
    lowers: [[symlink("f", "/s"), mknod("/p", "fifo", 0o600)]],
    steps: [
      lsetxattr("/s", "user.k", "v", fails("EPERM")),
      setxattr("/p", "user.k", "v", fails("EPERM")),
      lgetxattr("/s", "user.k", fails("ENODATA")),
    ],
    upper: {},
  },
  {
    title: "a trusted attribute of a link and of a FIFO can be set and is copied up",
    cites: ["man/xattr.7#trusted", "non-directories/4"],
    needs: ["trusted_xattr"],
    lowers: [[symlink("f", "/s"), lsetxattr("/s", "trusted.low", "l"), mknod("/p", "fifo", 0o600)]],
    steps: [
      lsetxattr("/s", "trusted.k", "v"),
      setxattr("/p", "trusted.k", "v"),
      llistxattr("/s", gives(["trusted.k", "trusted.low"])),
    ],
    upper: {
      p: is.fifo({ mode: 0o600, xattrs: { "trusted.k": "v" } }),
      s: is.symlink("f", { xattrs: { "trusted.k": "v", "trusted.low": "l" } }),
    },
  },
  {
    title: "a name in a namespace that does not exist is refused",
    cites: ["man/xattr.7#names"],
    steps: [
      setxattr("/f", "nothing.k", "v", fails("EOPNOTSUPP")),
      setxattr("/f", "user.", "v", fails("EINVAL")),
      getxattr("/f", "nothing.k", fails("EOPNOTSUPP")),
    ],
  },
  {
    title: "an attribute of a merged directory is that of upper alone",
    cites: ["directories/5"],
    lowers: [
      [dir("/d"), setxattr("/d", "user.top", "t")],
      [dir("/d"), setxattr("/d", "user.bottom", "b"), file("/d/f")],
    ],
    steps: [
      listxattr("/d", gives(["user.top"])),
      setxattr("/d", "user.new", "n"),
      listxattr("/d", gives(["user.new", "user.top"])),
    ],
    upper: { d: is.dir({}, { xattrs: { "user.new": "n", "user.top": "t" } }) },
  },
  {
    title: "an attribute lasts over rename, link and another mount",
    cites: ["non-directories/5"],
    steps: [
      setxattr("/f", "user.new", "n"),
      rename("/f", "/g"),
      link("/g", "/h"),
      remount(),
      getxattr("/h", "user.new", gives("n")),
      getxattr("/g", "user.low", gives("l")),
    ],
  },
  {
    title: "user attributes of a file follow its permissions, before copy-up and after",
    cites: ["man/xattr.7#user", "permission-model/3"],
    needs: ["uids"],
    lowers: [[file("/f", "f", 0o640), setxattr("/f", "user.k", "v")]],
    steps: [
      as(
        { uid: 1000, gid: 1000 },
        getxattr("/f", "user.k", fails("EACCES")),
        setxattr("/f", "user.k", "w", fails("EACCES")),
      ),
      on("upper", lstat("/f", fails("ENOENT"))),
      chmod("/f", 0o644),
      as(
        { uid: 1000, gid: 1000 },
        getxattr("/f", "user.k", gives("v")),
        setxattr("/f", "user.k", "w", fails("EACCES")),
      ),
      chmod("/f", 0o666),
      as({ uid: 1000, gid: 1000 }, setxattr("/f", "user.k", "w")),
    ],
    upper: { f: is.file("f", { mode: 0o666, xattrs: { "user.k": "w" } }) },
  },
];

export const namespaces: readonly WrittenScenario[] = told(rows);
