import {
  dir,
  fails,
  file,
  gives,
  list,
  mknod,
  readFile,
  setxattr,
  truncate,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot } from "../by-hand.ts";
import { inner, outer, scene } from "./scene.ts";

/** Other marks of layers, made through an overlay. */
export const devices: readonly WrittenScenario[] = [
  {
    title: "a whiteout device cannot be made through an overlay for the next",
    cites: ["measured/1", "nesting/3"],
    bugs: ["https://github.com/containers/fuse-overlayfs/issues/326"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inner(),
      inRoot(mknod("/inner/d/w", "chr", 0, 0, 0, fails("EPERM"))),
      outer(),
      mknod("/w", "chr", 0, 0, 0, fails("EPERM")),
    ],
    upper: {},
  },
  {
    title: "a redirect set through an overlay is followed by the next",
    cites: ["nesting/2", "renaming-directories/4"],
    needs: ["escaped_xattrs", "redirect_follow", "trusted_xattr"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(dir("/l2/old"), file("/l2/old/content", "c")),
      inner(),
      inRoot(setxattr("/inner/own", "trusted.overlay.redirect", "/old")),
      outer("/inner:/l2", "redirect_dir=follow"),
      list("/own", gives(["content", "g"])),
      readFile("/own/content", gives("c")),
    ],
  },
  {
    title: "a shell made through an overlay has its data in a lower of the next",
    cites: ["nesting/2", "metadata-only-copy-up/1"],
    needs: ["escaped_xattrs", "metacopy", "trusted_xattr"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(file("/l2/shell", "data")),
      inner(),
      inRoot(
        writeFile("/inner/shell", ""),
        truncate("/inner/shell", 4),
        setxattr("/inner/shell", "trusted.overlay.metacopy", ""),
      ),
      outer("/inner:/l2", "metacopy=on"),
      readFile("/shell", gives("data")),
    ],
  },
];
