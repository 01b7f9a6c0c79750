import {
  appendFile,
  chmod,
  dir,
  fails,
  gives,
  includes,
  is,
  link,
  list,
  lstat,
  mountinfo,
  readFile,
  rename,
  same,
  umount,
  whiteout,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay } from "../by-hand.ts";
import { inner, outer, scene } from "./scene.ts";

const nested = [scene, inner(), outer()];

/** How deep overlays go, and what else they are to each other. */
export const depths: readonly WrittenScenario[] = [
  {
    title: "an overlay may lie on one that lies on another, and no deeper",
    cites: ["mount-options/24"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(["third", "tu", "tw"].map((name) => dir(`/${name}`))),
      inner(),
      outer(),
      overlay("lowerdir=/merged,upperdir=/tu,workdir=/tw", fails("EINVAL"), "/third"),
      overlay("lowerdir=/merged:/l2", fails("EINVAL"), "/third"),
      inRoot(mountinfo("/third", fails("ENOENT"))),
    ],
  },
  ...(
    [
      ["upper", "lowerdir=/l2,upperdir=/inner/own,workdir=/work"],
      ["upper and work", "lowerdir=/l2,upperdir=/inner/own,workdir=/inner/d"],
      ["work", "lowerdir=/l2,upperdir=/upper,workdir=/inner/own"],
    ] as const
  ).map(([what, options]): WrittenScenario => ({
    title: `${what} on an overlay is refused`,
    cites: ["mount-options/24"],
    peers: ["xfstests overlay/022"],
    bugs: ["https://github.com/kdave/xfstests/commit/63a2972"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inner(),
      overlay(options, fails("EINVAL")),
      inRoot(mountinfo("/merged", fails("ENOENT"))),
    ],
  })),
  {
    title: "the inner overlay can be detached while the outer is mounted",
    cites: ["man/umount.2#MNT_DETACH"],
    lowers: [],
    mount: "none",
    steps: [
      nested,
      inRoot(umount("/inner"), list("/inner", gives([]))),
      readFile("/d/low", gives("low")),
      appendFile("/f", "!"),
    ],
    upper: { f: "f!" },
  },
  {
    title: "an inode keeps its number when it is copied up from an overlay",
    cites: ["inode-properties/1", "overlay-objects/3"],
    peers: ["xfstests overlay/070", "unionmount --ovov"],
    needs: ["trusted_xattr"],
    lowers: [],
    mount: "none",
    steps: [
      nested,
      lstat("/f", gives({ ino: same("f") })),
      lstat("/own", gives({ ino: same("own") })),
      chmod("/f", 0o600),
      chmod("/own", 0o700),
      lstat("/f", gives({ ino: same("f") })),
      lstat("/own", gives({ ino: same("own") })),
    ],
  },
  {
    title: "index goes with a lower that is an overlay with nfs_export",
    cites: ["sharing-and-copying-layers/5", "nesting/1"],
    peers: ["xfstests overlay/068", "unionmount --ovov --verify"],
    needs: ["nfs_export"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(link("/l/f", "/l/g")),
      inner("nfs_export=on,index=on,redirect_dir=on"),
      outer("/inner", "index=on"),
      appendFile("/f", "!"),
      readFile("/g", gives("f!")),
      lstat("/g", gives({ nlink: 2 })),
      inRoot(mountinfo("/merged", gives({ options: includes("index=on") }))),
    ],
  },
  {
    title: "a directory of an overlay is renamed with a redirect",
    cites: ["renaming-directories/2"],
    peers: ["unionmount --ovov"],
    needs: ["redirect_dir"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inner(),
      outer("/inner", "redirect_dir=on"),
      rename("/d", "/e"),
      readFile("/e/low", gives("low")),
      inRoot(list("/inner", gives(["d", "f", "own", "up"]))),
    ],
    upper: { d: whiteout, e: is.dir({}, { marks: { redirect: "d" } }) },
  },
];
