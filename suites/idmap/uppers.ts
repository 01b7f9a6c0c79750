import {
  as,
  at,
  chown,
  dir,
  fails,
  file,
  gives,
  includes,
  link,
  lstat,
  mkdir,
  mknod,
  mountSetattr,
  mountinfo,
  moveMount,
  oneOf,
  open,
  openTree,
  succeeds,
  symlink,
  unlink,
  userNamespace,
  when,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay, writable } from "../by-hand.ts";
import { mapped, modes, overUpper, upper, user } from "./scene.ts";

const needs: readonly Feature[] = ["idmapped_mounts", "uids"];

const base = { needs, lowers: [], mount: "none" as const };

const peers = ["selftest idmapped_mounts"];

/** Makers of objects in a directory that anybody may write. */
const makers: readonly (readonly [string, Steps])[] = [
  ["a file", file("/n", "x")],
  ["a directory", mkdir("/n")],
  ["a symbolic link", symlink("f", "/n")],
  ["a FIFO", mknod("/n", "fifo", 0o600)],
  [
    "a file that had no name",
    [
      open("t", "/", ["O_WRONLY", "O_TMPFILE"], 0o600),
      link(at("t", ""), "/n", ["AT_EMPTY_PATH"], oneOf(succeeds, fails("ENOENT"))),
    ],
  ],
];

/** Uppers with mapped ids, and the overlay mount itself. */
export const mappedUppers: readonly WrittenScenario[] = [
  ...makers.map(([what, steps]): WrittenScenario => ({
    title: `${what} made by a mapped user is stored in a mapped upper by the id of its filesystem`,
    cites: ["idmapped-mounts/2", "measured/33"],
    peers,
    ...base,
    needs: what.includes("no name") ? [...needs, "tmpfile"] : needs,
    steps: [
      upper,
      overlay(`${overUpper},${modes}`),
      as(user, steps),
      ...(what.includes("no name")
        ? [as(user, { op: "fstat", slot: "t", want: gives({ uid: 1000, gid: 1000 }) })]
        : [
            lstat("/n", gives({ uid: 1000, gid: 1000 })),
            inRoot(lstat("/top/u/n", gives({ uid: 0, gid: 0 }))),
          ]),
    ],
  })),
  {
    title: "who has no id in a mapped upper makes nothing there",
    cites: ["measured/87"],
    ...base,
    steps: [
      upper,
      overlay(`${overUpper},${modes}`),
      as({ uid: 5000, gid: 5000 }, mkdir("/n", fails("EOVERFLOW"))),
      writeFile("/n", "x"),
      inRoot(lstat("/top/u/n", gives({ uid: 100, gid: 100 }))),
    ],
  },
  {
    title: "a mounter without an id in a mapped upper gets an overlay that is read-only",
    cites: ["measured/87", "mount-options/36"],
    ...base,
    steps: [
      upper,
      mapped("/top", "/strange", [{ inside: 0, outside: 1000, count: 10 }]),
      overlay(`lowerdir=/plain,upperdir=/strange/u,workdir=/strange/w,${modes}`),
      inRoot(mountinfo("/merged", gives({ options: includes("ro") }))),
      as(user, mkdir("/n", fails("EROFS"))),
    ],
  },
  {
    title: "chown in a mapped upper stores the id of its filesystem, and refuses others",
    cites: ["posix/chown", "measured/87"],
    peers,
    ...base,
    steps: [
      upper,
      overlay(`${overUpper},${modes}`),
      as(user, writeFile("/n", "x")),
      chown("/n", 1003, 1004),
      lstat("/n", gives({ uid: 1003, gid: 1004 })),
      inRoot(lstat("/top/u/n", gives({ uid: 3, gid: 4 }))),
      chown("/n", 5000, 5000, fails("EOVERFLOW")),
    ],
  },
  {
    title: "removing what lower has leaves a whiteout in a mapped upper",
    cites: ["whiteouts-and-opaque-directories/1", "measured/33"],
    ...base,
    steps: [
      upper,
      overlay(`${overUpper},${modes}`),
      as(user, unlink("/f")),
      lstat("/f", fails("ENOENT")),
      inRoot(lstat("/top/u/f", gives({ type: "chr", rdev: [0, 0] }))),
      as(user, writeFile("/f", "anew")),
      inRoot(lstat("/top/u/f", gives({ type: "file", uid: 0, gid: 0 }))),
    ],
  },
  {
    title: "a mapping of ids on the overlay mount itself",
    cites: ["idmapped-mounts/1", "measured/33"],
    peers,
    ...base,
    steps: [
      inRoot(dir("/l"), file("/l/f", "f")),
      overlay(writable("/l")),
      inRoot(
        userNamespace(
          "ids",
          [{ inside: 0, outside: 1000, count: 10 }],
          [{ inside: 0, outside: 1000, count: 10 }],
        ),
        openTree("tree", "/merged", ["OPEN_TREE_CLONE"]),
        mountSetattr(
          at("tree", ""),
          ["MOUNT_ATTR_IDMAP"],
          [],
          ["AT_EMPTY_PATH"],
          "ids",
          when("idmapped_overlay", succeeds, fails("EINVAL")),
        ),
        dir("/seen"),
        moveMount("tree", "/seen", ["MOVE_MOUNT_F_EMPTY_PATH"]),
        lstat("/seen/f", when("idmapped_overlay", gives({ uid: 1000 }), gives({ uid: 0 }))),
      ),
      lstat("/f", gives({ uid: 0 })),
    ],
  },
];
