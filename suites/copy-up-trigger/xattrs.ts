import {
  excludes,
  fails,
  getxattr,
  gives,
  lgetxattr,
  listxattr,
  lsetxattr,
  lstat,
  oneOf,
  removexattr,
  same,
  setxattr,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { directory, nonDirectories, regular } from "../objects.ts";
import { type Trigger, path, triggers } from "./scene.ts";

const withXattrs = [regular, directory];
const special = nonDirectories.filter(({ name }) => name !== "file" && name !== "socket");
const sockets = nonDirectories.filter(({ name }) => name === "socket");
const mtime = (name: string): Steps => lstat(path, gives({ mtime: same(name) }));

const refused = {
  call: "setxattr of the user namespace, which is refused,",
  cites: "man/xattr.7#user",
  steps: () => [
    mtime("t"),
    lsetxattr(path, "user.k", "v", fails("EPERM")),
    mtime("t"),
    lgetxattr(path, "user.k", oneOf(fails("EPERM"), fails("ENODATA"))),
  ],
  copies: false,
};

const table: readonly Trigger[] = [
  {
    call: "setxattr",
    cites: "man/xattr.7#user",
    needs: ["user_xattr"],
    kinds: withXattrs,
    steps: () => [
      mtime("t"),
      setxattr(path, "user.k", "v"),
      getxattr(path, "user.k", gives("v")),
      mtime("t"),
    ],
    copies: true,
    changed: { xattrs: { "user.k": "v" } },
  },
  {
    call: "setxattr with XATTR_CREATE of an attribute that is there",
    cites: "measured/38",
    needs: ["user_xattr"],
    kinds: withXattrs,
    before: () => [setxattr(path, "user.k", "v")],
    steps: () => [
      setxattr(path, "user.k", "w", ["XATTR_CREATE"], fails("EEXIST")),
      getxattr(path, "user.k", gives("v")),
    ],
    copies: true,
    changed: { xattrs: { "user.k": "v" } },
  },
  {
    call: "setxattr with XATTR_REPLACE of an attribute that is missing",
    cites: "measured/38",
    needs: ["user_xattr"],
    kinds: withXattrs,
    steps: () => [
      setxattr(path, "user.k", "w", ["XATTR_REPLACE"], fails("ENODATA")),
      getxattr(path, "user.k", fails("ENODATA")),
    ],
    copies: true,
  },
  {
    call: "removexattr of an attribute that is there",
    cites: "man/xattr.7#user",
    needs: ["user_xattr"],
    kinds: withXattrs,
    before: () => [setxattr(path, "user.k", "v")],
    steps: () => [removexattr(path, "user.k"), getxattr(path, "user.k", fails("ENODATA"))],
    copies: true,
  },
  {
    call: "removexattr of an attribute that is missing",
    cites: "man/setxattr.2#ENODATA",
    needs: ["user_xattr"],
    kinds: withXattrs,
    steps: () => [
      removexattr(path, "user.k", fails("ENODATA")),
      listxattr(path, gives(excludes("user.k"))),
    ],
    copies: false,
  },
  { ...refused, needs: ["user_xattr"], kinds: special },
  // Linux 7.2 lets sockets have them.
  { ...refused, needs: ["user_xattr", "sockets_refuse_xattrs"], kinds: sockets },
  {
    call: "setxattr of the user namespace",
    cites: "man/xattr.7#user",
    needs: ["user_xattr", "socket_xattrs"],
    kinds: sockets,
    steps: () => [
      mtime("t"),
      lsetxattr(path, "user.k", "v"),
      mtime("t"),
      lgetxattr(path, "user.k", gives("v")),
    ],
    copies: true,
    changed: { xattrs: { "user.k": "v" } },
  },
];

/** Extended attributes, by path. */
export const xattrs: readonly WrittenScenario[] = triggers(table);
