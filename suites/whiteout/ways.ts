import {
  chmod,
  close,
  fails,
  gives,
  is,
  link,
  list,
  lstat,
  mkdir,
  mknod,
  open,
  read,
  readFile,
  readlink,
  rename,
  symlink,
  write,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { Children, Node } from "../../harness/language/tree.ts";
export interface Way {
  readonly title: string;
  readonly needs?: readonly Feature[];
  readonly steps: readonly Steps[];
  /** As merged shows it, and as upper holds it where that differs. */
  readonly made: Node;
  readonly upper?: Node;
  readonly others?: Children;
  readonly cites?: string;
  readonly bugs?: readonly string[];
}

/** Ways to give the name of a removed lower file a new object. `/spare` is a file of upper, `/low` one of lower. */
export const ways: readonly Way[] = [
  {
    title: "open with O_CREAT and O_EXCL makes a file over a whiteout",
    steps: [
      open("w", "/n", ["O_WRONLY", "O_CREAT", "O_EXCL"], 0o640),
      write("w", "new"),
      close("w"),
    ],
    made: is.file("new", { mode: 0o640 }),
    cites: "man/open.2#O_EXCL",
    bugs: ["https://github.com/containers/fuse-overlayfs/pull/123"],
  },
  {
    title: "open with O_CREAT and O_TRUNC makes an empty file over a whiteout",
    steps: [
      open("w", "/n", ["O_RDWR", "O_CREAT", "O_TRUNC"], 0o600),
      read("w", 9, gives("")),
      close("w"),
    ],
    made: is.file("", { mode: 0o600 }),
    cites: "man/open.2#O_CREAT",
  },
  {
    title: "mkdir makes an empty opaque directory over a whiteout",
    steps: [mkdir("/n", 0o700), list("/n", gives([]))],
    made: is.dir({}, { mode: 0o700 }),
    upper: is.opaque({}, { mode: 0o700 }),
    cites: "measured/18",
  },
  {
    title: "symlink makes a link over a whiteout",
    steps: [symlink("spare", "/n"), readlink("/n", gives("spare")), readFile("/n", gives("spare"))],
    made: is.symlink("spare"),
    cites: "posix/symlink",
    bugs: ["https://github.com/containers/fuse-overlayfs/issues/279"],
  },
  {
    title: "mkfifo makes a FIFO over a whiteout",
    steps: [mknod("/n", "fifo", 0o620), chmod("/n", 0o622)],
    made: is.fifo({ mode: 0o622 }),
    cites: "posix/mkfifo",
  },
  {
    title: "mknod makes a socket over a whiteout",
    steps: [mknod("/n", "socket", 0o700)],
    made: is.socket({ mode: 0o700 }),
    cites: "posix/mknod",
  },
  {
    title: "mknod makes a device over a whiteout",
    needs: ["mknod"],
    steps: [mknod("/n", "chr", 0o600, 1, 7), lstat("/n", gives({ type: "chr", rdev: [1, 7] }))],
    made: is.device("chr", 1, 7, { mode: 0o600 }),
    cites: "posix/mknod",
  },
  {
    title: "link makes another name over a whiteout",
    steps: [
      link("/spare", "/n"),
      lstat("/spare", gives({ nlink: 2 })),
      readFile("/n", gives("spare")),
    ],
    made: is.file("spare", { nlink: 2 }),
    others: { spare: is.file("spare", { nlink: 2 }) },
    cites: "posix/link",
  },
  {
    title: "rename of an upper file replaces a whiteout and leaves none",
    steps: [
      rename("/spare", "/n"),
      readFile("/n", gives("spare")),
      lstat("/spare", fails("ENOENT")),
    ],
    made: "spare",
    others: {},
    cites: "posix/rename",
    bugs: ["https://github.com/containers/fuse-overlayfs/issues/69"],
  },
  {
    title: "rename with RENAME_NOREPLACE takes a whiteout for nothing",
    steps: [rename("/spare", "/n", ["RENAME_NOREPLACE"]), readFile("/n", gives("spare"))],
    made: "spare",
    others: {},
    cites: "man/rename.2#RENAME_NOREPLACE",
    bugs: ["https://github.com/containers/fuse-overlayfs/pull/274"],
  },
];
