import {
  as,
  chmod,
  close,
  dir,
  fails,
  fchmod,
  fchown,
  file,
  gives,
  is,
  list,
  lstat,
  mkdir,
  open,
  readFile,
  remount,
  rename,
  rmdir,
  umask,
  unlink,
  whiteout,
  write,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const user = { uid: 1000, gid: 1000 };
const his = { uid: 1000, gid: 1000 };

/** What editors, package managers and builders do one call after the other, and an implementation gets wrong in between. */
export const stepsOfPrograms: readonly WrittenScenario[] = [
  {
    title: "an editor's new file gets owner and mode by descriptor and takes the old one's name",
    cites: ["posix/rename", "posix/chown", "posix/chmod"],
    bugs: ["https://github.com/containers/fuse-overlayfs/issues/348"],
    needs: ["uids"],
    mount: plain,
    lowers: [[dir("/d", 0o777), file("/d/f", "old", 0o755)]],
    steps: [
      as(
        user,
        open("new", "/d/sedXX", ["O_RDWR", "O_CREAT", "O_EXCL"], 0o600),
        write("new", "edited", gives(6)),
        fchown("new", 1000, 1000),
        fchmod("new", 0o755),
        close("new"),
        rename("/d/sedXX", "/d/f"),
      ),
      lstat("/d/f", gives({ mode: 0o755, ...his, size: 6 })),
      list("/d", gives(["f"])),
      remount(),
      readFile("/d/f", gives("edited")),
    ],
    merged: { d: is.dir({ f: is.file("edited", { mode: 0o755, ...his }) }, { mode: 0o777 }) },
    upper: { d: is.dir({ f: is.file("edited", { mode: 0o755, ...his }) }, { mode: 0o777 }) },
  },
  {
    title: "a file that a umask left without permissions is given away and opened up by descriptor",
    cites: ["posix/chown", "posix/chmod", "permission-model/7"],
    bugs: ["https://github.com/containers/fuse-overlayfs/issues/265"],
    needs: ["uids"],
    mount: plain,
    lowers: [[dir("/d", 0o777)]],
    steps: [
      umask(0o700),
      as(
        user,
        open("new", "/d/f", ["O_RDWR", "O_CREAT", "O_EXCL"], 0o600),
        lstat("/d/f", gives({ mode: 0 })),
        fchown("new", 1000, 1000),
        open("again", "/d/f", ["O_RDONLY"], fails("EACCES")),
        fchmod("new", 0o640),
        write("new", "text", gives(4)),
        readFile("/d/f", gives("text")),
      ),
    ],
    merged: { d: is.dir({ f: is.file("text", { mode: 0o640, ...his }) }, { mode: 0o777 }) },
    upper: { d: is.dir({ f: is.file("text", { mode: 0o640, ...his }) }, { mode: 0o777 }) },
  },
  {
    title: "in a directory that was copied away, removed and copied back every name can be made",
    cites: ["whiteouts-and-opaque-directories/4", "man/open.2#O_EXCL"],
    bugs: ["https://github.com/containers/fuse-overlayfs/issues/444"],
    mount: plain,
    lowers: [[dir("/t"), dir("/t/a"), file("/t/a/f", "lower"), file("/t/a/g", "g")]],
    steps: [
      [mkdir("/t/tmp"), file("/t/tmp/f", "copy")],
      [unlink("/t/a/f"), unlink("/t/a/g"), rmdir("/t/a")],
      mkdir("/t/a"),
      lstat("/t/a/f", fails("ENOENT")),
      file("/t/a/f", "copy"),
      open("taken", "/t/a/f", ["O_WRONLY", "O_CREAT", "O_EXCL"], 0o644, fails("EEXIST")),
      list("/t/a", gives(["f"])),
      chmod("/t/a/f", 0o600),
      remount(),
      file("/t/a/g", "made after another mount"),
    ],
    merged: {
      t: {
        a: { f: is.file("copy", { mode: 0o600 }), g: "made after another mount" },
        tmp: { f: "copy" },
      },
    },
    upper: {
      t: {
        a: is.opaque({ f: is.file("copy", { mode: 0o600 }), g: "made after another mount" }),
        tmp: { f: "copy" },
      },
    },
  },
  {
    title: "a directory that cannot be renamed is moved by copying, and leaves one whiteout",
    cites: ["renaming-directories/1", "whiteouts-and-opaque-directories/1"],
    bugs: [
      "https://github.com/moby/moby/issues/33733",
      "https://github.com/moby/moby/issues/35058",
      "https://github.com/moby/buildkit/issues/2490",
    ],
    why: "A layer that is made of upper has to hold the content under the new name.",
    mount: plain,
    lowers: [
      [dir("/target"), file("/target/f", "f"), dir("/target/in"), file("/target/in/b", "b")],
    ],
    steps: [
      rename("/target", "/moved", fails("EXDEV")),
      [mkdir("/moved"), file("/moved/f", "f"), mkdir("/moved/in"), file("/moved/in/b", "b")],
      [unlink("/target/f"), unlink("/target/in/b"), rmdir("/target/in"), rmdir("/target")],
      list("/", gives(["moved"])),
    ],
    merged: { moved: { f: "f", in: { b: "b" } } },
    upper: { moved: { f: "f", in: { b: "b" } }, target: whiteout },
    dockerDiff: ["A /moved", "A /moved/f", "A /moved/in", "A /moved/in/b", "D /target"],
  },
];
