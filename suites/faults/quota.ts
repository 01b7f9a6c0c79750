import {
  chmod,
  dir,
  fails,
  file,
  gives,
  list,
  lstat,
  mount,
  on,
  setquota,
  umount,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { overlay, writable } from "../by-hand.ts";
import { deeds } from "./space.ts";

/** Larger than what the quota leaves, which is more than the filesystem takes for a directory and a name. */
const size = 8_000_000;
const quota = 4_000_000;
const whole = gives({ size, mode: 0o644, nlink: 1 });

/** The lower is elsewhere: from upper's own filesystem a copy may be a clone, which takes no room. */
const scene: Steps = [
  dir("/lower"),
  mount("tmpfs", "/lower", "tmpfs", [], "mode=755"),
  file("/lower/big", { fill: "0123456789abcdef", size }),
  overlay(writable("/lower", "index=off,metacopy=off,redirect_dir=nofollow")),
  setquota("/upper", quota),
];

const over: Steps = [setquota("/upper"), umount("/merged"), umount("/lower")];

const base = {
  peers: ["xfstests overlay/005"],
  mount: "none",
  observe: "end",
  lowers: [],
} as const;

/** Copy-up beyond a quota: as into a filesystem that is full, by another name. */
export const quotas: readonly WrittenScenario[] = [
  ...deeds("EDQUOT", size).map(({ deed, steps }): WrittenScenario => ({
    title: `a file of lower that is larger than upper's quota is left whole by ${deed}, which is EDQUOT`,
    cites: ["measured/faults/1", "non-directories/4"],
    ...base,
    needs: ["user_xattr"],
    steps: on(
      "root",
      scene,
      steps,
      lstat("/merged/big", whole),
      lstat("/merged/other", fails("ENOENT")),
      list("/upper", gives([])),
      list("/work/work", gives([])),
      writeFile("/merged/little", "fits"),
      list("/merged", gives(["big", "little"])),
      over,
    ),
  })),
  {
    title: "what was beyond upper's quota is copied up when the quota is gone",
    cites: ["measured/faults/1"],
    ...base,
    steps: on(
      "root",
      scene,
      chmod("/merged/big", 0o600, fails("EDQUOT")),
      setquota("/upper"),
      chmod("/merged/big", 0o600),
      lstat("/upper/big", gives({ size, mode: 0o600 })),
      lstat("/lower/big", whole),
      over,
    ),
  },
];
