import {
  dir,
  fails,
  file,
  getxattr,
  gives,
  is,
  list,
  listxattr,
  lstat,
  mkdir,
  mknod,
  readFile,
  rename,
  rmdir,
  setxattr,
  succeeds,
  unlink,
  when,
  whiteout,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay, unmounted } from "../by-hand.ts";
import { ordinary, scene } from "./scene.ts";

const initial = "trusted_xattr";

const bugs = ["https://github.com/moby/moby/issues/18151"];

/** Marks in the user namespace, and what no mark can give. */
export const ownMarks: readonly WrittenScenario[] = [
  ...(
    [
      [
        "removing a directory whose children are whiteouts",
        [unlink("/d/a"), rmdir("/d")],
        { d: whiteout },
      ],
      ["a directory in the place of a whiteout", [unlink("/f"), mkdir("/f")], undefined],
      [
        "a directory that was removed and made anew",
        [unlink("/d/a"), rmdir("/d"), mkdir("/d"), list("/d", gives([]))],
        undefined,
      ],
      [
        "a new directory renamed over an empty one",
        [mkdir("/new"), rename("/new", "/e"), list("/e", gives([]))],
        undefined,
      ],
    ] as const
  ).map(([what, steps, upper]): WrittenScenario => ({
    title: `${what} works with userxattr`,
    cites: ["measured/35", "user-xattr/1"],
    bugs,
    needs: ["userxattr", "user_xattr"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(`${ordinary},userxattr`),
      steps,
      unmounted(),
      overlay(`${ordinary},userxattr`),
      list("/"),
    ],
    ...(upper && { upper }),
  })),
  {
    title: "an opaque directory has its mark in the user namespace with userxattr",
    cites: ["measured/35", "user-xattr/1"],
    peers: ["fuse-overlayfs unpriv"],
    needs: ["userxattr", "user_xattr"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(`${ordinary},userxattr`),
      unlink("/d/a"),
      rmdir("/d"),
      mkdir("/d"),
      inRoot(getxattr("/upper/d", "user.overlay.opaque", gives("y"))),
      listxattr("/d", gives([])),
      getxattr("/d", "user.overlay.opaque", fails("ENODATA")),
    ],
  },
  {
    title: "whiteouts in xattr form and their directories are known with userxattr",
    cites: ["user-xattr/1", "whiteouts-and-opaque-directories/7"],
    needs: ["userxattr", "user_xattr", "escaped_xattrs"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(
        dir("/m/d"),
        file("/m/d/a", ""),
        setxattr("/m/d/a", "user.overlay.whiteout", ""),
        setxattr("/m/d", "user.overlay.opaque", "x"),
      ),
      overlay("lowerdir=/m:/l,upperdir=/upper,workdir=/work,userxattr"),
      list("/d", gives([])),
      lstat("/d/a", fails("ENOENT")),
    ],
    merged: { d: {}, e: {}, f: "f" },
  },
  ...(
    [
      ["a redirect", "user.overlay.redirect", "/e", "EPERM"],
      ["a mark of a shell", "user.overlay.metacopy", "", "EPERM"],
    ] as const
  ).map(([what, name, value, errno]): WrittenScenario => ({
    title: `${what} in the user namespace is refused with userxattr`,
    cites: ["mount-options/20", "measured/14", "measured/15"],
    needs: ["userxattr", "user_xattr"],
    lowers: [],
    mount: "none",
    unruly: ["listed-exists"],
    steps: [
      scene,
      inRoot(what === "a redirect" ? dir("/m/x") : file("/m/x", ""), setxattr("/m/x", name, value)),
      overlay("lowerdir=/m:/l,upperdir=/upper,workdir=/work,userxattr"),
      lstat("/x", fails(errno)),
      readFile("/f", gives("f")),
    ],
  })),
  {
    title: "trusted attributes are not for another user namespace, on the mount as elsewhere",
    cites: ["man/xattr.7#trusted"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(ordinary),
      setxattr("/f", "trusted.t", "t", when(initial, succeeds, fails("EPERM"))),
      getxattr("/f", "trusted.t", when(initial, gives("t"), fails("ENODATA"))),
    ],
  },
  {
    title: "devices are not for another user namespace, and a whiteout is for none",
    cites: ["measured/1", "posix/mknod"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(ordinary),
      mknod("/w", "chr", 0, 0, 0, fails("EPERM")),
      mknod("/p", "fifo", 0o600),
      inRoot(mknod("/upper/w", "chr", 0, 0, 0)),
    ],
    merged: { d: { a: "a" }, e: {}, f: "f", p: is.fifo({ mode: 0o600 }) },
  },
];
