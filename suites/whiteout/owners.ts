import {
  as,
  atLeast,
  chown,
  dir,
  fails,
  file,
  gives,
  is,
  list,
  lstat,
  on,
  readFile,
  rename,
  rmdir,
  unlink,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
/** Who removes, and whose the whiteout is. */
export const owners: readonly WrittenScenario[] = [
  {
    title: "a removal that is denied leaves no whiteout",
    cites: ["permission-model/6", "man/path_resolution.7#EACCES"],
    needs: ["uids"],
    lowers: [
      [dir("/d"), file("/d/f", "f"), dir("/d/e"), dir("/sticky", 0o1777), file("/sticky/f", "s")],
    ],
    steps: [
      as(
        { uid: 1000, gid: 1000 },
        unlink("/d/f", fails("EACCES")),
        rmdir("/d/e", fails("EACCES")),
        unlink("/sticky/f", fails("EPERM")),
        rename("/sticky/f", "/sticky/g", fails("EPERM")),
      ),
      list("/d", gives(["e", "f"])),
      readFile("/sticky/f", gives("s")),
    ],
    merged: { d: { e: {}, f: "f" }, sticky: is.dir({ f: "s" }, { mode: 0o1777 }) },
    upper: {},
  },
  {
    title:
      "the whiteout that an ordinary user leaves belongs to the mounter and has no permissions",
    cites: ["measured/22", "permission-model/1"],
    bugs: [
      "https://github.com/containers/storage/issues/1195",
      "https://github.com/podman-container-tools/container-libs/pull/1171",
    ],
    needs: ["uids"],
    lowers: [[dir("/d"), chown("/d", 1000, 1000), file("/d/f", "f"), chown("/d/f", 1000, 1000)]],
    steps: [
      as({ uid: 1000, gid: 1000 }, unlink("/d/f"), lstat("/d/f", fails("ENOENT"))),
      on("upper", lstat("/d/f", gives({ type: "chr", mode: 0, uid: 0, gid: 0, rdev: [0, 0] }))),
      on("upper", lstat("/d", gives({ uid: 1000, gid: 1000, mode: 0o755 }))),
      as({ uid: 1000, gid: 1000 }, writeFile("/d/f", "again"), readFile("/d/f", gives("again"))),
    ],
    merged: {
      d: is.dir({ f: is.file("again", { uid: 1000, gid: 1000 }) }, { uid: 1000, gid: 1000 }),
    },
    upper: {
      d: is.dir({ f: is.file("again", { uid: 1000, gid: 1000 }) }, { uid: 1000, gid: 1000 }),
    },
  },
  {
    title: "many whiteouts are each of device 0:0 and hide each its name",
    cites: ["measured/22", "whiteouts-and-opaque-directories/2"],
    peers: ["xfstests overlay/073"],
    bugs: [
      "https://github.com/containers/fuse-overlayfs/pull/55",
      "https://github.com/moby/buildkit/pull/4516",
      "https://github.com/vmware/vic/issues/5997",
    ],
    why: "The kernel makes them links of one inode where it can, so a link count of one is no sign of a whiteout.",
    lowers: [["a", "b", "c", "d"].map((name) => file(`/${name}`, name))],
    steps: [
      ["a", "b", "c"].map((name) => unlink(`/${name}`)),
      ["a", "b", "c"].map((name) =>
        on("upper", lstat(`/${name}`, gives({ type: "chr", rdev: [0, 0], nlink: atLeast(1) }))),
      ),
      writeFile("/b", "new"),
      list("/", gives(["b", "d"])),
    ],
    merged: { b: "new", d: "d" },
    upper: { a: whiteout, b: "new", c: whiteout },
  },
];
