import {
  fails,
  gives,
  is,
  list,
  lstat,
  mkdir,
  rename,
  rmdir,
  succeeds,
  symlink,
  unlink,
  when,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay } from "../by-hand.ts";
import { ordinary, scene } from "./scene.ts";

const initial = "trusted_xattr";
const bugs = ["https://github.com/moby/moby/issues/18151"];
const eio = when(initial, succeeds, fails("EIO"));

/** What needs marks, on a mount that cannot have those of the trusted namespace, and on one that has its own. */
export const marks: readonly WrittenScenario[] = [
  {
    title: "a removed file leaves a device 0, 0 in every user namespace",
    cites: ["measured/34", "whiteouts-and-opaque-directories/2"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(ordinary),
      unlink("/f"),
      lstat("/f", fails("ENOENT")),
      inRoot(lstat("/upper/f", gives({ type: "chr", rdev: [0, 0] }))),
    ],
    merged: { d: { a: "a" }, e: {} },
    upper: { f: whiteout },
  },
  {
    title: "removing an empty directory of lower needs no mark",
    cites: ["measured/34", "whiteouts-and-opaque-directories/1"],
    lowers: [],
    mount: "none",
    steps: [scene, overlay(ordinary), rmdir("/e"), list("/", gives(["d", "f"]))],
    merged: { d: { a: "a" }, f: "f" },
    upper: { e: whiteout },
  },
  {
    title: "removing a directory whose children are whiteouts needs a mark",
    cites: ["measured/34"],
    bugs,
    lowers: [],
    mount: "none",
    steps: [scene, overlay(ordinary), unlink("/d/a"), rmdir("/d", eio), lstat("/f")],
  },
  {
    title: "a directory in the place of a whiteout needs a mark",
    cites: ["measured/34"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(ordinary),
      unlink("/f"),
      mkdir("/f", eio),
      lstat("/f", when(initial, gives({ type: "dir" }), fails("ENOENT"))),
    ],
  },
  {
    title: "a file in the place of a whiteout needs none",
    cites: ["measured/34", "whiteouts-and-opaque-directories/3"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(ordinary),
      unlink("/f"),
      writeFile("/f", "anew"),
      unlink("/d/a"),
      symlink("f", "/d/a"),
    ],
    merged: { d: { a: is.symlink("f") }, e: {}, f: "anew" },
    upper: { d: { a: is.symlink("f") }, f: "anew" },
  },
  {
    title: "a new directory renamed over an empty one of lower needs a mark",
    cites: ["measured/34", "measured/37"],
    peers: ["gvisor mount.cc"],
    bugs: ["https://github.com/google/gvisor/issues/14033"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(ordinary),
      mkdir("/new"),
      rename("/new", "/e", when(initial, succeeds, fails("EXDEV"))),
      lstat("/e", gives({ type: "dir" })),
    ],
  },
  {
    title: "renaming a directory of lower is EXDEV where redirects are not made",
    cites: ["renaming-directories/1"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(`${ordinary},redirect_dir=nofollow`),
      rename("/d", "/g", fails("EXDEV")),
      list("/d", gives(["a"])),
    ],
    upper: {},
  },
];
