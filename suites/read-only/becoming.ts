import {
  access,
  appendFile,
  chmod,
  close,
  contains,
  dir,
  fails,
  file,
  gives,
  includes,
  mkdir,
  mount,
  mountinfo,
  open,
  readFile,
  setflags,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay, writable } from "../by-hand.ts";

const scene: Steps = inRoot(
  ["l1", "l2"].map((name) => [dir(`/${name}`), file(`/${name}/${name}`, name)]),
);
const erofs = fails("EROFS");

/** How an overlay becomes read-only, in whole or at one place. */
export const becoming: readonly WrittenScenario[] = [
  {
    title: "an overlay does not become read-only while a file is open for writing",
    cites: ["man/mount.2#EBUSY"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(writable("/l1:/l2")),
      open("w", "/l1", ["O_RDWR"]),
      inRoot(mount("o", "/merged", "overlay", ["MS_REMOUNT", "MS_RDONLY"], "", fails("EBUSY"))),
      close("w"),
      inRoot(mount("o", "/merged", "overlay", ["MS_REMOUNT", "MS_RDONLY"], "")),
      writeFile("/l1", "x", erofs),
    ],
  },
  {
    title: "a file that was copied up before is as read-only as the others after a remount",
    cites: ["mount-options/28", "measured/36"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(writable("/l1:/l2")),
      writeFile("/l1", "changed"),
      inRoot(mount("o", "/merged", "overlay", ["MS_REMOUNT", "MS_RDONLY"], "")),
      appendFile("/l1", "more", erofs),
      appendFile("/l2", "more", erofs),
      chmod("/l1", 0o600, erofs),
      unlink("/l2", erofs),
      readFile("/l1", gives("changed")),
    ],
    upper: { l1: "changed" },
    merged: { l1: "changed", l2: "l2" },
  },
  {
    title: "a mount point that is read-only protects the overlay at that place alone",
    cites: ["man/mount.2#MS_BIND"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(writable("/l1")),
      inRoot(
        dir("/bound"),
        mount("/merged", "/bound", "none", ["MS_BIND"]),
        mount("none", "/bound", "none", ["MS_BIND", "MS_REMOUNT", "MS_RDONLY"]),
        writeFile("/bound/new", "n", erofs),
        chmod("/bound/l1", 0o600, erofs),
        access("/bound/l1", ["W_OK"], erofs),
      ),
      writeFile("/new", "n"),
      inRoot(readFile("/bound/new", gives("n"))),
    ],
    upper: contains({ new: "n" }),
  },
  {
    title: "an upper that became read-only under the mount refuses changes and still reads",
    cites: ["upper-and-lower/4", "changes-to-underlying-filesystems/1"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(
        dir("/fs"),
        mount("t", "/fs", "tmpfs", []),
        ["u", "w"].map((name) => mkdir(`/fs/${name}`)),
        file("/fs/u/own", "own"),
      ),
      overlay("lowerdir=/l1,upperdir=/fs/u,workdir=/fs/w"),
      inRoot(mount("t", "/fs", "tmpfs", ["MS_REMOUNT", "MS_RDONLY"])),
      readFile("/own", gives("own")),
      readFile("/l1", gives("l1")),
      appendFile("/own", "x", erofs),
      appendFile("/l1", "x", erofs),
    ],
  },
  {
    title: "a work directory that cannot be made leaves the overlay read-only",
    cites: ["mount-options/36"],
    peers: ["xfstests overlay/035"],
    needs: ["inode_flags", "trusted_xattr"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(open("w", "/work", ["O_RDONLY"]), setflags("w", ["FS_IMMUTABLE_FL"])),
      overlay(writable("/l1")),
      inRoot(mountinfo("/merged", gives({ options: includes("ro") }))),
      writeFile("/new", "n", erofs),
      inRoot(mount("o", "/merged", "overlay", ["MS_REMOUNT"], "", erofs)),
      inRoot(setflags("w", [])),
    ],
    upper: {},
    work: {},
  },
];
