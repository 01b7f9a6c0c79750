import {
  chmod,
  concurrently,
  contains,
  fchmod,
  file,
  gives,
  is,
  link,
  lstat,
  mknod,
  open,
  rename,
  same,
  symlink,
  truncate,
  utimensat,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
const indexing = { redirect_dir: "nofollow", metacopy: "off", index: "on" } as const;

/** Several names changed at once, and names of what is no regular file. */
export const together: readonly WrittenScenario[] = [
  {
    title: "with index three names of a lower file are changed at once and stay names of one file",
    cites: ["posix/link", "nfs-export/1"],
    peers: ["xfstests overlay/032"],
    needs: ["concurrency"],
    mount: indexing,
    observe: "end",
    lowers: [[file("/a", { fill: "x", size: 100_000 }), link("/a", "/b"), link("/a", "/c")]],
    steps: [
      concurrently([truncate("/a", 200_000)], [chmod("/b", 0o600)], [lstat("/c")]),
      ["/a", "/b", "/c"].map((path) =>
        lstat(path, gives({ size: 200_000, mode: 0o600, nlink: 3, ino: same("a") })),
      ),
    ],
  },
  {
    title: "with index links of a symbolic link and of a FIFO of lower stay linked",
    cites: ["posix/link", "nfs-export/1"],
    needs: ["lower_special_links"],
    mount: indexing,
    lowers: [[symlink("t", "/s"), link("/s", "/s2"), mknod("/p", "fifo"), link("/p", "/p2")]],
    steps: [
      chmod("/p", 0o600),
      lstat("/p2", gives({ mode: 0o600, nlink: 2 })),
      utimensat("/s", "omit", { sec: 7, nsec: 8 }, ["AT_SYMLINK_NOFOLLOW"]),
      lstat("/s2", gives({ mtime: { sec: 7, nsec: 8 }, nlink: 2 })),
    ],
  },
  {
    title:
      "with index a lower file of two names that is changed by a descriptor is copied up under the one it was opened by",
    cites: ["measured/106"],
    mount: indexing,
    observe: "end",
    lowers: [[file("/a", "lower"), link("/a", "/b")]],
    steps: [
      open("a", "/a", ["O_RDONLY"]),
      lstat("/b", gives({ nlink: 2 })),
      fchmod("a", 0o600),
      rename("/a", "/c"),
      open("b", "/b", ["O_RDONLY"]),
      lstat("/c", gives({ nlink: 2, mode: 0o600 })),
      fchmod("b", 0o640),
    ],
    merged: { b: is.file("lower", { mode: 0o640 }), c: is.file("lower", { mode: 0o640 }) },
    upper: contains({ c: is.file("lower", { mode: 0o640, marks: { nlink: "U-1" } }) }),
  },
];
