import {
  acl,
  as,
  chmod,
  dir,
  fails,
  file,
  getxattr,
  gives,
  is,
  list,
  llistxattr,
  lstat,
  mkdir,
  mount,
  on,
  open,
  setxattr,
  stat,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const user = { uid: 100, gid: 100 };
const inherited = acl(
  { tag: "owner", permissions: "rwx" },
  { tag: "user", id: 100, permissions: "rwx" },
  { tag: "group", permissions: "r-x" },
  { tag: "mask", permissions: "rwx" },
  { tag: "other", permissions: "r-x" },
);

/** The list that would be inherited is on none of them. */
const aclOf = (path: string): Steps => [
  getxattr(path, "system.posix_acl_access", fails("ENODATA")),
  getxattr(path, "system.posix_acl_default", fails("ENODATA")),
];

/** The work directory, in which files of others are put together. */
export const work: readonly WrittenScenario[] = [
  {
    title: "nobody but the mounter gets into the directory where copies are put together",
    cites: ["mount-options/31", "measured/security/3"],
    needs: ["uids"],
    mount: plain,
    observe: "end",
    lowers: [[file("/secret", "s", 0o600)]],
    steps: [
      chmod("/secret", 0o400),
      on(
        "work",
        lstat("/work", gives({ type: "dir", mode: 0, uid: 0, gid: 0 })),
        as(
          user,
          list("/work", fails("EACCES")),
          lstat("/work/x", fails("EACCES")),
          writeFile("/work/x", "x", fails("EACCES")),
          chmod("/work", 0o777, fails("EPERM")),
        ),
      ),
    ],
    merged: { secret: is.file("s", { mode: 0o400 }) },
    upper: { secret: is.file("s", { mode: 0o400 }) },
  },
  {
    title:
      "a default ACL of workdir reaches neither the directory in it nor what is copied or made there",
    cites: ["mount-options/31", "measured/security/3"],
    peers: ["xfstests overlay/023"],
    needs: ["acl", "uids"],
    mount: "none",
    observe: "end",
    lowers: [],
    steps: on(
      "root",
      dir("/l"),
      file("/l/f", "f", 0o640),
      dir("/l/d", 0o750),
      setxattr("/work", "system.posix_acl_default", inherited),
      mount("overlay", "/merged", "overlay", [], "lowerdir=/l,upperdir=/upper,workdir=/work"),
      lstat("/work/work", gives({ mode: 0 })),
      llistxattr("/work/work", gives([])),
      chmod("/merged/f", 0o600),
      writeFile("/merged/d/new", "n"),
      unlink("/merged/d/new"),
      mkdir("/merged/d/new", 0o700),
      ["/upper/f", "/upper/d", "/upper/d/new"].map(aclOf),
      stat("/upper/f", gives({ mode: 0o600 })),
      stat("/upper/d/new", gives({ mode: 0o700 })),
      as(user, open("x", "/merged/f", ["O_RDONLY"], fails("EACCES"))),
    ),
  },
  {
    title:
      "a copy belongs to the owner of the lower file and has its mode as soon as it has its name",
    cites: ["non-directories/4", "measured/security/3"],
    needs: ["uids", "user_xattr"],
    mount: plain,
    observe: "end",
    lowers: [[file("/secret", "s", 0o600)]],
    steps: [
      setxattr("/secret", "user.k", "v"),
      on("upper", lstat("/secret", gives({ mode: 0o600, uid: 0, gid: 0, nlink: 1 }))),
      as(user, open("x", "/secret", ["O_RDONLY"], fails("EACCES"))),
      on("upper", as(user, open("x", "/secret", ["O_RDONLY"], fails("EACCES")))),
    ],
    merged: { secret: is.file("s", { mode: 0o600, xattrs: { "user.k": "v" } }) },
    upper: { secret: is.file("s", { mode: 0o600, xattrs: { "user.k": "v" } }) },
  },
];
