import {
  close,
  copyFileRange,
  ficlone,
  unlink,
  fallocate,
  fails,
  fstat,
  ftruncate,
  gives,
  lseek,
  lstat,
  on,
  open,
  pipe,
  pread,
  pwrite,
  sendfile,
  splice,
  write,
  writev,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Feature } from "../../harness/language/feature.ts";
import { regular, text } from "./subjects.ts";
import { type Row, copied, left } from "./row.ts";

/** An op on a descriptor opened for reading and writing: it is the open that copies up, the op changes the copy. */
const written = (deed: string, cite: string, content: string, ...ops: readonly Steps[]): Row => ({
  deed,
  cites: [cite, "non-directories/5"],
  to: [regular],
  steps: (path) => [
    open("w", path, ["O_RDWR"]),
    on("upper", lstat(path, gives({ size: 10, mode: 0o640 }))),
    ops,
    pread("w", 99, 0, gives(content)),
    close("w"),
  ],
  after: copied(content === text ? {} : { content, mtime: "now" }),
});

/** The directory had the file `x` for a while. */
const leftBeside: Row["after"] = (subject) => ({
  merged: { o: subject.merged() },
  upper: {},
  changed: true,
});

/** Between two filesystems it is EXDEV. */
const needsOf = (name: string): readonly Feature[] =>
  name === "copy_file_range" ? ["samefs"] : [];

/** Data that is written to a file, copied from it, and copied into it. */
export const writing: readonly Row[] = [
  {
    deed: "opening with O_DIRECT to read",
    cites: ["non-directories/2", "posix/open"],
    needs: ["direct_io"],
    to: [regular],
    steps: (path) => [open("r", path, ["O_RDONLY", "O_DIRECT"]), fstat("r"), close("r")],
    after: left(),
  },
  written("write", "posix/write", "AB23456789", write("w", "AB", gives(2))),
  written("pwrite", "posix/write", "0123AB6789", pwrite("w", "AB", 4, gives(2))),
  written("writev", "posix/write", "ABC3456789", writev("w", ["A", "BC"], gives(3))),
  written("writing nothing", "posix/write", text, write("w", "", gives(0))),
  written("ftruncate to less", "posix/truncate", "0123", ftruncate("w", 4)),
  written("ftruncate to more", "posix/truncate", `${text}\0\0`, ftruncate("w", 12)),
  {
    ...written("fallocate", "man/fallocate.2#allocates", `${text}\0\0`, fallocate("w", [], 0, 12)),
    // Whether it counts as a change is the matter of the filesystem below: tmpfs has another answer since Linux 6.1.
    after: copied({ content: `${text}\0\0`, untimed: true }),
  },
  written(
    "punching a hole",
    "man/fallocate.2#allocates",
    `${"\0".repeat(4)}456789`,
    fallocate("w", ["FALLOC_FL_PUNCH_HOLE", "FALLOC_FL_KEEP_SIZE"], 0, 4),
  ),
  ...(
    [
      ["copy_file_range", [copyFileRange("r", "x", 6, 2, 0, gives(6))]],
      ["sendfile", [sendfile("x", "r", 6, 2, gives(6))]],
      [
        "splice",
        [
          pipe("out", "in"),
          lseek("r", 2, "SEEK_SET"),
          splice("r", "in", 6, gives(6)),
          splice("out", "x", 6, gives(6)),
        ],
      ],
    ] as const
  ).map(([name, calls]): Row => ({
    deed: `${name} from it`,
    cites: ["man/copy_file_range.2#copies", "non-directories/2"],
    needs: needsOf(name),
    to: [regular],
    steps: (path, _, folder) => [
      open("r", path, ["O_RDONLY"]),
      open("x", `${folder}x`, ["O_RDWR", "O_CREAT", "O_EXCL"]),
      calls,
      pread("x", 99, 0, gives("234567")),
      close("x"),
      unlink(`${folder}x`),
    ],
    after: leftBeside,
  })),
  ...(
    [
      ["copy_file_range", [copyFileRange("r", "w", 6, 0, 0, gives(6))]],
      ["sendfile", [sendfile("w", "r", 6, 0, gives(6))]],
      ["splice", [pipe("out", "in"), write("in", "target"), splice("out", "w", 6, gives(6))]],
    ] as const
  ).map(([name, calls]): Row => ({
    deed: `${name} to it`,
    cites: ["man/copy_file_range.2#copies", "non-directories/2"],
    needs: needsOf(name),
    to: [regular],
    steps: (path, _, folder) => [
      open("r", `${folder}t`, ["O_RDONLY"]),
      open("w", path, ["O_WRONLY"]),
      calls,
      close("w"),
      on("upper", lstat(`${folder}t`, fails("ENOENT"))),
    ],
    after: copied({ content: "target6789", mtime: "now" }),
  })),
  {
    deed: "cloning another file into it",
    cites: ["non-directories/2"],
    needs: ["reflink", "samefs"],
    to: [regular],
    steps: (path, _, folder) => [
      open("r", `${folder}t`, ["O_RDONLY"]),
      open("w", path, ["O_WRONLY", "O_TRUNC"]),
      ficlone("w", "r"),
      close("w"),
    ],
    after: copied({ content: "target", mtime: "now" }),
  },
];
