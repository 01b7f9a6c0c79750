import {
  chmod,
  close,
  copyFileRange,
  fallocate,
  fails,
  ficlone,
  file,
  ftruncate,
  gives,
  is,
  lseek,
  on,
  open,
  pread,
  pwrite,
  readFile,
  stat,
  unlink,
  when,
  whiteout,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const block = 65536;
/** A hole of a block, a block of data, a hole of a block. */
const sparse: Steps = [
  open("s", "/s", ["O_WRONLY", "O_CREAT"], 0o644),
  pwrite("s", { fill: "d", size: block }, block),
  ftruncate("s", 3 * block),
  close("s"),
];
const ends: Steps = [
  lseek("r", 0, "SEEK_DATA", gives(block)),
  lseek("r", block, "SEEK_HOLE", gives(2 * block)),
  lseek("r", 2 * block, "SEEK_DATA", fails("ENXIO")),
  pread("r", 4, 2 * block - 2, gives({ hex: "64640000" })),
];

/** Calls that know of ranges: holes, allocation, copies inside the kernel. */
export const ranges: readonly WrittenScenario[] = [
  {
    title: "the holes of a sparse file of lower are found there, and found again in its copy",
    cites: ["non-directories/4", "man/lseek.2#SEEK_HOLE"],
    peers: ["xfstests overlay/066"],
    bugs: ["https://github.com/rk8s-dev/rk8s/pull/161"],
    needs: ["samefs"],
    mount: plain,
    observe: "end",
    lowers: [[sparse]],
    steps: [
      open("r", "/s", ["O_RDONLY"]),
      ends,
      close("r"),
      chmod("/s", 0o600),
      open("r", "/s", ["O_RDONLY"]),
      pread("r", 4, block - 2, gives({ hex: "00006464" })),
      pread("r", 4, 2 * block - 2, gives({ hex: "64640000" })),
      stat("/s", gives({ size: 3 * block, mode: 0o600 })),
    ],
  },
  {
    title: "punching a hole into a file of lower zeroes the range of the copy and nothing else",
    cites: ["man/fallocate.2#punch", "non-directories/2"],
    mount: plain,
    observe: "end",
    lowers: [[file("/f", { fill: "0123456789abcdef", size: 3 * 4096 })]],
    steps: [
      open("w", "/f", ["O_RDWR"]),
      fallocate("w", ["FALLOC_FL_PUNCH_HOLE", "FALLOC_FL_KEEP_SIZE"], 4096, 4096),
      pread("w", 4, 4094, gives({ hex: "65660000" })),
      pread("w", 4, 8190, gives({ hex: "00003031" })),
      on("lower0", open("l", "/f", ["O_RDONLY"]), pread("l", 4, 4094, gives("ef01")), close("l")),
      stat("/f", gives({ size: 3 * 4096 })),
    ],
  },
  {
    title: "fallocate makes a copy longer, or not where it is told to keep the size",
    cites: ["man/fallocate.2#allocates"],
    mount: plain,
    observe: "end",
    lowers: [[file("/f", "lower")]],
    steps: [
      open("w", "/f", ["O_RDWR"]),
      fallocate("w", ["FALLOC_FL_KEEP_SIZE"], 0, 4096),
      stat("/f", gives({ size: 5 })),
      fallocate("w", [], 0, 8),
      pread("w", 9, 0, gives({ hex: "6c6f776572000000" })),
      open("r", "/f", ["O_RDONLY"]),
      fallocate("r", [], 0, 100, fails("EBADF")),
    ],
    merged: { f: is.file({ hex: "6c6f776572000000" }) },
    upper: { f: is.file({ hex: "6c6f776572000000" }) },
  },
  {
    title: "fallocate of an unlinked file of lower succeeds",
    cites: ["man/fallocate.2#allocates", "posix/unlink"],
    mount: plain,
    observe: "end",
    lowers: [[file("/f", "lower")]],
    steps: [
      open("w", "/f", ["O_RDWR"]),
      unlink("/f"),
      fallocate("w", [], 0, 7),
      pread("w", 9, 0, gives({ hex: "6c6f7765720000" })),
    ],
    merged: {},
    upper: { f: whiteout },
  },
  ...(["lower", "upper"] as const).map((layer): WrittenScenario => ({
    title: `copy_file_range from a file of ${layer} into a new one copies the range and leaves the source`,
    cites: ["man/copy_file_range.2#copies"],
    bugs: ["https://github.com/containers/fuse-overlayfs/issues/399"],
    ...(layer === "lower" && { needs: ["samefs"] }),
    mount: plain,
    observe: "end",
    lowers: layer === "lower" ? [[file("/f", "0123456789")]] : [[]],
    ...(layer === "upper" && { upperBefore: [file("/f", "0123456789")] }),
    steps: [
      open("r", "/f", ["O_RDONLY"]),
      open("w", "/g", ["O_WRONLY", "O_CREAT", "O_EXCL"], 0o444),
      copyFileRange("r", "w", 5, 2, 0, gives(5)),
      readFile("/g", gives("23456")),
    ],
    merged: { f: "0123456789", g: is.file("23456", { mode: 0o444 }) },
    upper:
      layer === "lower"
        ? { g: is.file("23456", { mode: 0o444 }) }
        : { f: "0123456789", g: is.file("23456", { mode: 0o444 }) },
  })),
  {
    title:
      "copy_file_range from lower to upper copies where they are one filesystem, and is EXDEV where they are two",
    cites: ["man/copy_file_range.2#copies", "man/copy_file_range.2#EXDEV"],
    why: "Programs see one filesystem, and fall back to read and write only because of this error.",
    mount: plain,
    observe: "end",
    lowers: [[file("/f", "0123456789")]],
    steps: [
      open("r", "/f", ["O_RDONLY"]),
      open("w", "/g", ["O_WRONLY", "O_CREAT"], 0o644),
      copyFileRange("r", "w", 10, when("samefs", gives(10), fails("EXDEV"))),
      stat("/g", when("samefs", gives({ size: 10 }), gives({ size: 0 }))),
    ],
  },
  {
    title: "copy_file_range of an unlinked file of lower copies its data",
    cites: ["man/copy_file_range.2#copies", "posix/unlink"],
    needs: ["samefs"],
    mount: plain,
    observe: "end",
    lowers: [[file("/f", "0123456789")]],
    steps: [
      open("r", "/f", ["O_RDONLY"]),
      unlink("/f"),
      open("w", "/g", ["O_WRONLY", "O_CREAT"], 0o644),
      copyFileRange("r", "w", 10, gives(10)),
    ],
    merged: { g: "0123456789" },
    upper: { f: whiteout, g: "0123456789" },
  },
  ...(["lower", "upper"] as const).map((layer): WrittenScenario => ({
    title: `a clone of a file of ${layer} has its data, and neither changes with the other`,
    cites: ["man/ioctl_ficlone.2#FICLONE"],
    needs: ["samefs"],
    mount: plain,
    observe: "end",
    lowers: layer === "lower" ? [[file("/f", { fill: "x", size: 4096 })]] : [[]],
    ...(layer === "upper" && { upperBefore: [file("/f", { fill: "x", size: 4096 })] }),
    steps: [
      open("r", "/f", ["O_RDONLY"]),
      open("w", "/g", ["O_RDWR", "O_CREAT"], 0o644),
      ficlone("w", "r"),
      pread("w", 3, 4093, gives("xxx")),
      pwrite("w", "y", 4095),
      pread("r", 3, 4093, gives("xxx")),
      pread("w", 3, 4093, gives("xxy")),
    ],
  })),
];
