import {
  appendFile,
  chmod,
  close,
  concurrently,
  copyFileRange,
  dir,
  fallocate,
  fdatasync,
  file,
  fsync,
  gives,
  is,
  list,
  lstat,
  mmap,
  msync,
  munmap,
  on,
  open,
  pwrite,
  readFile,
  remount,
  same,
  sendfile,
  store,
  unlink,
  write,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const scene = { mount: plain, lowers: [[file("/f", "0123456789")]] } as const;

interface Change {
  readonly title: string;
  readonly cites: readonly string[];
  readonly peers?: readonly string[];
  readonly bugs?: readonly string[];
  readonly needs?: readonly Feature[];
  readonly steps: readonly Steps[];
  readonly content: string;
}

/** What is not written stays as lower has it. */
const changes: readonly Change[] = [
  {
    title: "one byte written in the middle keeps the others",
    cites: ["non-directories/4", "man/write.2#data"],
    bugs: [
      "https://github.com/tursodatabase/agentfs/pull/174",
      "https://github.com/zen-fs/core/commit/e1636e03",
    ],
    steps: [open("w", "/f", ["O_WRONLY"]), pwrite("w", "X", 3, gives(1)), close("w")],
    content: "012X456789",
  },
  {
    title: "a byte written beyond the end leaves zero bytes between",
    cites: ["non-directories/4", "posix/write"],
    steps: [open("w", "/f", ["O_WRONLY"]), pwrite("w", "X", 12, gives(1)), close("w")],
    content: "0123456789\0\0X",
  },
  {
    title: "appended data follows that of lower",
    cites: ["man/open.2#O_APPEND", "non-directories/4"],
    bugs: ["https://github.com/zen-fs/core/issues/295"],
    steps: [appendFile("/f", "+"), remount(), appendFile("/f", "+")],
    content: "0123456789++",
  },
  {
    title: "a store into a shared mapping keeps the bytes around it",
    cites: ["man/mmap.2#PROT_WRITE", "non-directories/4"],
    steps: [
      open("w", "/f", ["O_RDWR"]),
      mmap("m", "w", 10, ["PROT_READ", "PROT_WRITE"], ["MAP_SHARED"]),
      store("m", 4, "XY"),
      [msync("m", ["MS_SYNC"]), munmap("m"), close("w")],
    ],
    content: "0123XY6789",
  },
  {
    title: "fallocate beyond the end fills up with zero bytes",
    cites: ["man/fallocate.2#allocates", "non-directories/4"],
    peers: ["pjdfstest posix_fallocate"],
    steps: [open("w", "/f", ["O_WRONLY"]), fallocate("w", [], 8, 4), close("w")],
    content: "0123456789\0\0",
  },
  {
    title: "data written and synced is read back after a new mount",
    cites: ["man/fsync.2#fsync", "durability-and-copy-up/1"],
    peers: ["xfstests overlay/002"],
    steps: [
      open("w", "/f", ["O_RDWR"]),
      [pwrite("w", "sync", 0, gives(4)), fsync("w"), fdatasync("w"), close("w")],
      remount(),
    ],
    content: "sync456789",
  },
  {
    title: "opening with O_TRUNC copies no data",
    cites: ["man/open.2#O_TRUNC"],
    steps: [open("w", "/f", ["O_WRONLY", "O_TRUNC"]), write("w", "new"), close("w")],
    content: "new",
  },
  {
    title: "data copied into a file of lower by the kernel keeps what is around it",
    cites: ["man/copy_file_range.2#copies", "non-directories/4"],
    steps: [
      writeFile("/from", "ABC"),
      [open("r", "/from", ["O_RDONLY"]), open("w", "/f", ["O_WRONLY"])],
      copyFileRange("r", "w", 3, 0, 2, gives(3)),
      [close("r"), close("w"), unlink("/from")],
    ],
    content: "01ABC56789",
  },
  {
    title: "data sent into a file of lower keeps what is around it",
    cites: ["non-directories/4", "man/write.2#data"],
    steps: [
      writeFile("/from", "ABC"),
      [open("r", "/from", ["O_RDONLY"]), open("w", "/f", ["O_WRONLY"])],
      sendfile("w", "r", 3, gives(3)),
      [close("r"), close("w"), unlink("/from")],
    ],
    content: "ABC3456789",
  },
  {
    title: "writes by several at once to one file of lower all arrive",
    cites: ["man/write.2#data", "non-directories/4"],
    peers: ["xfstests overlay/021"],
    needs: ["concurrency"],
    steps: [
      concurrently(
        ...[0, 3, 6].map((offset) => [
          open(`w${offset}`, "/f", ["O_WRONLY"]),
          pwrite(`w${offset}`, "X", offset, gives(1)),
          close(`w${offset}`),
        ]),
      ),
    ],
    content: "X12X45X789",
  },
];

export const changed: readonly WrittenScenario[] = [
  ...changes.map(({ content, ...rest }) => ({
    ...scene,
    ...rest,
    observe: "end" as const,
    merged: { f: content },
    upper: { f: content },
  })),
  {
    title: "the data of the layer that is seen is copied up, not that of one below",
    cites: ["multiple-lower-layers/1", "non-directories/4"],
    bugs: ["https://github.com/buildbuddy-io/buildbuddy/pull/7180"],
    mount: plain,
    lowers: [[file("/x", "x")], [file("/f", "middle")], [file("/f", "the bottom")]],
    steps: [appendFile("/f", "+"), readFile("/f", gives("middle+"))],
    merged: { f: "middle+", x: "x" },
    upper: { f: "middle+" },
  },
  {
    title: "a file is copied up once, and its neighbours are not",
    cites: ["non-directories/5", "non-directories/2"],
    mount: plain,
    lowers: [[file("/f", "f"), file("/g", "g"), dir("/d"), file("/d/h", "h")]],
    steps: [
      appendFile("/f", "1"),
      on("upper", lstat("/f", gives({ ino: same("f") }))),
      appendFile("/f", "2"),
      chmod("/f", 0o600),
      on("upper", lstat("/f", gives({ ino: same("f") })), list("/", gives(["f"]))),
    ],
    merged: { d: { h: "h" }, f: is.file("f12", { mode: 0o600 }), g: "g" },
    upper: { f: is.file("f12", { mode: 0o600 }) },
  },
];
