import {
  as,
  at,
  close,
  dir,
  fails,
  file,
  getdents64,
  gives,
  is,
  list,
  lstat,
  open,
  readFile,
  readdir,
  symlink,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
const both = {
  lowers: [[dir("/d"), file("/d/low", "l")]],
  upperBefore: [dir("/d"), file("/d/up", "u")],
};
const trees = {
  merged: { d: { low: "l", up: "u" } },
  upper: { d: { up: "u" } },
};

/** What can be listed, how it is opened, and by whom. */
export const descriptors: readonly WrittenScenario[] = [
  {
    title: "a file is not listed, whichever layer it is of",
    cites: ["man/getdents.2#enotdir", "man/open.2#O_DIRECTORY"],
    ...both,
    ...trees,
    steps: ["/d/low", "/d/up"].flatMap((path) => [
      open("f", path, ["O_RDONLY"]),
      getdents64("f", 4096, fails("ENOTDIR")),
      close("f"),
      list(path, fails("ENOTDIR")),
      list(`${path}/`, fails("ENOTDIR")),
    ]),
  },
  {
    title: "a descriptor for the place only lists nothing, and opens what lists",
    cites: ["man/open.2#O_PATH"],
    ...both,
    ...trees,
    steps: [
      open("p", "/d", ["O_PATH", "O_DIRECTORY"]),
      getdents64("p", 4096, fails("EBADF")),
      open("r", at("p", "."), ["O_RDONLY", "O_DIRECTORY"]),
      readdir("r", gives(["low", "up"])),
      lstat(at("p", "low"), gives({ type: "file", size: 1 })),
      close("r"),
      close("p"),
    ],
  },
  {
    title: "a link to a merged directory is listed where links are followed",
    cites: ["man/open.2#O_NOFOLLOW", "posix/open"],
    lowers: [[dir("/d"), file("/d/low", "l"), symlink("d", "/s")]],
    upperBefore: both.upperBefore,
    steps: [
      list("/s", gives(["low", "up"])),
      open("r", "/s", ["O_RDONLY", "O_DIRECTORY", "O_NOFOLLOW"], fails("ENOTDIR")),
      open("r", "/s", ["O_RDONLY", "O_NOFOLLOW"], fails("ELOOP")),
      list("/s/", gives(["low", "up"])),
      list("/s/../d/.", gives(["low", "up"])),
    ],
    merged: { d: { low: "l", up: "u" }, s: is.symlink("d") },
    upper: { d: { up: "u" } },
  },
  {
    title:
      "who may not read a directory does not list it, and who may not search it does not look up",
    cites: ["permission-model/6", "man/path_resolution.7#EACCES"],
    needs: ["uids"],
    lowers: [
      [dir("/read", 0o744), file("/read/f", "f"), dir("/search", 0o711), file("/search/f", "f")],
    ],
    upperBefore: [dir("/read", 0o744), dir("/search", 0o711)],
    steps: [
      as(
        { uid: 1000, gid: 1000 },
        list("/read", gives(["f"])),
        lstat("/read/f", fails("EACCES")),
        list("/search", fails("EACCES")),
        readFile("/search/f", gives("f")),
      ),
      list("/search", gives(["f"])),
    ],
    merged: {
      read: is.dir({ f: "f" }, { mode: 0o744 }),
      search: is.dir({ f: "f" }, { mode: 0o711 }),
    },
    upper: { read: is.dir({}, { mode: 0o744 }), search: is.dir({}, { mode: 0o711 }) },
  },
];
