import {
  chown,
  dir,
  gives,
  is,
  lchown,
  lstat,
  on,
  remount,
  utimensat,
} from "../../harness/language/index.ts";
import { explicit } from "../../harness/language/tree.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Attributes, Node } from "../../harness/language/tree.ts";
import { type Kind, allKinds } from "../objects.ts";
import { plain } from "../plain.ts";

const atime = { sec: 1_000_000_007, nsec: 987_654_321 };
const mtime = { sec: 999_999_999, nsec: 123_456_789 };
const kept = { mtime: "999999999.123456789" };

const attributesOf = (kind: Kind): object => explicit(kind.node("lower"));
const inUpper = (kind: Kind, attributes: Attributes): Node =>
  kind.name === "dir" ? is.dir({}, attributes) : ({ ...attributesOf(kind), ...attributes } as Node);
const inMerged = (kind: Kind, attributes: Attributes): Node =>
  ({ ...attributesOf(kind), ...attributes }) as Node;

/** Both times to the nanosecond, by a change that is not of times. */
const times: readonly WrittenScenario[] = allKinds.map((kind) => ({
  title: `${kind.word} keeps both times to the nanosecond when its owner is set to what it is`,
  cites: ["non-directories/4", "permission-model/3"],
  peers: ["fuse-overlayfs test-copyup"],
  bugs: [
    "https://github.com/containers/fuse-overlayfs/issues/400",
    "https://github.com/rpodgorny/unionfs-fuse",
  ],
  needs: kind.needs,
  mount: plain,
  lowers: [
    [
      dir("/d"),
      kind.make("/d/o", "lower"),
      utimensat("/d/o", atime, mtime, ["AT_SYMLINK_NOFOLLOW"]),
    ],
  ],
  observe: "end",
  steps: [
    lchown("/d/o", 0, 0),
    lstat("/d/o", gives({ type: kind.name, mtime, atime })),
    on("upper", lstat("/d/o", gives({ type: kind.name, mtime, atime }))),
    remount(),
    lstat("/d/o", gives({ mtime, atime })),
  ],
  merged: { d: { o: inMerged(kind, kept) } },
  upper: { d: { o: inUpper(kind, kept) } },
}));

/** Owner and group, by a change of times. */
const owners: readonly WrittenScenario[] = allKinds.map((kind) => ({
  title: `${kind.word} keeps an owner and a group of others when its times are set`,
  cites: ["non-directories/4", "permission-model/3"],
  peers: ["containerd snapshots Chown"],
  needs: [...kind.needs, "uids"],
  mount: plain,
  lowers: [[dir("/d"), chown("/d", 7, 8), kind.make("/d/o", "lower"), lchown("/d/o", 1234, 4321)]],
  // A look at a symbolic link reads it.
  observe: "end",
  steps: [
    utimensat("/d/o", atime, mtime, ["AT_SYMLINK_NOFOLLOW"]),
    lstat("/d/o", gives({ uid: 1234, gid: 4321, mtime, atime })),
    on("upper", lstat("/d/o", gives({ uid: 1234, gid: 4321 }))),
    on("upper", lstat("/d", gives({ uid: 7, gid: 8 }))),
  ],
  merged: {
    d: is.dir({ o: inMerged(kind, { ...kept, uid: 1234, gid: 4321 }) }, { uid: 7, gid: 8 }),
  },
  upper: { d: is.dir({ o: inUpper(kind, { ...kept, uid: 1234, gid: 4321 }) }, { uid: 7, gid: 8 }) },
}));

export const kinds: readonly WrittenScenario[] = [...times, ...owners];
