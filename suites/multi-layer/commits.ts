import {
  chmod,
  chown,
  dir,
  file,
  is,
  link,
  rename,
  rmdir,
  symlink,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { type Chain, cites, removeAll, told } from "./chain.ts";

/** Layers that change owners and names. */
const chains: readonly Chain[] = [
  {
    title: "owners of directories and files changed in a layer last through the next",
    peers: ["containerd snapshots Chown", "containerd snapshots DirectoryPermissionOnCommit"],
    needs: ["uids"],
    cites: [...cites, "non-directories/4"],
    rounds: [
      [dir("/opt"), dir("/opt/a"), file("/opt/a/f", "f")],
      [chown("/opt", 1, 1), chown("/opt/a", 1, 1), chown("/opt/a/f", 1, 1)],
      [file("/opt/a/g", "g"), removeAll("/opt/a", "f", "g"), dir("/opt/a"), chown("/opt/a", 2, 2)],
    ],
    merged: { opt: is.dir({ a: is.dir({}, { uid: 2, gid: 2 }) }, { uid: 1, gid: 1 }) },
  },
  {
    title: "a link added later to a file that a middle layer changed has its new content",
    peers: ["containerd fstest HardlinkUnmodified", "containerd fstest HardlinkBeforeModified"],
    cites: [...cites, "posix/link"],
    rounds: [
      [file("/m", "first")],
      [writeFile("/m", "second")],
      [link("/m", "/a"), link("/m", "/z")],
      [file("/other", "o")],
    ],
    merged: { a: "second", m: "second", other: "o", z: "second" },
  },
  {
    title: "a link made after the file was replaced leads to the new file",
    peers: ["containerd fstest HardlinkBeforeUnmodified"],
    cites: [...cites, "posix/link"],
    rounds: [
      [file("/m", "first"), link("/m", "/b")],
      [unlink("/m"), file("/m", "replaced")],
      [link("/m", "/a")],
    ],
    merged: { a: "replaced", b: "first", m: "replaced" },
  },
  {
    title: "a file renamed in one layer and over another in the next is there once",
    peers: ["containerd snapshots Rename", "containerd snapshots MoveFileFromLowerLayer"],
    cites: [...cites, "posix/rename"],
    rounds: [
      [dir("/d"), file("/d/f", "f"), file("/g", "g")],
      [rename("/d/f", "/h"), rmdir("/d")],
      [rename("/h", "/g")],
    ],
    merged: { g: "f" },
  },
  {
    title: "sticky directories and set-id files keep their modes over layers",
    peers: ["moby graphtest CreateSnap"],
    needs: ["uids"],
    cites: [...cites, "non-directories/4"],
    rounds: [
      [dir("/a"), chown("/a", 1, 2), chmod("/a", 0o1755), file("/a/f", "f"), chmod("/a/f", 0o4222)],
      [file("/b", "b")],
      [file("/a/new", "n")],
    ],
    merged: {
      a: is.dir({ f: is.file("f", { mode: 0o4222 }), new: "n" }, { mode: 0o1755, uid: 1, gid: 2 }),
      b: "b",
    },
  },
  {
    title: "a name that was file, directory and link in turn is what the last layer made",
    peers: ["unionmount --ov=10"],
    cites: [...cites, "directories/1"],
    rounds: [
      [file("/n", "file")],
      [unlink("/n"), dir("/n"), file("/n/f", "in dir")],
      [unlink("/n/f"), rmdir("/n"), symlink("t", "/n")],
      [unlink("/n")],
      [dir("/n"), file("/n/g", "again")],
    ],
    merged: { n: { g: "again" } },
  },
  {
    title: "ten layers that change one file in turn keep every other",
    peers: ["unionmount --ov=10", "xfstests overlay/103"],
    cites,
    rounds: Array.from({ length: 10 }, (_, round) => [
      writeFile("/turn", `round ${round}`),
      file(`/f${round}`, `${round}`),
    ]),
    merged: {
      ...Object.fromEntries(Array.from({ length: 10 }, (_, round) => [`f${round}`, `${round}`])),
      turn: "round 9",
    },
  },
];

export const commits: readonly WrittenScenario[] = told(chains);
