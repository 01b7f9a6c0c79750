import {
  appendFile,
  dir,
  dropCaches,
  fdinfo,
  file,
  flock,
  fstat,
  gives,
  inotifyAddWatch,
  inotifyInit,
  lstat,
  oneOf,
  open,
  rename,
  same,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const path = "/d/f";

/** The number inside the kernel is the one that stat shows: of the file, of a lock on it and of a watch on it. */
const agree: Steps = [
  fstat("r", gives({ ino: same("f") })),
  // Linux 5.10 tells of a descriptor without its number.
  fdinfo(
    "r",
    oneOf(
      gives({ ino: same("f"), locks: [{ ino: same("f") }] }),
      gives({ ino: "", locks: [{ ino: same("f") }] }),
    ),
  ),
  fdinfo("i", gives({ watches: [{ ino: same("f") }] })),
];

const layers = {
  "of lower": { lowers: [[dir("/d"), file(path, "lower")]] },
  "of upper": { lowers: [[]], upperBefore: [dir("/d"), file(path, "upper")] },
  "of upper over one of lower": {
    lowers: [[dir("/d"), file(path, "lower")]],
    upperBefore: [dir("/d"), file(path, "upper")],
  },
} as const;

/** What /proc and NFS take for the number of an inode. */
export const kernelsOwn: readonly WrittenScenario[] = Object.entries(layers).map(
  ([which, made]): WrittenScenario => ({
    title: `locks and watches on a file ${which} are by the number that stat shows, over copy-up too`,
    cites: ["inode-properties/5", "inode-properties/1"],
    peers: ["xfstests overlay/070"],
    needs: ["samefs"],
    mount: plain,
    observe: "end",
    ...made,
    steps: [
      lstat(path, gives({ ino: same("f") })),
      [open("r", path, ["O_RDONLY"]), flock("r", ["LOCK_SH"])],
      [inotifyInit("i"), inotifyAddWatch("i", path, ["IN_ATTRIB"], "w")],
      agree,
      appendFile(path, "+"),
      agree,
      rename(path, "/moved"),
      dropCaches(),
      agree,
      lstat("/moved", gives({ ino: same("f") })),
    ],
  }),
);
