import {
  dir,
  fails,
  file,
  gives,
  is,
  link,
  list,
  lstat,
  remount,
  same,
  when,
} from "../../harness/language/index.ts";
import { explicit } from "../../harness/language/tree.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Node } from "../../harness/language/tree.ts";
import { nonDirectories } from "../objects.ts";
import { plain } from "../plain.ts";

const origins = ["of lower", "of upper", "of upper over one of lower"] as const;

/** Another name for an object of every type, wherever it is. */
export const linking: readonly WrittenScenario[] = nonDirectories.flatMap((kind) =>
  origins.map((origin) => {
    const inUpper = origin !== "of lower";
    const tag = inUpper ? "upper" : "lower";
    const node = { ...(explicit(kind.node(tag)) as object), nlink: 2 } as Node;
    return {
      title: `link makes a second name of ${kind.word} ${origin}, both of one inode`,
      cites: ["posix/link", "non-directories/2"],
      peers: [kind.name === "symlink" ? "unionmount hard-link-sym" : "unionmount hard-link"],
      ...(kind.name === "file" && {
        bugs: [
          "https://github.com/cloud-hypervisor/fuse-backend-rs/issues/210",
          "https://github.com/DragonOS-Community/DragonOS/issues/2006",
          "https://github.com/containers/fuse-overlayfs/issues/192",
          "https://github.com/tursodatabase/agentfs/pull/203",
        ],
      }),
      needs: kind.needs,
      mount: plain,
      lowers: [
        [
          origin === "of upper" ? [] : kind.make("/o", "lower"),
          dir("/d", 0o711),
          file("/d/x", "x"),
        ],
      ],
      upperBefore: inUpper ? kind.make("/o", "upper") : [],
      steps: [
        lstat("/o", gives({ nlink: 1 })),
        link("/o", "/d/l"),
        lstat("/o", gives({ type: kind.name, nlink: 2, ino: same("o") })),
        // Where nothing leads from the copy to its origin, the old name shows the number that it had until the next mount.
        lstat(
          "/d/l",
          when(
            "origin",
            gives({ type: kind.name, nlink: 2, ino: same("o") }),
            gives({ type: kind.name, nlink: 2 }),
          ),
        ),
        list("/d", gives(["l", "x"])),
        remount(),
        lstat("/o", gives({ nlink: 2, ino: same("again") })),
        lstat("/d/l", gives({ nlink: 2, ino: same("again") })),
        link("/o", "/d/l", fails("EEXIST")),
      ],
      merged: { d: is.dir({ l: node, x: "x" }, { mode: 0o711 }), o: node },
      upper: { d: is.dir({ l: node }, { mode: 0o711 }), o: node },
    };
  }),
);
