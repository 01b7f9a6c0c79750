import {
  appendFile,
  at,
  atLeast,
  dir,
  excludes,
  file,
  gives,
  includes,
  open,
  same,
  statx,
  symlink,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";

const basic = 0x7ff; // STATX_BASIC_STATS
const follow = ["AT_SYMLINK_NOFOLLOW"] as const;

/** What statx(2) tells beside what stat(2) does. */
export const attributesMore: readonly WrittenScenario[] = [
  {
    title: "statx tells of the root alone that a mount begins there, and one mount of all objects",
    cites: ["man/statx.2#attributes", "overlay-objects/1"],
    lowers: [[dir("/low"), file("/low/f", "lower"), symlink("f", "/low/s")]],
    upperBefore: [dir("/up")],
    steps: [
      statx("/", gives({ type: "dir", attributes: includes("MOUNT_ROOT"), mountId: same("m") })),
      ["/low", "/up", "/low/f", "/low/s"].map((path) =>
        statx(path, follow, gives({ attributes: excludes("MOUNT_ROOT"), mountId: same("m") })),
      ),
    ],
    upper: { up: {} },
  },
  {
    title: "statx gives all that stat gives, by path and by descriptor, before copy-up and after",
    cites: ["man/statx.2#attributes", "measured/10"],
    lowers: [[file("/f", "lower", 0o640)]],
    steps: [
      statx("/f", gives({ mask: atLeast(basic), mode: 0o640, nlink: 1, size: 5, uid: 0 })),
      open("r", "/f", ["O_RDONLY"]),
      appendFile("/f", "+"),
      statx("/f", gives({ mask: atLeast(basic), mode: 0o640, size: 6, ino: same("f") })),
      statx(at("r", ""), ["AT_EMPTY_PATH"], gives({ mode: 0o640, size: 6, ino: same("f") })),
    ],
  },
];
