import {
  chmod,
  dir,
  fails,
  file,
  gives,
  link,
  list,
  lstat,
  mkdir,
  mount,
  readFile,
  rename,
  rmdir,
  setxattr,
  getxattr,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { byHand, inRoot, layers, overlay } from "../by-hand.ts";

const cites = ["upper-and-lower/4", "measured/layers/3"];

/** An upper on ramfs, which stores no extended attributes. */
const bare = (more = ""): Steps => [
  layers("l", "d"),
  inRoot(
    file("/l/a", "a"),
    dir("/l/d"),
    file("/l/d/f", "f"),
    mount("ramfs", "/d", "ramfs", []),
    mkdir("/d/upper"),
    mkdir("/d/work"),
  ),
  overlay(`lowerdir=/l,upperdir=/d/upper,workdir=/d/work${more}`),
];

/** What needs a mark in upper is refused, and everything else goes on. */
export const bareUpper: readonly WrittenScenario[] = [
  {
    ...byHand,
    title:
      "an upper without extended attributes is mounted, and files are copied up and removed in it",
    cites,
    steps: [
      bare(),
      inRoot(
        chmod("/merged/d/f", 0o600),
        lstat("/d/upper/d/f", gives({ mode: 0o600, size: 1 })),
        unlink("/merged/a"),
        list("/merged", gives(["d"])),
        lstat("/d/upper/a", gives({ type: "chr", rdev: [0, 0] })),
        writeFile("/merged/a", "new"),
        readFile("/merged/a", gives("new")),
      ),
    ],
  },
  {
    ...byHand,
    title: "a directory is not made over a whiteout of an upper that cannot make it opaque",
    cites: [...cites, "whiteouts-and-opaque-directories/3"],
    steps: [
      bare(),
      inRoot(
        unlink("/merged/a"),
        mkdir("/merged/a", fails("EIO")),
        lstat("/merged/a", fails("ENOENT")),
        lstat("/d/upper/a", gives({ type: "chr", rdev: [0, 0] })),
        mkdir("/merged/n"),
        list("/merged", gives(["d", "n"])),
      ),
    ],
  },
  {
    ...byHand,
    title: "a directory of whiteouts is not removed from an upper that cannot make it opaque",
    cites,
    steps: [
      bare(),
      inRoot(
        unlink("/merged/d/f"),
        rmdir("/merged/d", fails("EIO")),
        list("/merged/d", gives([])),
        lstat("/d/upper/d/f", gives({ type: "chr" })),
      ),
    ],
  },
  {
    ...byHand,
    title:
      "an upper without extended attributes is mounted with every feature asked for, and has none",
    cites: [...cites, "renaming-directories/1"],
    // Without privilege the options are refused.
    needs: ["trusted_xattr"],
    steps: [
      bare(",redirect_dir=on,metacopy=on,index=on"),
      inRoot(
        rename("/merged/d", "/merged/moved", fails("EXDEV")),
        chmod("/merged/a", 0o600),
        readFile("/d/upper/a", gives("a")),
        list("/d/work", gives(["work"])),
      ),
    ],
  },
  {
    ...byHand,
    title: "attributes of a file of lower are lost when it is copied to an upper without any",
    cites,
    needs: ["user_xattr"],
    steps: [
      layers("l", "d"),
      inRoot(
        file("/l/x", "x"),
        setxattr("/l/x", "user.k", "v"),
        mount("ramfs", "/d", "ramfs", []),
        mkdir("/d/upper"),
        mkdir("/d/work"),
      ),
      overlay("lowerdir=/l,upperdir=/d/upper,workdir=/d/work"),
      inRoot(
        getxattr("/merged/x", "user.k", gives("v")),
        setxattr("/merged/x", "user.k", "w", fails("EOPNOTSUPP")),
        getxattr("/merged/x", "user.k", fails("EOPNOTSUPP")),
        link("/merged/x", "/merged/y"),
        readFile("/merged/y", gives("x")),
      ),
    ],
  },
];
