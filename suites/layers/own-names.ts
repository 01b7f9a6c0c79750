import {
  fails,
  list,
  gives,
  mkdir,
  mkfs,
  mountLoop,
  readFile,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { byHand, inRoot, layers, overlay, writable } from "../by-hand.ts";

/** A FAT filesystem, which finds a file by any case of its name, with directories to serve as layers. */
const scene: Steps = [
  layers("l", "d"),
  inRoot(
    mkfs("/disk", "vfat"),
    mountLoop("/disk", "/d", "vfat"),
    mkdir("/d/l"),
    writeFile("/d/l/name", "data"),
    readFile("/d/l/NAME", gives("data")),
    mkdir("/d/upper"),
    mkdir("/d/work"),
  ),
];

const mounts: readonly (readonly [part: string, options: string])[] = [
  ["a lower", writable("/d/l")],
  ["an upper", "lowerdir=/l,upperdir=/d/upper,workdir=/d/work"],
  ["one of two lowers of a read-only overlay", "lowerdir=/d/l:/l"],
];

/** Filesystems that compare names in a way of their own. */
export const ownNames: readonly WrittenScenario[] = mounts.map(([part, options]) => ({
  ...byHand,
  title: `a filesystem that compares names in its own way is refused as ${part}`,
  cites: ["measured/layers/4", "upper-and-lower/5"],
  steps: [scene, overlay(options, fails("EINVAL")), inRoot(list("/merged", gives([])))],
}));
