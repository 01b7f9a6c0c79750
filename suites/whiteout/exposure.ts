import {
  dir,
  fails,
  file,
  gives,
  list,
  lstat,
  opaqueDir,
  open,
  readFile,
  rmdir,
  unlink,
  whiteout,
  whiteoutAt,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
const lookedUp = (path: string): readonly Steps[] => [
  lstat(path, fails("ENOENT")),
  open("x", path, ["O_RDONLY"], fails("ENOENT")),
];

/**
 * Whiteouts where overlayfs never puts them. A directory of one layer is listed by its own filesystem, so that the
 * kernel shows the name; looking it up finds nothing everywhere.
 */
export const exposure: readonly WrittenScenario[] = [
  {
    title: "a device 0:0 in a directory that upper alone has is listed but not found",
    cites: ["measured/23", "readdir/6"],
    unruly: ["listed-exists"],
    lowers: [[file("/other", "o")]],
    upperBefore: [dir("/u"), file("/u/f", "f"), whiteoutAt("/u/w")],
    steps: [
      list("/u", gives(["f", "w"])),
      lookedUp("/u/w"),
      unlink("/u/w", fails("ENOENT")),
      unlink("/u/f"),
      rmdir("/u", fails("ENOTEMPTY")),
      writeFile("/u/w", "now a file"),
      readFile("/u/w", gives("now a file")),
    ],
    merged: { other: "o", u: { w: "now a file" } },
    upper: { u: { w: "now a file" } },
  },
  {
    title: "a device 0:0 in an opaque directory does not keep it from being removed",
    cites: ["measured/23", "whiteouts-and-opaque-directories/6"],
    bugs: ["https://github.com/moby/buildkit/issues/1624"],
    unruly: ["listed-exists"],
    lowers: [[dir("/d"), file("/d/w", "hidden"), file("/d/x", "hidden")]],
    upperBefore: [opaqueDir("/d"), whiteoutAt("/d/w"), file("/d/f", "f")],
    steps: [
      list("/d", gives(["f", "w"])),
      lookedUp("/d/w"),
      lookedUp("/d/x"),
      unlink("/d/f"),
      rmdir("/d"),
      lstat("/d", fails("ENOENT")),
      list("/", gives([])),
    ],
    merged: {},
    upper: { d: whiteout },
  },
  {
    title: "a device 0:0 in a directory that one lower alone has is listed but not found",
    cites: ["measured/24", "readdir/6"],
    unruly: ["listed-exists"],
    lowers: [[dir("/d"), file("/d/f", "f"), whiteoutAt("/d/w")]],
    steps: [
      list("/d", gives(["f", "w"])),
      lookedUp("/d/w"),
      writeFile("/d/new", "n"),
      // Upper has a part of the directory now, so it is merged and its whiteouts are hidden.
      list("/d", gives(["f", "new"])),
      lookedUp("/d/w"),
    ],
    merged: { d: { f: "f", new: "n" } },
    upper: { d: { new: "n" } },
  },
  {
    title: "a device 0:0 in the root of a lower is neither listed nor found",
    cites: ["measured/24", "whiteouts-and-opaque-directories/3"],
    lowers: [[file("/f", "f"), whiteoutAt("/w")]],
    steps: [
      list("/", gives(["f"])),
      lookedUp("/w"),
      unlink("/w", fails("ENOENT")),
      writeFile("/w", "mine"),
      list("/", gives(["f", "w"])),
    ],
    merged: { f: "f", w: "mine" },
    upper: { w: "mine" },
  },
  {
    title: "a device 0:0 on a read-only overlay hides the name below it",
    cites: ["multiple-lower-layers/2", "whiteouts-and-opaque-directories/3"],
    needs: ["multi_lower"],
    mount: { upper: false },
    lowers: [
      [dir("/d"), whiteoutAt("/d/f"), whiteoutAt("/g")],
      [dir("/d"), file("/d/f", "f"), file("/d/h", "h"), file("/g", "g")],
    ],
    steps: [
      list("/", gives(["d"])),
      list("/d", gives(["h"])),
      lookedUp("/d/f"),
      lookedUp("/g"),
      unlink("/d/h", fails("EROFS")),
      writeFile("/g", "x", fails("EROFS")),
    ],
    merged: { d: { h: "h" } },
  },
];
