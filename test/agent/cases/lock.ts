import {
  as,
  by,
  close,
  concurrently,
  fails,
  flock,
  getlease,
  gives,
  lock,
  open,
  readFile,
  setlease,
} from "../../../harness/language/index.ts";
import { cases } from "./case.ts";

const both = [open("a", "/f", ["O_RDWR"]), open("b", "/f", ["O_RDWR"])];
const end = { observe: "end" } as const;

export const lockCases = cases("lock", [
  [
    "flock belongs to the open file description",
    [
      both,
      flock("a", ["LOCK_EX"]),
      flock("b", ["LOCK_SH", "LOCK_NB"], fails("EAGAIN")),
      flock("a", ["LOCK_UN"]),
      flock("b", ["LOCK_SH", "LOCK_NB"]),
      flock("none", ["LOCK_EX"], fails("EBADF")),
    ],
  ],
  [
    "two processes conflict on record locks",
    [
      open("a", "/f", ["O_RDWR"]),
      lock("a", "F_SETLK", "F_WRLCK", 1, 2),
      by(
        "other",
        open("a", "/f", ["O_RDWR"]),
        lock("a", "F_SETLK", "F_RDLCK", fails("EAGAIN")),
        lock("a", "F_GETLK", "F_RDLCK", gives({ type: "F_WRLCK", start: 1, length: 2 })),
        lock("a", "F_SETLK", "F_WRLCK", 3, 0),
      ),
      lock("a", "F_GETLK", "F_WRLCK", 0, 0, gives({ type: "F_WRLCK", start: 3, length: 0 })),
    ],
    end,
  ],
  [
    "one process does not conflict with itself on record locks",
    [
      both,
      lock("a", "F_SETLK", "F_WRLCK"),
      lock("b", "F_SETLK", "F_WRLCK"),
      lock("b", "F_GETLK", "F_WRLCK", gives({ type: "F_UNLCK" })),
      lock("b", "F_SETLKW", "F_UNLCK"),
    ],
    end,
  ],
  [
    "locks of open file descriptions conflict within one process",
    [
      both,
      lock("a", "F_OFD_SETLK", "F_WRLCK", 0, 10),
      lock("b", "F_OFD_SETLK", "F_WRLCK", 9, 1, fails("EAGAIN")),
      lock("b", "F_OFD_GETLK", "F_RDLCK", gives({ type: "F_WRLCK", start: 0, length: 10 })),
      lock("b", "F_OFD_SETLKW", "F_WRLCK", 10, 1),
    ],
  ],
  [
    "a lane waits for the lock that another lane gives up",
    [
      both,
      flock("a", ["LOCK_EX"]),
      concurrently([flock("b", ["LOCK_EX"])], [readFile("/d/a"), flock("a", ["LOCK_UN"])]),
    ],
  ],
  [
    "the break of a lease leaves its holder alive",
    [
      open("r", "/f", ["O_RDONLY"]),
      getlease("r", gives("F_UNLCK")),
      setlease("r", "F_RDLCK"),
      getlease("r", gives("F_RDLCK")),
      open("w", "/f", ["O_WRONLY", "O_NONBLOCK"], fails("EAGAIN")),
      getlease("r", gives("F_UNLCK")),
      close("r"),
      open("w", "/f", ["O_WRONLY", "O_NONBLOCK"]),
    ],
    end,
  ],
  [
    "another process breaks a lease and waits for its end",
    [
      by("holder", open("r", "/f", ["O_RDONLY"]), setlease("r", "F_RDLCK")),
      concurrently(
        [open("w", "/f", ["O_WRONLY"])],
        [by("holder", readFile("/d/a"), setlease("r", "F_UNLCK"))],
      ),
    ],
    end,
  ],
  [
    "a lease of a file of somebody else is refused",
    [
      open("r", "/f", ["O_RDONLY"]),
      as({ uid: 1, gid: 1 }, setlease("r", "F_RDLCK", fails("EACCES"))),
    ],
    end,
  ],
]);
