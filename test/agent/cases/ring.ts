import {
  at,
  close,
  fails,
  gives,
  open,
  readFile,
  ioUringOpenat,
  ioUringRead,
  ioUringFsync,
  ioUringWrite,
} from "../../../harness/language/index.ts";
import { cases } from "./case.ts";

export const ringCases = cases("io_uring", [
  [
    "a request is carried out at once, or by a worker of the kernel",
    [
      ioUringOpenat("f", "/f", ["O_RDWR"]),
      ioUringRead("f", 9, 0, gives("lower")),
      ioUringRead("f", 9, 2, ["IOSQE_ASYNC"], gives("wer")),
      ioUringWrite("f", "more", 5, gives(4)),
      ioUringWrite("f", "M", 5, ["IOSQE_ASYNC"], gives(1)),
      ioUringFsync("f"),
      readFile("/f", gives("lowerMore")),
      open("d", "/d", ["O_RDONLY", "O_DIRECTORY"]),
      ioUringOpenat("n", at("d", "n"), ["O_WRONLY", "O_CREAT"], 0o640, ["IOSQE_ASYNC"]),
      ioUringWrite("n", "new", 0, gives(3)),
      readFile("/d/n", gives("new")),
    ],
  ],
  [
    "a request that fails says so in its completion",
    [
      ioUringOpenat("f", "/none", ["O_RDONLY"], fails("ENOENT")),
      ioUringOpenat("f", "/f/", ["O_RDONLY"], fails("ENOTDIR")),
      ioUringRead("f", 1, 0, fails("EBADF")),
      open("f", "/f", ["O_RDONLY"]),
      ioUringWrite("f", "x", 0, fails("EBADF")),
      close("f"),
      ioUringFsync("f", fails("EBADF")),
    ],
  ],
]);
