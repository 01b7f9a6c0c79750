import {
  dropCaches,
  fails,
  gives,
  list,
  lstat,
  mkdir,
  nameToHandleAt,
  readFile,
  rename,
  setxattr,
  umount,
  whiteoutAt,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { byHand, mounted, mountedAgain } from "../xino/scene.ts";
import { decode, encode, lists, modes, needs, reads } from "./by-root.ts";

/** Ways through redirects and index entries, and edits of layers between two mounts. */
const scenarios: readonly WrittenScenario[] = [
  byHand({
    title: "a directory below a redirect of a middle layer is copied up when its handle is made",
    cites: ["nfs-export/6", "nfs-export/2"],
    peers: ["xfstests overlay/055", "xfstests overlay/054"],
    needs,
    steps: [
      ["/lower1/far", "/lower1/far/in", "/lower1/far/in/deep"].map((path) => mkdir(path)),
      writeFile("/lower1/far/in/deep/g", "g"),
      [mkdir("/lower0/moved"), setxattr("/lower0/moved", "overlay:redirect", "/far")],
      whiteoutAt("/lower0/far"),
      mounted(modes, "/lower0:/lower1"),
      // A file needs no way that leads to it: its handle is of lower.
      encode("/merged/moved/in/deep/g", "g"),
      list("/store/upper", gives([])),
      encode("/merged/moved/in/deep", "deep"),
      list("/store/upper", gives(["moved"])),
      list("/store/upper/moved", gives(["in"])),
      list("/store/upper/moved/in", gives([])),
      dropCaches(),
      [lists(["g"], "deep"), reads("g", "g")],
      rename("/merged/moved", "/merged/again"),
      mountedAgain(modes, "/lower0:/lower1"),
      [lists(["g"], "deep"), reads("g", "g")],
    ],
  }),
  byHand({
    title: "connectable handles are of directories, and there are none of files",
    cites: ["nfs-export/7"],
    needs: [...needs, "connectable_handles"],
    steps: [
      mounted(modes),
      ["/merged/a", "/merged/d/y"].map((path) =>
        nameToHandleAt(path, "h", ["AT_HANDLE_CONNECTABLE"], fails("EOVERFLOW")),
      ),
      nameToHandleAt("/merged/d", "h", ["AT_HANDLE_CONNECTABLE"]),
      lists(["x", "y"]),
    ],
  }),
  byHand({
    title: "an index entry whose upper directory was replaced becomes a whiteout at the next mount",
    cites: ["nfs-export/8", "nfs-export/4"],
    needs,
    steps: [
      mkdir("/lower0/e"),
      mounted(modes, "/lower0"),
      encode("/merged/e"),
      rename("/merged/e", "/merged/f"),
      lists([]),
      umount("/merged"),
      rename("/store/upper/f", "/store/aside"),
      mkdir("/store/upper/f"),
      mounted(modes, "/lower0"),
      decode(fails("ESTALE")),
      readFile("/merged/a", gives("a")),
    ],
  }),
  byHand({
    title: "under nfs_export a lower directory that took the place of another is not merged",
    cites: ["changes-to-underlying-filesystems/6"],
    needs,
    steps: [
      mounted(modes, "/lower0"),
      writeFile("/merged/d/up", "up"),
      umount("/merged"),
      rename("/lower0/d", "/lower0/old"),
      [mkdir("/lower0/d"), writeFile("/lower0/d/other", "other")],
      mounted(modes, "/lower0"),
      list("/merged/d", gives(["up"])),
      lstat("/merged/d/other", fails("ENOENT")),
      umount("/merged"),
      // What only looks for names merges what it finds.
      mounted("nfs_export=off,index=off,redirect_dir=nofollow", "/lower0"),
      list("/merged/d", gives(["other", "up"])),
    ],
  }),
];

/** Looking at the trees would make known what is to be found by its handle alone. */
export const connected: readonly WrittenScenario[] = scenarios.map((each) => ({
  ...each,
  observe: "end",
}));
