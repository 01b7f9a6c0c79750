import {
  at,
  chmod,
  chown,
  close,
  dir,
  file,
  mountSetattr,
  moveMount,
  openTree,
  userNamespace,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import { inRoot } from "../by-hand.ts";

/** Ids 0 to 9 of a filesystem are 1000 to 1009 for those who see it through the mapped mount. */
const ids = [{ inside: 0, outside: 1000, count: 10 }];

/** The directory `from` at `to`, with mapped ids. */
export const mapped = (from: string, to: string, ranges = ids): readonly Steps[] => [
  inRoot(
    dir(to),
    userNamespace("ids", ranges, ranges),
    openTree("tree", from, ["OPEN_TREE_CLONE"]),
    mountSetattr(at("tree", ""), ["MOUNT_ATTR_IDMAP"], [], ["AT_EMPTY_PATH"], "ids"),
    moveMount("tree", to, ["MOVE_MOUNT_F_EMPTY_PATH"]),
    close("tree"),
    close("ids"),
  ),
];

/** Files of a few owners, and their names through a mapped mount at `/low`. */
export const lower: Steps = [
  inRoot(
    dir("/raw"),
    file("/raw/zero", "0", 0o600),
    file("/raw/five", "5", 0o640),
    chown("/raw/five", 5, 6),
    file("/raw/none", "n", 0o644),
    chown("/raw/none", 50, 50),
    dir("/raw/d"),
    file("/raw/d/f", "f"),
  ),
  mapped("/raw", "/low"),
];

/** As those, and id 100 is root: a mounter without an id in upper could not make his work directory. */
const idsWithRoot = [...ids, { inside: 100, outside: 0, count: 1 }];

/** An upper and a work whose ids are mapped. */
export const upper: Steps = [
  inRoot(
    dir("/top"),
    dir("/top/u"),
    dir("/top/w"),
    dir("/plain"),
    file("/plain/f", "f"),
    chmod("/top/u", 0o777),
  ),
  mapped("/top", "/above", idsWithRoot),
];

export const overUpper = "lowerdir=/plain,upperdir=/above/u,workdir=/above/w";
export const modes = "index=off,metacopy=off,nfs_export=off,redirect_dir=nofollow";
export const user = { uid: 1000, gid: 1000 };
