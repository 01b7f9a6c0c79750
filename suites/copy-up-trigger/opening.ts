import {
  close,
  fails,
  fstat,
  ftruncate,
  gives,
  lseek,
  lstat,
  open,
  pread,
  read,
  truncate,
  write,
} from "../../harness/language/index.ts";
import type { openFlags } from "../../harness/language/flags.ts";
import { block, but, character, directory, fifo, link, regular, socket, text } from "./subjects.ts";
import { type Row, copied, left } from "./row.ts";

type Flags = readonly (typeof openFlags)[number][];

/** Flags with which a file is opened and closed again, and nothing else done. */
const readers: readonly Flags[] = [
  ["O_RDONLY", "O_APPEND"],
  ["O_RDONLY", "O_NOFOLLOW"],
  ["O_RDONLY", "O_NOATIME"],
  ["O_RDONLY", "O_SYNC"],
];
const writers: readonly Flags[] = [
  ["O_RDWR", "O_NOFOLLOW"],
  ["O_WRONLY", "O_SYNC"],
];
const spelled = (flags: Flags): string => `opening with ${flags.join(" and ")}`;

export const opening: readonly Row[] = [
  ...readers.map((flags): Row => ({
    deed: spelled(flags),
    cites: ["non-directories/2", "posix/open"],
    to: [regular],
    steps: (path) => [
      open("r", path, flags),
      read("r", 4, gives("0123")),
      pread("r", 99, 8, gives("89")),
      write("r", "x", fails("EBADF")),
      ftruncate("r", 0, fails("EINVAL")),
      lseek("r", 0, "SEEK_END", gives(10)),
      close("r"),
    ],
    after: left(),
  })),
  ...writers.map((flags): Row => ({
    deed: spelled(flags),
    cites: ["measured/7", "non-directories/3"],
    to: [regular],
    steps: (path) => [
      open("w", path, flags),
      fstat("w", gives({ size: 10, mode: 0o640 })),
      lseek("w", 0, "SEEK_CUR", gives(0)),
      close("w"),
    ],
    after: copied(),
  })),
  {
    deed: "opening it as a directory, which fails,",
    cites: ["man/open.2#O_DIRECTORY", "non-directories/2"],
    to: but(directory, link),
    steps: (path) => [
      open("d", path, ["O_RDONLY", "O_DIRECTORY"], fails("ENOTDIR")),
      open("d", `${path}/`, ["O_RDONLY"], fails("ENOTDIR")),
      open("d", `${path}/x`, ["O_WRONLY", "O_CREAT"], fails("ENOTDIR")),
    ],
    after: left(),
  },
  {
    deed: "opening it as a file to write, which fails,",
    cites: ["man/open.2#O_RDWR", "man/truncate.2#EISDIR", "posix/open"],
    to: [directory],
    steps: (path) => [
      open("w", path, ["O_RDWR"], fails("EISDIR")),
      open("w", path, ["O_WRONLY"], fails("EISDIR")),
      open("w", path, ["O_RDONLY", "O_TRUNC"], fails("EISDIR")),
      open("w", path, ["O_RDONLY", "O_CREAT"], fails("EISDIR")),
      truncate(path, 0, fails("EISDIR")),
    ],
    after: left(),
  },
  {
    deed: "opening it with O_NOFOLLOW, which fails,",
    cites: ["man/open.2#O_NOFOLLOW", "man/open.2#O_EXCL", "non-directories/2"],
    to: [link],
    steps: (path) => [
      open("w", path, ["O_RDWR", "O_NOFOLLOW"], fails("ELOOP")),
      open("w", path, ["O_WRONLY", "O_TRUNC", "O_NOFOLLOW"], fails("ELOOP")),
      open("w", path, ["O_RDONLY", "O_NOFOLLOW"], fails("ELOOP")),
      open("w", path, ["O_WRONLY", "O_CREAT", "O_EXCL"], fails("EEXIST")),
    ],
    after: left(),
  },
  {
    deed: "writing through it to its target",
    cites: ["non-directories/2", "posix/open"],
    to: [link],
    steps: (path, _, folder) => [
      open("w", path, ["O_WRONLY", "O_TRUNC"]),
      write("w", "new", gives(3)),
      close("w"),
      lstat(path, gives({ type: "symlink", size: 1 })),
      lstat(`${folder}t`, gives({ type: "file", size: 3 })),
    ],
    after: (subject) => ({ merged: { o: subject.merged(), t: "new" }, upper: { t: "new" } }),
  },
  {
    deed: "writing through it and reading from it",
    cites: ["measured/8", "non-directories/2"],
    to: [fifo],
    steps: (path) => [
      open("w", path, ["O_WRONLY", "O_NONBLOCK"], fails("ENXIO")),
      open("r", path, ["O_RDWR", "O_NONBLOCK", "O_TRUNC"]),
      open("w", path, ["O_WRONLY", "O_NONBLOCK"]),
      write("w", text, gives(10)),
      read("r", 99, gives(text)),
      close("w"),
      close("r"),
    ],
    after: left(),
  },
  {
    deed: "writing to it",
    cites: ["measured/8", "non-directories/2"],
    to: [character],
    steps: (path) => [
      open("w", path, ["O_WRONLY", "O_TRUNC"]),
      write("w", text, gives(10)),
      close("w"),
      open("w", path, ["O_RDWR", "O_APPEND", "O_CREAT"]),
      write("w", text, gives(10)),
      read("w", 9, gives("")),
      close("w"),
    ],
    after: left(),
  },
  {
    deed: "opening it to write, which fails,",
    cites: ["man/open.2#ENXIO", "measured/8"],
    to: [socket, block],
    steps: (path) => [
      open("w", path, ["O_WRONLY"], fails("ENXIO")),
      open("w", path, ["O_RDWR", "O_NONBLOCK"], fails("ENXIO")),
      open("r", path, ["O_RDONLY"], fails("ENXIO")),
    ],
    after: left(),
  },
];
