import {
  dir,
  fails,
  file,
  gives,
  is,
  list,
  lstat,
  opaqueDir,
  remount,
  rename,
  rmdir,
  setxattr,
  whiteout,
  whiteoutAt,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const names = ["top", "middle", "bottom"];

/** What ends the merge of several lowers, and what leads elsewhere. */
export const hiding: readonly WrittenScenario[] = [
  {
    title: "two opaque directories end the merge at the upper one",
    cites: ["whiteouts-and-opaque-directories/4"],
    lowers: [
      [dir("/d"), file("/d/a")],
      [opaqueDir("/d"), file("/d/b")],
      [opaqueDir("/d"), file("/d/c")],
      [dir("/d"), file("/d/e")],
    ],
    steps: [list("/d", gives(["a", "b"]))],
    merged: { d: { a: "", b: "" } },
  },
  {
    title: "a directory whose parent is opaque in a middle lower does not merge with those below",
    cites: ["whiteouts-and-opaque-directories/4"],
    bugs: ["https://github.com/containers/fuse-overlayfs/issues/425"],
    lowers: [
      [dir("/p"), dir("/p/s"), dir("/p/s/c"), file("/p/s/c/top")],
      [dir("/p"), opaqueDir("/p/s"), dir("/p/s/c"), file("/p/s/c/middle")],
      [dir("/p"), dir("/p/s"), dir("/p/s/c"), file("/p/s/c/bottom")],
    ],
    steps: [
      list("/p", gives(["s"])),
      list("/p/s", gives(["c"])),
      list("/p/s/c", gives(["middle", "top"])),
    ],
    merged: { p: { s: { c: { middle: "", top: "" } } } },
  },
  {
    title: "removing a directory of three lowers hides all of them at once",
    cites: ["whiteouts-and-opaque-directories/1"],
    peers: ["xfstests overlay/010"],
    lowers: [dir("/d"), [dir("/d"), whiteoutAt("/d/f")], [dir("/d"), file("/d/f")]].map((s) => [s]),
    mount: plain,
    steps: [list("/d", gives([])), rmdir("/d"), lstat("/d", fails("ENOENT")), list("/", gives([]))],
    merged: {},
    upper: { d: whiteout },
  },
  {
    title: "a directory of three lowers that is renamed keeps the children of all",
    cites: ["renaming-directories/2"],
    lowers: names.map((name) => [dir("/d"), file(`/d/${name}`)]),
    mount: { redirect_dir: "on" },
    steps: [rename("/d", "/e"), remount(), list("/e", gives(["bottom", "middle", "top"]))],
    merged: { e: { bottom: "", middle: "", top: "" } },
    upper: { d: whiteout, e: is.dir({}, { marks: { redirect: "d" } }) },
  },
  {
    title: "a redirect in a middle lower leads to a directory below it",
    cites: ["renaming-directories/2", "renaming-directories/4"],
    lowers: [
      [dir("/new"), file("/new/top")],
      [
        dir("/new"),
        file("/new/middle"),
        setxattr("/new", "overlay:redirect", "old"),
        whiteoutAt("/old"),
      ],
      [dir("/old"), file("/old/bottom")],
    ],
    mount: { redirect_dir: "follow" },
    steps: [list("/new", gives(["bottom", "middle", "top"])), lstat("/old", fails("ENOENT"))],
    merged: { new: { bottom: "", middle: "", top: "" } },
  },
];
