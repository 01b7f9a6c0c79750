import {
  close,
  dir,
  fails,
  fsShutdown,
  getdents64,
  gives,
  includes,
  list,
  loopSetCapacity,
  mkdir,
  mkfs,
  mountLoop,
  on,
  open,
  pread,
  readFile,
  truncate,
  umount,
  unlink,
  writeFile,
} from "../../../harness/language/index.ts";
import { cases } from "./case.ts";

const mounted = mountLoop("/disk", "/d", "ext4");
const scene = [dir("/d"), mkfs("/disk", "ext4"), mounted];

export const diskCases = cases("disk", [
  [
    "a disk is a file that is mounted, and keeps what it was given when it is mounted again",
    [
      on(
        "root",
        scene,
        list("/d", gives(["lost+found"])),
        writeFile("/d/f", "kept"),
        umount("/d"),
        list("/d", gives([])),
        mountLoop("/disk", "/d", "ext4", ["MS_RDONLY"]),
        readFile("/d/f", gives("kept")),
        unlink("/d/f", fails("EROFS")),
        umount("/d"),
      ),
    ],
  ],
  [
    "a filesystem is made without a feature",
    [
      on(
        "root",
        dir("/d"),
        mkfs("/disk", "ext4", ["^filetype"]),
        mounted,
        open("d", "/d", ["O_RDONLY", "O_DIRECTORY"]),
        getdents64("d", 4096, gives(includes({ name: "lost+found", type: "unknown" }))),
        close("d"),
      ),
    ],
  ],
  [
    "a filesystem that is shut down gives nothing and has lost what was not synced",
    [
      on(
        "root",
        scene,
        writeFile("/d/f", "lost"),
        open("d", "/d", ["O_RDONLY", "O_DIRECTORY"]),
        fsShutdown("d", "FS_SHUTDOWN_FLAGS_NOLOGFLUSH"),
        close("d"),
        mkdir("/d/n", fails("EIO")),
        umount("/d"),
        mounted,
        list("/d", gives(["lost+found"])),
      ),
    ],
  ],
  [
    "a disk whose file is shortened reads as far as it goes",
    [
      on(
        "root",
        scene,
        writeFile("/d/f", { fill: "0123456789", size: 10_000_000 }),
        umount("/d"),
        mounted,
        open("f", "/d/f", ["O_RDONLY"]),
        truncate("/disk", 7_000_000),
        loopSetCapacity("/d"),
        pread("f", 10, 9_999_990, fails("EIO")),
        close("f"),
      ),
    ],
  ],
  [
    "a filesystem of another type is made",
    [
      on(
        "root",
        dir("/d"),
        mkfs("/disk", "vfat"),
        mountLoop("/disk", "/d", "vfat"),
        writeFile("/d/name", "data"),
        readFile("/d/NAME", gives("data")),
      ),
    ],
  ],
  [
    "what is no disk cannot be mounted, shut down or resized",
    [
      on(
        "root",
        mkfs("/disk", "ext4"),
        dir("/d"),
        writeFile("/none", { fill: "0", size: 1_000_000 }),
        mountLoop("/none", "/d", "ext4", fails("EINVAL")),
        mountLoop("/absent", "/d", "ext4", fails("ENOENT")),
        mountLoop("/disk", "/absent", "ext4", fails("ENOENT")),
        fsShutdown("none", "FS_SHUTDOWN_FLAGS_DEFAULT", fails("EBADF")),
        loopSetCapacity("/absent", fails("ENOENT")),
        loopSetCapacity("/d", fails("ENOTBLK")),
      ),
    ],
  ],
]);
