import {
  close,
  copyFileRange,
  fadvise,
  fails,
  fdatasync,
  flock,
  fsync,
  gives,
  load,
  lock,
  lseek,
  mmap,
  munmap,
  oneOf,
  open,
  pread,
  read,
  readahead,
  readv,
  sendfile,
  setlease,
  store,
  syncfs,
  unlink,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { regular } from "../objects.ts";
import { type Trigger, path, triggers } from "./scene.ts";

const text = "data of lower";

/** A file opened for reading, something done with it, and closed. */
const reader =
  (...steps: readonly Steps[]) =>
  (): readonly Steps[] => [open("r", path, ["O_RDONLY"]), ...steps, close("r")];

const table: readonly Trigger[] = [
  {
    call: "reading in every way",
    cites: "posix/read",
    steps: reader(
      read("r", 4, gives("data")),
      pread("r", 5, 8, gives("lower")),
      readv("r", [1, 2], gives([" ", "of"])),
      lseek("r", 0, "SEEK_SET", gives(0)),
      lseek("r", 0, "SEEK_END", gives(text.length)),
      read("r", 9, gives("")),
    ),
  },
  {
    call: "advice and readahead",
    cites: "posix/read",
    steps: reader(fadvise("r", 0, 0, "POSIX_FADV_WILLNEED"), readahead("r", 0, 4096)),
  },
  {
    call: "fsync, fdatasync and syncfs of a descriptor for reading",
    cites: "man/fsync.2#fsync",
    steps: reader(fsync("r"), fdatasync("r"), syncfs("r")),
  },
  {
    call: "flock, shared and exclusive,",
    cites: "man/flock.2#locks",
    steps: reader(
      flock("r", ["LOCK_SH", "LOCK_NB"]),
      flock("r", ["LOCK_EX", "LOCK_NB"]),
      flock("r", ["LOCK_UN"]),
    ),
  },
  {
    call: "a record lock for reading",
    cites: "man/fcntl.2#F_SETLK",
    steps: reader(
      lock("r", "F_SETLK", "F_RDLCK"),
      lock("r", "F_SETLK", "F_WRLCK", fails("EBADF")),
      lock("r", "F_SETLK", "F_UNLCK"),
    ),
  },
  {
    call: "a lease for reading",
    cites: "measured/6",
    needs: ["leases"],
    steps: reader(setlease("r", "F_RDLCK"), setlease("r", "F_UNLCK")),
  },
  {
    call: "a shared mapping for reading",
    cites: "man/mmap.2#PROT_WRITE",
    steps: reader(
      mmap("m", "r", 4096, ["PROT_READ"], ["MAP_SHARED"]),
      load("m", 0, 4, gives("data")),
      munmap("m"),
      mmap("w", "r", 4096, ["PROT_READ", "PROT_WRITE"], ["MAP_SHARED"], fails("EACCES")),
    ),
  },
  {
    call: "storing into a private mapping",
    cites: "man/mmap.2#MAP_PRIVATE",
    steps: reader(
      mmap("m", "r", 4096, ["PROT_READ", "PROT_WRITE"], ["MAP_PRIVATE"]),
      store("m", 0, "DATA"),
      load("m", 0, 4, gives("DATA")),
      pread("r", 4, 0, gives("data")),
      munmap("m"),
    ),
  },
  {
    call: "being the source of copy_file_range and sendfile",
    cites: "man/copy_file_range.2#copies",
    steps: reader(
      open("tmp", "/copy", ["O_RDWR", "O_CREAT", "O_EXCL"], 0o600),
      copyFileRange("r", "tmp", 4, oneOf(gives(4), fails("EXDEV"))),
      sendfile("tmp", "r", 3, gives(3)),
      close("tmp"),
      unlink("/copy"),
    ),
  },
].map((each) => ({ ...each, kinds: [regular], copies: false }) as Trigger);

/** Whatever only reads a file leaves upper empty. */
export const fileReading: readonly WrittenScenario[] = triggers(table);
