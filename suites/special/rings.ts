import {
  as,
  close,
  fails,
  file,
  fstat,
  gives,
  is,
  readFile,
  remount,
  ioUringOpenat,
  ioUringRead,
  ioUringFsync,
  ioUringWrite,
  stat,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const page = 4096;
const pageOf = {
  x: { size: page, sha256: "a2e659dacb4691e887ac0139f8893d04764ee197d70fb73d3190d56113d18e3e" },
};

/** The same requests twice: at once, and by a worker of the kernel, which has to act as who asked. */
const ways = [
  ["at once", []],
  ["by a worker", ["IOSQE_ASYNC"]],
] as const;

function requests([how, flags]: (typeof ways)[number]): readonly WrittenScenario[] {
  const worker = [...flags];
  return [
    {
      title: `a request of io_uring, ${how}, that opens a file of lower for writing copies it up`,
      cites: ["man/io_uring_enter.2#IORING_OP_OPENAT", "non-directories/3"],
      mount: plain,
      lowers: [[file("/f", "lower", 0o640), file("/t", "lower")]],
      steps: [
        ioUringOpenat("r", "/f", ["O_RDONLY"], 0, worker),
        ioUringRead("r", 9, 0, worker, gives("lower")),
        ioUringOpenat("w", "/f", ["O_RDWR"], 0, worker),
        ioUringWrite("w", "X", 5, worker, gives(1)),
        fstat("w", gives({ size: 6 })),
        ioUringFsync("w", worker),
        ioUringOpenat("t", "/t", ["O_WRONLY", "O_TRUNC"], 0, worker),
        ["r", "w", "t"].map((slot) => close(slot)),
        remount(),
        readFile("/f", gives("lowerX")),
      ],
      merged: { f: is.file("lowerX", { mode: 0o640 }), t: "" },
      upper: { f: is.file("lowerX", { mode: 0o640 }), t: "" },
    },
    {
      title: `a request of io_uring, ${how}, opens what its sender may open`,
      cites: ["man/io_uring_enter.2#IORING_OP_OPENAT", "permission-model/6"],
      mount: plain,
      lowers: [[file("/closed", "c", 0o600), file("/open", "o")]],
      steps: as(
        { uid: 1000, gid: 1000 },
        ioUringOpenat("c", "/closed", ["O_RDONLY"], 0, worker, fails("EACCES")),
        ioUringOpenat("w", "/open", ["O_RDWR"], 0, worker, fails("EACCES")),
        ioUringOpenat("n", "/new", ["O_WRONLY", "O_CREAT"], 0o644, worker, fails("EACCES")),
        ioUringOpenat("r", "/open", ["O_RDONLY"], 0, worker),
        ioUringRead("r", 9, 0, worker, gives("o")),
      ),
      merged: { closed: is.file("c", { mode: 0o600 }), open: "o" },
      upper: {},
    },
    {
      title: `a request of io_uring, ${how}, writes past the end of a file without the page cache`,
      cites: ["man/io_uring_enter.2#IORING_OP_WRITE", "man/open.2#O_DIRECT"],
      needs: ["direct_io"],
      mount: plain,
      lowers: [[file("/f", { fill: "l", size: page })]],
      steps: [
        ioUringOpenat("w", "/f", ["O_RDWR", "O_DIRECT"], 0, worker),
        ioUringWrite("w", { fill: "x", size: page }, page, worker, gives(page)),
        fstat("w", gives({ size: 2 * page })),
        ioUringRead("w", page, page, worker, gives(pageOf.x)),
        stat("/f", gives({ size: 2 * page })),
      ],
    },
  ];
}

/** Reads, writes and opens that io_uring(7) carries out. */
export const rings: readonly WrittenScenario[] = [
  ...ways.flatMap(requests),
  {
    title: "a request of io_uring that would write to a mount without upper is refused",
    cites: ["man/io_uring_enter.2#IORING_OP_OPENAT", "measured/36"],
    mount: { upper: false },
    lowers: [[file("/f", "f")], []],
    steps: ways.flatMap(([, flags]) => [
      ioUringOpenat("r", "/f", ["O_RDONLY"], 0, [...flags]),
      ioUringRead("r", 9, 0, [...flags], gives("f")),
      ioUringOpenat("w", "/f", ["O_RDWR"], 0, [...flags], fails("EROFS")),
      ioUringOpenat("w", "/n", ["O_WRONLY", "O_CREAT"], 0o644, [...flags], fails("EROFS")),
    ]),
    merged: { f: "f" },
  },
];
