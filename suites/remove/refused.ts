import {
  dir,
  fails,
  file,
  gives,
  is,
  list,
  mknod,
  readFile,
  rmdir,
  symlink,
  unlink,
  whiteout,
  whiteoutAt,
} from "../../harness/language/index.ts";
import type { Errno } from "../../harness/language/errno.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

interface Refusal {
  readonly word: string;
  readonly path: string;
  readonly unlink: Errno;
  readonly rmdir: Errno;
  readonly peers?: readonly string[];
}

/** Paths of which neither call removes anything. */
const refusals: readonly Refusal[] = [
  { word: "a name that nothing has", path: "/none", unlink: "ENOENT", rmdir: "ENOENT" },
  { word: "a name below one that nothing has", path: "/none/x", unlink: "ENOENT", rmdir: "ENOENT" },
  { word: "a name below a file", path: "/f/x", unlink: "ENOTDIR", rmdir: "ENOTDIR" },
  { word: "a name below a removed directory", path: "/gone/x", unlink: "ENOENT", rmdir: "ENOENT" },
  {
    word: "a name below a link that dangles",
    path: "/dangling/x",
    unlink: "ENOENT",
    rmdir: "ENOENT",
  },
  { word: "a name below a link to itself", path: "/loop/x", unlink: "ELOOP", rmdir: "ELOOP" },
  { word: "the dot of a directory", path: "/d/.", unlink: "EISDIR", rmdir: "EINVAL" },
  { word: "the two dots of a directory", path: "/d/e/..", unlink: "EISDIR", rmdir: "ENOTEMPTY" },
  { word: "the root of the mount", path: "/", unlink: "EISDIR", rmdir: "EBUSY" },
  { word: "a file with a slash", path: "/f/", unlink: "ENOTDIR", rmdir: "ENOTDIR" },
  {
    word: "a link to a directory with a slash",
    path: "/link/",
    unlink: "ENOTDIR",
    rmdir: "ENOTDIR",
  },
  { word: "a link to a file with a slash", path: "/flink/", unlink: "ENOTDIR", rmdir: "ENOTDIR" },
  { word: "a dangling link with a slash", path: "/dangling/", unlink: "ENOTDIR", rmdir: "ENOTDIR" },
  { word: "a directory with a child", path: "/d", unlink: "EISDIR", rmdir: "ENOTEMPTY" },
  {
    word: "a name that is too long",
    path: `/${"n".repeat(257)}`,
    unlink: "ENAMETOOLONG",
    rmdir: "ENAMETOOLONG",
  },
];

const refusing: readonly WrittenScenario[] = refusals.map((row) => ({
  title: `unlink of ${row.word} is ${row.unlink} and rmdir is ${row.rmdir}`,
  cites: ["posix/unlink", "posix/rmdir", "man/unlink.2#EISDIR"],
  peers: ["unionmount unlink", "unionmount rmdir", "pjdfstest unlink"],
  mount: plain,
  lowers: [
    [
      [file("/f", "f"), dir("/d"), dir("/d/e"), file("/d/e/g", "g"), dir("/gone")],
      [symlink("d", "/link"), symlink("f", "/flink")],
      [symlink("none", "/dangling"), symlink("loop", "/loop")],
    ],
  ],
  upperBefore: [whiteoutAt("/gone")],
  steps: [unlink(row.path, fails(row.unlink)), rmdir(row.path, fails(row.rmdir))],
  merged: {
    d: { e: { g: "g" } },
    dangling: is.symlink("none"),
    f: "f",
    flink: is.symlink("f"),
    link: is.symlink("d"),
    loop: is.symlink("loop"),
  },
  upper: { gone: whiteout },
}));

export const refused: readonly WrittenScenario[] = [
  ...refusing,
  {
    title: "rmdir of anything but a directory is ENOTDIR",
    cites: ["posix/rmdir"],
    peers: ["unionmount rmdir", "unionmount rename-mass-sym"],
    needs: ["mknod"],
    mount: plain,
    lowers: [
      [
        [file("/file", "f"), dir("/d"), symlink("d", "/link"), symlink("none", "/dangling")],
        [mknod("/fifo", "fifo"), mknod("/socket", "socket"), mknod("/chr", "chr", 0o644, 1, 3)],
      ],
    ],
    upperBefore: [file("/up", "up")],
    steps: ["file", "link", "dangling", "fifo", "socket", "chr", "up"].map((name) =>
      rmdir(`/${name}`, fails("ENOTDIR")),
    ),
    upper: { up: "up" },
  },
  {
    title: "unlink of a symbolic link removes the link and leaves what it leads to",
    cites: ["posix/unlink", "whiteouts-and-opaque-directories/1"],
    peers: ["unionmount unlink"],
    bugs: ["https://github.com/tursodatabase/agentfs/pull/127"],
    mount: plain,
    lowers: [
      [
        [file("/f", "f"), dir("/d"), file("/d/g", "g")],
        [symlink("f", "/direct"), symlink("direct", "/indirect")],
        [symlink("d", "/directory"), symlink("none", "/dangling")],
      ],
    ],
    steps: [
      ["indirect", "direct", "directory", "dangling"].map((name) => [
        unlink(`/${name}`),
        unlink(`/${name}`, fails("ENOENT")),
      ]),
      readFile("/f", gives("f")),
      list("/d", gives(["g"])),
    ],
    merged: { d: { g: "g" }, f: "f" },
    upper: {
      dangling: whiteout,
      direct: whiteout,
      directory: whiteout,
      indirect: whiteout,
    },
  },
];
