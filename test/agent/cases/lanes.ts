import {
  as,
  by,
  chdir,
  concurrently,
  fails,
  getcwd,
  gives,
  mkdir,
  mknod,
  on,
  open,
  read,
  readFile,
  remount,
  umask,
  write,
  writeFile,
} from "../../../harness/language/index.ts";
import { cases } from "./case.ts";

const somebody = { uid: 1000, gid: 1000 };

export const laneCases = cases("lanes", [
  [
    "two lanes overlap: each end of a fifo waits for the other to be opened",
    [
      mknod("/fifo", "fifo"),
      concurrently([open("r", "/fifo", ["O_RDONLY"])], [open("w", "/fifo", ["O_WRONLY"])]),
      write("w", "hello"),
      read("r", 10, gives("hello")),
    ],
  ],
  [
    "lanes of two processes overlap",
    [
      mknod("/fifo", "fifo"),
      concurrently(
        [by("a", open("r", "/fifo", ["O_RDONLY"]))],
        [by("b", open("w", "/fifo", ["O_WRONLY"]))],
      ),
      by("b", write("w", "hello")),
      by("a", read("r", 10, gives("hello"))),
    ],
  ],
  [
    "a lane has a place, credentials, a working directory and names of its own",
    [
      chdir("/d"),
      umask(0o027, gives(0o022)),
      concurrently(
        [readFile("/f", gives("lower")), getcwd(gives("/d")), umask(0, gives(0o027)), chdir("/")],
        [
          readFile("a", gives("a")),
          getcwd(gives("/d")),
          as(somebody, mkdir("/n", fails("EACCES"))),
        ],
        [on("upper", writeFile("/up", "x"))],
      ),
      getcwd(gives("/d")),
      umask(0o022, gives(0o027)),
      readFile("/up", gives("x")),
    ],
  ],
  [
    "what a lane opens and closes is the scenario's afterwards",
    [
      open("old", "/f", ["O_RDONLY"]),
      concurrently([open("new", "/d/a", ["O_RDONLY"])], [read("old", 2, gives("lo"))]),
      read("new", 1, gives("a")),
      read("old", 9, gives("wer")),
    ],
  ],
  [
    "another process has slots, a working directory and a umask of its own",
    [
      open("r", "/f", ["O_RDONLY"]),
      by("other", read("r", 1, fails("EBADF")), chdir("/d"), umask(0o077, gives(0o022))),
      getcwd(gives("/")),
      by("other", getcwd(gives("/d")), as(somebody, mkdir("n", fails("EACCES")))),
      by("third", getcwd(gives("/")), umask(0o022, gives(0o022))),
    ],
  ],
  [
    "another process lets go of the mount for a remount",
    [by("other", chdir("/d"), mkdir("n")), remount(), by("other", getcwd(gives("/")))],
  ],
]);
