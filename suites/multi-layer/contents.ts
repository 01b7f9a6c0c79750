import {
  chmod,
  dir,
  file,
  is,
  link,
  rename,
  symlink,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { type Chain, cites, removeAll, told } from "./chain.ts";

/** Layers that add, change and remove. */
const chains: readonly Chain[] = [
  {
    title: "five layers that add, change, remove and make anew show their sum",
    peers: ["containerd fstest Basic", "containerd snapshots Basic"],
    cites: [...cites, "whiteouts-and-opaque-directories/4"],
    rounds: [
      [
        dir("/etc"),
        file("/etc/hosts", "127.0.0.1"),
        file("/etc/profile", "PATH"),
        link("/etc/hosts", "/etc/hosts.allow"),
        dir("/usr"),
        file("/usr/lib", "v1"),
        symlink("profile", "/etc/rc"),
      ],
      [writeFile("/etc/profile", "PATH=/bin"), file("/etc/new", "new")],
      [removeAll("/usr", "lib"), rename("/etc/new", "/etc/newer")],
      [unlink("/etc/hosts.allow"), dir("/usr"), file("/usr/bin", "b")],
      [
        removeAll("/usr", "bin"),
        dir("/usr"),
        file("/usr/last", "l"),
        link("/usr/last", "/usr/also"),
      ],
    ],
    merged: {
      etc: { hosts: "127.0.0.1", newer: "new", profile: "PATH=/bin", rc: is.symlink("profile") },
      usr: { also: "l", last: "l" },
    },
  },
  {
    title: "a directory removed and made anew in a layer shows nothing of those below",
    peers: ["containerd fstest Deletion", "containerd snapshots RemoveDirectoryInLowerLayer"],
    bugs: ["https://github.com/moby/moby/issues/9690"],
    cites: [...cites, "whiteouts-and-opaque-directories/4"],
    rounds: [
      [dir("/lib"), file("/lib/hidden", "1"), file("/lib/not-hidden", "2")],
      [removeAll("/lib", "hidden", "not-hidden"), dir("/lib"), file("/lib/not-hidden", "3")],
      [file("/lib/added", "4")],
    ],
    merged: { lib: { added: "4", "not-hidden": "3" } },
  },
  {
    title: "what a middle layer added is removed by a later one",
    peers: ["containerd fstest Deletion", "containerd snapshots DeletedFilesInChild"],
    cites: [...cites, "whiteouts-and-opaque-directories/1"],
    rounds: [
      [dir("/d"), file("/d/stays", "s")],
      [file("/d/goes", "g"), dir("/d/sub"), file("/d/sub/f", "f")],
      [unlink("/d/goes"), removeAll("/d/sub", "f")],
    ],
    merged: { d: { stays: "s" } },
  },
  {
    title: "changed length, replaced file and changed modes are those of the last layer",
    peers: ["containerd fstest Update", "containerd snapshots LayerFileUpdate"],
    cites: [...cites, "non-directories/5"],
    rounds: [
      [file("/f", "short"), file("/r", "old"), dir("/d"), file("/same", "aaaa")],
      [writeFile("/f", "much longer than before"), writeFile("/same", "bbbb")],
      [unlink("/r"), file("/r", "new", 0o600), chmod("/d", 0o700), chmod("/f", 0o640)],
    ],
    merged: {
      d: is.dir({}, { mode: 0o700 }),
      f: is.file("much longer than before", { mode: 0o640 }),
      r: is.file("new", { mode: 0o600 }),
      same: "bbbb",
    },
  },
  {
    title: "modes of directories stay when things are added deep below them in later layers",
    peers: ["containerd fstest DirectoryPermission", "containerd fstest ParentDirectoryPermission"],
    cites: [...cites, "non-directories/4"],
    rounds: [
      [dir("/a", 0o700), dir("/a/b", 0o751), dir("/a/b/c", 0o777), file("/a/b/c/f", "1", 0o600)],
      [file("/a/b/c/g", "2"), writeFile("/a/b/c/f", "3")],
      [dir("/a/b/c/d", 0o711), file("/a/b/c/d/h", "4")],
    ],
    merged: {
      a: is.dir(
        {
          b: is.dir(
            {
              c: is.dir(
                {
                  d: is.dir({ h: "4" }, { mode: 0o711 }),
                  f: is.file("3", { mode: 0o600 }),
                  g: "2",
                },
                { mode: 0o777 },
              ),
            },
            { mode: 0o751 },
          ),
        },
        { mode: 0o700 },
      ),
    },
  },
];

export const contents: readonly WrittenScenario[] = told(chains);
