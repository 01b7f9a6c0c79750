import {
  close,
  copyFileRange,
  fadvise,
  fallocate,
  fails,
  fdatasync,
  fsgetxattr,
  fstat,
  fsync,
  ftruncate,
  getdents64,
  getflags,
  gives,
  lseek,
  lstat,
  on,
  open,
  pipe,
  pread,
  pwrite,
  read,
  readahead,
  readdir,
  readv,
  sendfile,
  setflags,
  splice,
  syncfs,
  truncate,
  write,
  writev,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import { directory, regular, text } from "./objects.ts";
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
    pread("w", 99, 0, gives(content.replaceAll("\0", "") === content ? content : hex(content))),
    close("w"),
  ],
  after: copied({ content, mtime: "now" }),
});

const hex = (content: string): { readonly hex: string } => ({
  hex: Buffer.from(content).toString("hex"),
});

/** Calls that only read, on a descriptor opened for reading. */
const readBy = (deed: string, cite: string, ...ops: readonly Steps[]): Row => ({
  deed,
  cites: [cite, "non-directories/2"],
  to: [regular],
  steps: (path) => [open("r", path, ["O_RDONLY"]), ops, close("r")],
  after: left(),
});

/** `x` is a file beside it that the op itself makes, and removes. */
const beside = (folder: string): Steps => open("x", `${folder}x`, ["O_RDWR", "O_CREAT", "O_EXCL"]);

export const data: readonly Row[] = [
  readBy(
    "reading it by every call",
    "posix/read",
    read("r", 3, gives("012")),
    readv("r", [2, 2], gives(["34", "56"])),
    pread("r", 2, 1, gives("12")),
    lseek("r", 0, "SEEK_DATA", gives(0)),
    lseek("r", 0, "SEEK_HOLE", gives(10)),
    fadvise("r", 0, 0, "POSIX_FADV_WILLNEED"),
    readahead("r", 0, 10),
    read("r", 99, gives(text)),
  ),
  readBy(
    "syncing a descriptor opened for reading",
    "man/fsync.2#fsync",
    fsync("r"),
    fdatasync("r"),
    syncfs("r"),
  ),
  readBy(
    "changing data by a descriptor opened for reading, which fails,",
    "posix/write",
    write("r", "x", fails("EBADF")),
    pwrite("r", "x", 0, fails("EBADF")),
    ftruncate("r", 3, fails("EINVAL")),
    fallocate("r", [], 0, 99, fails("EBADF")),
  ),
];
