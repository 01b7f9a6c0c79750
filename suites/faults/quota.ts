import {
  as,
  chmod,
  chown,
  fails,
  gives,
  list,
  lstat,
  on,
  open,
  pwrite,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { deeds } from "./deeds.ts";
import { small } from "./scene.ts";

const user = { uid: 100, gid: 100 };
const whole = gives({ size: 200_000, uid: 100, gid: 100, mode: 0o644, nlink: 1 });

/** Upper has room, but not for this user, to whom the large file of lower belongs. */
const scene: Steps = [
  small("usrquota,usrquota_block_hardlimit=96k"),
  chown("/lower/big", 100, 100),
  lstat("/merged/big", whole),
];

const base = {
  needs: ["tmpfs_quota", "uids", "user_xattr"],
  mount: "none",
  observe: "end",
  lowers: [],
} as const;

/** Copy-up into a filesystem where the owner of the file may not have so much: who makes it does not matter. */
export const quota: readonly WrittenScenario[] = [
  ...deeds("EDQUOT").map(({ deed, steps }): WrittenScenario => ({
    title: `a file of lower that is too much for its owner's quota is left whole by ${deed}, which is EDQUOT`,
    cites: ["measured/faults/6", "non-directories/4"],
    ...base,
    steps: on(
      "root",
      scene,
      steps,
      lstat("/merged/big", whole),
      lstat("/merged/other", fails("ENOENT")),
      list("/small/upper", gives([])),
      list("/small/work/work", gives([])),
      writeFile("/merged/root", { fill: "r", size: 200_000 }),
      list("/merged", gives(["big", "d", "root", "s"])),
    ),
  })),
  {
    title:
      "what was too much for the quota of its owner is copied up for another, and by its owner when there is room again",
    cites: ["measured/faults/6"],
    ...base,
    steps: on(
      "root",
      small("usrquota,usrquota_block_hardlimit=256k"),
      chown("/lower/big", 100, 100),
      chmod("/small/upper", 0o777),
      as(user, writeFile("/merged/ballast", { fill: "b", size: 150_000 })),
      as(user, open("w", "/merged/big", ["O_WRONLY"], fails("EDQUOT"))),
      as(user, unlink("/merged/ballast")),
      as(user, open("w", "/merged/big", ["O_WRONLY"])),
      lstat("/merged/big", whole),
      pwrite("w", { fill: "x", size: 150_000 }, 200_000, fails("EDQUOT")),
      list("/small/work/work", gives([])),
    ),
  },
];
