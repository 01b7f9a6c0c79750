import {
  dir,
  fails,
  file,
  getxattr,
  gives,
  is,
  list,
  lseek,
  lstat,
  mkdir,
  mount,
  on,
  open,
  readdir,
  remount,
  setxattr,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";
import { markedDir, xwhiteoutAt } from "./scene.ts";

const below = [dir("/d"), file("/d/f", "below")];

/** Marks that are set through a mount, and listings that stay open. */
export const throughMounts: readonly WrittenScenario[] = [
  {
    title: "marks set through the mount make no whiteout of a file there",
    cites: ["nesting/2", "nesting/3"],
    mount: plain,
    lowers: [[dir("/d"), file("/d/f", "")]],
    steps: [
      setxattr("/d/f", "overlay:whiteout", "y"),
      setxattr("/d", "overlay:opaque", "x"),
      lstat("/d/f", gives({ type: "file" })),
      getxattr("/d/f", "overlay:whiteout", gives("y")),
      remount(),
      list("/d", gives(["f"])),
      getxattr("/d/f", "overlay:whiteout", gives("y")),
    ],
    upper: {
      d: is.dir(
        { f: is.file("", { marks: { "overlay.whiteout": "y" } }) },
        { marks: { "overlay.opaque": "x" } },
      ),
    },
  },
  {
    title: "marks set through one overlay are whiteouts for an overlay on it",
    cites: ["nesting/2", "nesting/3"],
    peers: ["xfstests overlay/084"],
    bugs: ["https://github.com/composefs/composefs/issues/172"],
    needs: ["trusted_xattr"],
    mount: "none",
    lowers: [
      [dir("/d"), file("/d/f", "")],
      [dir("/d"), file("/d/f", "below"), file("/d/g", "g")],
    ],
    steps: on(
      "root",
      mkdir("/outer"),
      mount("o", "/merged", "overlay", [], "lowerdir=/lower0,upperdir=/upper,workdir=/work"),
      setxattr("/merged/d/f", "trusted.overlay.whiteout", "y"),
      setxattr("/merged/d", "trusted.overlay.opaque", "x"),
      lstat("/merged/d/f", gives({ type: "file" })),
      mount("o", "/outer", "overlay", [], "lowerdir=/merged:/lower1"),
      list("/outer/d", gives(["g"])),
      lstat("/outer/d/f", fails("ENOENT")),
    ),
  },
  {
    title: "a listing and a new one after each change agree on what marks hide",
    cites: ["whiteouts-and-opaque-directories/7", "readdir/3"],
    mount: plain,
    lowers: [[markedDir("/d"), xwhiteoutAt("/d/f"), file("/d/g", "g")], below],
    steps: [
      open("l", "/d", ["O_RDONLY", "O_DIRECTORY"]),
      readdir("l", gives(["g"])),
      writeFile("/d/f", "new"),
      lseek("l", 0, "SEEK_SET", gives(0)),
      readdir("l", gives(["f", "g"])),
      unlink("/d/f"),
      lseek("l", 0, "SEEK_SET", gives(0)),
      readdir("l", gives(["g"])),
    ],
    merged: { d: { g: "g" } },
  },
];
