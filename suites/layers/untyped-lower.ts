import {
  dir,
  fails,
  file,
  gives,
  list,
  lstat,
  mkfs,
  mknod,
  mountLoop,
  readFile,
  rmdir,
  setxattr,
  unlink,
  whiteoutAt,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, layers, overlay, writable } from "../by-hand.ts";
import { cites, common, untyped } from "./untyped.ts";

/** Two lowers, the topmost of which is on the disk. */
const untypedLower = (...steps: readonly Steps[]): Steps => [
  layers("d", "l"),
  inRoot(
    mkfs("/disk", "ext4", [untyped]),
    mountLoop("/disk", "/d", "ext4"),
    rmdir("/d/lost+found"),
    dir("/l/m"),
    file("/l/m/a", "a"),
    file("/l/m/b", "b"),
    dir("/d/m"),
    steps,
  ),
  overlay(writable("/d:/l", "redirect_dir=nofollow,index=off,metacopy=off")),
];

/** The same of lowers. */
export const untypedLowers: readonly WrittenScenario[] = [
  {
    ...common,
    title: "a whiteout in a lower that tells no types is listed, and hides what is below",
    cites,
    steps: [
      untypedLower(whiteoutAt("/d/m/a")),
      inRoot(
        list("/merged/m", gives(["a", "b"])),
        lstat("/merged/m/a", fails("ENOENT")),
        readFile("/merged/m/b", gives("b")),
      ),
    ],
  },
  {
    ...common,
    title: "an xattr whiteout in a marked directory of a lower that tells no types is listed",
    cites: [...cites, "measured/26"],
    needs: ["xwhiteouts"],
    steps: [
      untypedLower(
        setxattr("/d/m", "trusted.overlay.opaque", "x"),
        file("/d/m/a", ""),
        setxattr("/d/m/a", "trusted.overlay.whiteout", "y"),
      ),
      inRoot(list("/merged/m", gives(["a", "b"])), lstat("/merged/m/a", fails("ENOENT"))),
    ],
  },
  {
    ...common,
    title: "over a lower that tells no types everything can be removed, its directories too",
    cites,
    steps: [
      untypedLower(mknod("/d/m/p", "fifo"), file("/d/m/c", "c")),
      inRoot(
        list("/merged/m", gives(["a", "b", "c", "p"])),
        ["a", "b", "c", "p"].map((name) => unlink(`/merged/m/${name}`)),
        list("/merged/m", gives([])),
        rmdir("/merged/m"),
        list("/merged", gives([])),
      ),
    ],
  },
];
