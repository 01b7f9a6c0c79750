import {
  as,
  chown,
  concurrently,
  dir,
  fails,
  file,
  gives,
  is,
  list,
  lstat,
  mkdir,
  oneOf,
  rmdir,
  succeeds,
  unlink,
  whiteout,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const user = { uid: 1000, gid: 1000 };

/** Removing by other users and by several at once. */
export const others: readonly WrittenScenario[] = [
  {
    title: "a user removes what is his although he may not write it",
    cites: ["posix/unlink", "permission-model/6"],
    bugs: [
      "https://github.com/containers/fuse-overlayfs/issues/307",
      "https://github.com/containers/fuse-overlayfs/issues/377",
      "https://github.com/containers/fuse-overlayfs/issues/135",
    ],
    needs: ["uids"],
    mount: plain,
    lowers: [
      [
        [dir("/d", 0o777), file("/d/f", "f", 0o444), chown("/d/f", 1000, 1000)],
        [dir("/d/closed", 0), chown("/d/closed", 1000, 1000)],
      ],
    ],
    steps: [
      as(user, unlink("/d/f"), rmdir("/d/closed"), mkdir("/d/new", 0), rmdir("/d/new")),
      list("/d", gives([])),
    ],
    merged: { d: is.dir({}, { mode: 0o777 }) },
    upper: { d: is.dir({ closed: whiteout, f: whiteout }, { mode: 0o777 }) },
  },
  {
    title: "of two that remove one name at once one finds nothing",
    cites: ["posix/unlink", "posix/rmdir"],
    needs: ["concurrency"],
    mount: plain,
    observe: "end",
    lowers: [[file("/f", "f"), dir("/d"), file("/x", "x")]],
    steps: [
      concurrently(
        [
          unlink("/f", oneOf(succeeds, fails("ENOENT"))),
          rmdir("/d", oneOf(succeeds, fails("ENOENT"))),
        ],
        [
          unlink("/f", oneOf(succeeds, fails("ENOENT"))),
          rmdir("/d", oneOf(succeeds, fails("ENOENT"))),
        ],
      ),
      list("/", gives(["x"])),
    ],
    merged: { x: "x" },
    upper: { d: whiteout, f: whiteout },
  },
  {
    title: "removing a file while its directory is being removed ends with both gone",
    cites: ["posix/unlink", "posix/rmdir"],
    bugs: ["https://github.com/google/gvisor/issues/14726"],
    needs: ["concurrency"],
    mount: plain,
    observe: "end",
    lowers: [[dir("/d"), file("/d/f", "f")]],
    steps: [
      concurrently(
        [unlink("/d/f")],
        [rmdir("/d", oneOf(succeeds, fails("ENOTEMPTY")))],
        [lstat("/d/f", oneOf(succeeds, fails("ENOENT")))],
      ),
      rmdir("/d", oneOf(succeeds, fails("ENOENT"))),
    ],
    merged: {},
    upper: { d: whiteout },
  },
];
