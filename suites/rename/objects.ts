import {
  dir,
  fails,
  file,
  gives,
  is,
  list,
  lstat,
  remount,
  rename,
  whiteout,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { nonDirectories } from "../objects.ts";
import { plain } from "../plain.ts";

const origins = ["of lower", "of upper", "of upper over one of lower"] as const;

/** Every type from every layer, twice: within its directory, then into one that only lower has. */
export const objects: readonly WrittenScenario[] = nonDirectories.flatMap((kind) =>
  origins.map((origin) => {
    const inLower = origin !== "of upper";
    const inUpper = origin !== "of lower";
    const tag = inUpper ? "upper" : "lower";
    const node = kind.node(tag);
    return {
      title: `${kind.word} ${origin} is renamed and moved, and leaves ${inLower ? "a" : "no"} whiteout`,
      cites: ["posix/rename", "whiteouts-and-opaque-directories/1"],
      peers: ["unionmount rename-file", "fuse-overlayfs test-rename"],
      ...(kind.name === "symlink" && {
        bugs: [
          "https://github.com/libfuse/libfuse/issues/834",
          "https://github.com/everruns/bashkit/pull/1014",
        ],
      }),
      needs: kind.needs,
      mount: plain,
      lowers: [
        [dir("/d"), inLower ? kind.make("/d/o", "lower") : [], dir("/t", 0o711), file("/t/x", "x")],
      ],
      upperBefore: inUpper ? [dir("/d"), kind.make("/d/o", "upper")] : [],
      steps: [
        lstat("/d/o", gives({ type: kind.name })),
        rename("/d/o", "/d/p"),
        kind.seen("/d/p", tag),
        lstat("/d/o", fails("ENOENT")),
        list("/d", gives(["p"])),
        rename("/d/p", "/t/q"),
        kind.seen("/t/q", tag),
        lstat("/d/p", fails("ENOENT")),
        list("/d", gives([])),
        list("/t", gives(["q", "x"])),
        rename("/d/o", "/d/r", fails("ENOENT")),
        remount(),
        kind.seen("/t/q", tag),
        lstat("/d/o", fails("ENOENT")),
      ],
      merged: { d: {}, t: is.dir({ q: node, x: "x" }, { mode: 0o711 }) },
      upper: { d: inLower ? { o: whiteout } : {}, t: is.dir({ q: node }, { mode: 0o711 }) },
    };
  }),
);
