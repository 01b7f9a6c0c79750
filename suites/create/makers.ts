import { close, is, mkdir, mknod, open, succeeds, symlink } from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Expectation } from "../../harness/language/expectation.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { Path } from "../../harness/language/path.ts";
import type { Attributes, Node } from "../../harness/language/tree.ts";
/** A call that makes an object, and what it makes with umask 022. */
export interface Maker {
  readonly name: "file" | "dir" | "symlink" | "fifo" | "socket" | "chr" | "blk";
  /** The call, as the subject of a sentence. */
  readonly call: string;
  readonly cites: string;
  readonly peer: string;
  readonly needs: readonly Feature[];
  make(path: Path, mode: number, want?: Expectation<null>): readonly Steps[];
  node(attributes: Attributes): Node;
}

const special = (name: "fifo" | "socket", call: string): Maker => ({
  name,
  call,
  cites: name === "fifo" ? "posix/mkfifo" : "posix/mknod",
  peer: name === "fifo" ? "pjdfstest mkfifo" : "pjdfstest mknod",
  needs: [],
  make: (path, mode, want = succeeds) => [mknod(path, name, mode, want)],
  node: (attributes) => is[name](attributes),
});

const device = (name: "chr" | "blk", call: string, major: number): Maker => ({
  name,
  call,
  cites: "posix/mknod",
  peer: "pjdfstest mknod",
  needs: ["mknod"],
  make: (path, mode, want = succeeds) => [mknod(path, name, mode, major, 7, want)],
  node: (attributes) => is.device(name, major, 7, attributes),
});

export const makers: readonly Maker[] = [
  {
    name: "file",
    call: "open with O_CREAT and O_EXCL",
    cites: "man/open.2#O_CREAT",
    peer: "unionmount noent-creat-excl",
    needs: [],
    make: (path, mode, want = succeeds) => [
      open("made", path, ["O_WRONLY", "O_CREAT", "O_EXCL"], mode, want),
      "fails" in want ? [] : close("made"),
    ],
    node: (attributes) => is.file("", attributes),
  },
  {
    name: "dir",
    call: "mkdir",
    cites: "posix/mkdir",
    peer: "unionmount mkdir",
    needs: [],
    make: (path, mode, want = succeeds) => [mkdir(path, mode, want)],
    node: (attributes) => is.dir({}, attributes),
  },
  {
    name: "symlink",
    call: "symlink",
    cites: "posix/symlink",
    peer: "pjdfstest symlink",
    needs: [],
    make: (path, _mode, want = succeeds) => [symlink("t", path, want)],
    node: ({ mode: _mode, ...attributes }) => is.symlink("t", attributes),
  },
  special("fifo", "mknod of a FIFO"),
  special("socket", "mknod of a socket"),
  device("chr", "mknod of a character device", 1),
  device("blk", "mknod of a block device", 240),
];
