import {
  as,
  chmod,
  chown,
  close,
  dir,
  excludes,
  fails,
  file,
  fsgetxattr,
  fssetxattr,
  getflags,
  gives,
  includes,
  is,
  mknod,
  on,
  open,
  readlink,
  remount,
  rename,
  setflags,
  symlink,
  whiteout,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Flags } from "../../harness/language/construct/make.ts";
import type { inodeFlags } from "../../harness/language/flags.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";
import { flagged } from "./scene.ts";

const shows = (
  path: string,
  yes: Flags<typeof inodeFlags>,
  no: Flags<typeof inodeFlags>,
): Steps => [
  open("$", path, ["O_RDONLY"]),
  getflags("$", gives(includes(...yes))),
  getflags("$", gives(excludes(...no))),
  close("$"),
];
const scene = { needs: ["samefs", "inode_flags"], mount: plain, observe: "end" } as const;

/** Flags that a copy has of its lower object, and flags by other calls. */
export const copies: readonly WrittenScenario[] = [
  ...(["file", "directory"] as const).map((type): WrittenScenario => ({
    ...scene,
    title: `the no-atime flag of a ${type} goes with it when it is copied up, and no-dump does not`,
    cites: ["man/ioctl_iflags.2#FS_NOATIME_FL", "measured/file-attributes/3"],
    peers: ["xfstests overlay/078"],
    lowers: [
      [
        type === "file" ? file("/o", "lower") : dir("/o"),
        flagged("/o", ["FS_NOATIME_FL", "FS_NODUMP_FL"]),
      ],
    ],
    steps: [
      shows("/o", ["FS_NOATIME_FL", "FS_NODUMP_FL"], []),
      chmod("/o", 0o700),
      shows("/o", ["FS_NOATIME_FL"], ["FS_NODUMP_FL"]),
      on("upper", shows("/o", ["FS_NOATIME_FL"], ["FS_NODUMP_FL"])),
      on("lower0", shows("/o", ["FS_NOATIME_FL", "FS_NODUMP_FL"], [])),
      remount(),
      shows("/o", ["FS_NOATIME_FL"], ["FS_NODUMP_FL"]),
    ],
    merged: {
      o: type === "file" ? is.file("lower", { mode: 0o700 }) : is.dir({}, { mode: 0o700 }),
    },
    upper: { o: type === "file" ? is.file("lower", { mode: 0o700 }) : is.dir({}, { mode: 0o700 }) },
  })),
  {
    ...scene,
    title:
      "links and FIFOs below a no-atime directory of lower are moved and changed like any others",
    cites: ["measured/file-attributes/3", "non-directories/4"],
    peers: ["xfstests overlay/082"],
    why: "They inherit a flag that they have no means to be asked for.",
    lowers: [
      [
        dir("/d"),
        flagged("/d", ["FS_NOATIME_FL"]),
        symlink("target", "/d/l"),
        mknod("/d/p", "fifo", 0o600),
      ],
    ],
    steps: [
      rename("/d/l", "/d/m"),
      readlink("/d/m", gives("target")),
      chmod("/d/p", 0o640),
      rename("/d/p", "/p"),
      shows("/d", ["FS_NOATIME_FL"], []),
    ],
    merged: { d: { m: is.symlink("target") }, p: is.fifo({ mode: 0o640 }) },
    upper: {
      d: { l: whiteout, m: is.symlink("target"), p: whiteout },
      p: is.fifo({ mode: 0o640 }),
    },
  },
  {
    ...scene,
    title: "FS_IOC_FSSETXATTR sets what FS_IOC_GETFLAGS shows, and copies up",
    cites: ["man/ioctl_iflags.2#FS_IOC_SETFLAGS", "measured/file-attributes/2"],
    lowers: [[file("/f", "lower")]],
    steps: [
      open("r", "/f", ["O_RDONLY"]),
      fssetxattr("r", ["FS_XFLAG_NODUMP", "FS_XFLAG_NOATIME"]),
      getflags("r", gives(includes("FS_NODUMP_FL", "FS_NOATIME_FL"))),
      fsgetxattr("r", gives({ flags: includes("FS_XFLAG_NODUMP", "FS_XFLAG_NOATIME") })),
      setflags("r", []),
      fsgetxattr("r", gives({ flags: excludes("FS_XFLAG_NODUMP", "FS_XFLAG_NOATIME") })),
    ],
    merged: { f: "lower" },
    upper: { f: "lower" },
  },
  {
    ...scene,
    title: "an owner without capabilities may set no-dump on a file of lower, and not immutable",
    cites: ["man/ioctl_iflags.2#FS_IMMUTABLE_FL", "permission-model/6"],
    lowers: [[file("/f", "lower"), chown("/f", 1000, 1000), file("/g", "g")]],
    steps: [
      as(
        { uid: 1000, gid: 1000 },
        open("r", "/f", ["O_RDONLY"]),
        setflags("r", ["FS_IMMUTABLE_FL"], fails("EPERM")),
        setflags("r", ["FS_NODUMP_FL"]),
        open("g", "/g", ["O_RDONLY"]),
        setflags("g", ["FS_NODUMP_FL"], fails("EPERM")),
      ),
      getflags("r", gives(includes("FS_NODUMP_FL"))),
    ],
    merged: { f: is.file("lower", { uid: 1000, gid: 1000 }), g: "g" },
    upper: { f: is.file("lower", { uid: 1000, gid: 1000 }) },
  },
  {
    title: "flags of a file on a mount without upper cannot be set",
    cites: ["measured/36"],
    needs: ["samefs", "inode_flags"],
    mount: { upper: false },
    lowers: [[file("/f", "lower"), flagged("/f", ["FS_NODUMP_FL"])], []],
    steps: [
      open("r", "/f", ["O_RDONLY"]),
      getflags("r", gives(includes("FS_NODUMP_FL"))),
      setflags("r", [], fails("EROFS")),
      fssetxattr("r", [], fails("EROFS")),
    ],
    merged: { f: "lower" },
  },
];
