import {
  chmod,
  dir,
  file,
  fstatfs,
  gives,
  is,
  mknod,
  on,
  oneOf,
  open,
  same,
  statfs,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";

/** The other numbers of statfs(2). */
export const numbers: readonly WrittenScenario[] = [
  {
    title: "an overlay says overlay for its type, whatever is asked about",
    cites: ["measured/32", "man/statfs.2#f_type"],
    bugs: ["https://github.com/asterinas/asterinas/issues/2669"],
    lowers: [[file("/low", "l"), dir("/d"), mknod("/p", "fifo", 0o600)]],
    upperBefore: [file("/up", "u")],
    steps: [
      ["/", "/low", "/up", "/d", "/p"].map((path) => statfs(path, gives({ type: "794c7630" }))),
      open("r", "/low", ["O_RDONLY"]),
      fstatfs("r", gives({ type: "794c7630" })),
    ],
    upper: { up: "u" },
  },
  {
    title: "sizes and room are those of upper's filesystem",
    cites: ["man/statfs.2#numbers", "uuid-and-fsid/1"],
    lowers: [file("/low", "l")],
    observe: "end",
    steps: [
      on(
        "upper",
        statfs(
          "/",
          gives({
            bsize: same("bsize"),
            blocks: same("blocks"),
            files: same("files"),
            frsize: same("frsize"),
          }),
        ),
      ),
      statfs(
        "/",
        gives({
          bsize: same("bsize"),
          blocks: same("blocks"),
          files: same("files"),
          frsize: same("frsize"),
        }),
      ),
      statfs("/low", gives({ blocks: same("blocks") })),
    ],
    upper: {},
  },
  {
    title: "the longest name is the longest of any layer's filesystem",
    cites: ["man/statfs.2#numbers", "measured/112"],
    lowers: [file("/low", "l")],
    observe: "end",
    steps: [
      on("upper", statfs("/", gives({ namelen: same("upper") }))),
      on("lower0", statfs("/", gives({ namelen: same("lower") }))),
      statfs("/", oneOf(gives({ namelen: same("upper") }), gives({ namelen: same("lower") }))),
    ],
    upper: {},
  },
  {
    title: "an overlay asked by descriptor and by path says the same",
    cites: ["man/statfs.2#numbers"],
    lowers: [file("/low", "l")],
    observe: "end",
    steps: [
      statfs("/low", gives({ fsid: same("fsid"), blocks: same("blocks"), bsize: same("bsize") })),
      open("r", "/low", ["O_RDONLY"]),
      fstatfs("r", gives({ fsid: same("fsid"), blocks: same("blocks"), bsize: same("bsize") })),
      chmod("/low", 0o600),
      fstatfs("r", gives({ fsid: same("fsid") })),
    ],
    merged: { low: is.file("l", { mode: 0o600 }) },
  },
];
