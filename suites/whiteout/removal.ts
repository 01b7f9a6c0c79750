import {
  fails,
  file,
  gives,
  list,
  lstat,
  on,
  remount,
  unlink,
  utimensat,
  whiteout,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { allKinds, nonDirectories } from "../objects.ts";

/** Removing what lower has: the same for every type. */
export const removal: readonly WrittenScenario[] = [
  ...allKinds.map((kind): WrittenScenario => ({
    title: `removing ${kind.word} of lower leaves a whiteout in upper`,
    cites: ["whiteouts-and-opaque-directories/1", "whiteouts-and-opaque-directories/3"],
    ...(kind.name === "file" && {
      bugs: [
        "https://github.com/rcore-os/tgoskits/issues/589",
        "https://github.com/tursodatabase/agentfs/issues/270",
      ],
    }),
    needs: kind.needs,
    lowers: [[kind.make("/n", "lower"), file("/other", "other")]],
    steps: [
      kind.seen("/n", "lower"),
      kind.remove("/n", "lower"),
      lstat("/n", fails("ENOENT")),
      list("/", gives(["other"])),
      remount(),
      lstat("/n", fails("ENOENT")),
      list("/", gives(["other"])),
      on("upper", lstat("/n", gives({ type: "chr", rdev: [0, 0], mode: 0 }))),
    ],
    merged: { other: "other" },
    upper: { n: whiteout },
  })),
  ...nonDirectories.map((kind): WrittenScenario => ({
    title: `removing ${kind.word} that was copied up leaves a whiteout in its place`,
    cites: ["whiteouts-and-opaque-directories/1", "non-directories/5"],
    needs: kind.needs,
    lowers: [[kind.make("/n", "lower"), file("/other", "other")]],
    steps: [
      utimensat("/n", { sec: 7, nsec: 8 }, { sec: 9, nsec: 10 }, ["AT_SYMLINK_NOFOLLOW"]),
      on("upper", lstat("/n", gives({ type: kind.name, mtime: { sec: 9, nsec: 10 } }))),
      unlink("/n"),
      lstat("/n", fails("ENOENT")),
      unlink("/n", fails("ENOENT")),
      list("/", gives(["other"])),
    ],
    merged: { other: "other" },
    upper: { n: whiteout },
  })),
];
