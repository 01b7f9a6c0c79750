import {
  appendFile,
  close,
  dropCaches,
  fails,
  file,
  fstat,
  gives,
  list,
  lstat,
  mkdir,
  mount,
  nameToHandleAt,
  openByHandleAt,
  read,
  readFile,
  readdir,
  rename,
  same,
  setxattr,
  succeeds,
  umount,
  unlink,
  whiteoutAt,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Expectation } from "../../harness/language/expectation.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { byHand, mounted, mountedAgain } from "../xino/scene.ts";

const needs: readonly Feature[] = ["handles", "nfs_export", "drop_caches"];
const modes = "nfs_export=on,index=on,redirect_dir=on";
const encode = (path: string, handle = "h"): Steps => nameToHandleAt(path, handle);
const decode = (
  want: Expectation<null> = succeeds,
  handle = "h",
  how: readonly ("O_RDONLY" | "O_DIRECTORY")[] = ["O_RDONLY"],
): Steps => openByHandleAt("/merged", handle, "r", how, want);
const reads = (text: string, handle = "h"): Steps => [
  decode(succeeds, handle),
  read("r", 64, gives(text)),
  close("r"),
];
const lists = (names: readonly string[], handle = "h"): Steps => [
  decode(succeeds, handle, ["O_RDONLY", "O_DIRECTORY"]),
  readdir("r", gives(names)),
  close("r"),
];

/** Files by the filesystem that holds them. */
const held = [
  ["the upper lower", "a", "a"],
  ["the lower lower", "b", "b"],
  ["the upper lower, in a directory of both", "d/x", "x"],
  ["the lower lower, in a directory of both", "d/y", "y"],
  ["upper", "new", "new"],
] as const;

/** Each layer on a filesystem of its own: the handle has to say on which. */
const scenarios: readonly WrittenScenario[] = [
  ...held.map(([where, name, text]) =>
    byHand({
      title: `with three filesystems a handle of a file of ${where} leads to it until its end`,
      cites: ["nfs-export/2", "nfs-export/3", "nfs-export/4", "measured/89"],
      peers: ["xfstests overlay/051"],
      needs,
      steps: [
        mounted(modes),
        writeFile("/merged/new", "new"),
        lstat(`/merged/${name}`, gives({ ino: same("ino") })),
        encode(`/merged/${name}`),
        reads(text),
        dropCaches(),
        reads(text),
        appendFile(`/merged/${name}`, "+"),
        reads(`${text}+`),
        mountedAgain(modes),
        [decode(), fstat("r", gives({ ino: same("ino") })), close("r")],
        reads(`${text}+`),
        rename(`/merged/${name}`, "/merged/renamed"),
        dropCaches(),
        reads(`${text}+`),
        unlink("/merged/renamed"),
        // The entry of the index may outlive the names until then: measured/89.
        mountedAgain(modes),
        decode(fails("ESTALE")),
      ],
    }),
  ),
  byHand({
    title: "with three filesystems handles lead on when directories above are renamed",
    cites: ["nfs-export/4", "renaming-directories/6"],
    peers: ["xfstests overlay/053"],
    needs,
    steps: [
      [mkdir("/lower1/d/in"), writeFile("/lower1/d/in/z", "z"), mkdir("/lower0/far")],
      mounted(modes),
      [encode("/merged/d", "d"), encode("/merged/d/in", "in")],
      [encode("/merged/d/x", "x"), encode("/merged/d/in/z", "z")],
      rename("/merged/d", "/merged/far/e"),
      dropCaches(),
      [lists(["in", "x", "y"], "d"), lists(["z"], "in"), reads("x", "x"), reads("z", "z")],
      mountedAgain(modes),
      [lists(["in", "x", "y"], "d"), lists(["z"], "in"), reads("x", "x"), reads("z", "z")],
      rename("/merged/far/e/in", "/merged/in"),
      mountedAgain(modes),
      [lists(["x", "y"], "d"), lists(["z"], "in"), reads("z", "z")],
    ],
  }),
  byHand({
    title: "without upper handles of two filesystems lead to what they were made of",
    cites: ["nfs-export/4", "renaming-directories/7"],
    peers: ["xfstests overlay/053"],
    needs,
    steps: [
      mount(
        "o",
        "/merged",
        "overlay",
        [],
        "lowerdir=/lower0:/lower1,nfs_export=on,redirect_dir=nofollow",
      ),
      [encode("/merged/d", "d"), encode("/merged/d/x", "x"), encode("/merged/d/y", "y")],
      dropCaches(),
      [lists(["x", "y"], "d"), reads("x", "x"), reads("y", "y")],
    ],
  }),
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
  byHand({
    title: "an overlay over an overlay on other filesystems gives handles that last",
    cites: ["nfs-export/2", "nesting/1"],
    peers: ["xfstests overlay/069"],
    needs,
    steps: [
      [mkdir("/iu"), mount("fs", "/iu", "tmpfs", []), mkdir("/iu/upper"), mkdir("/iu/work")],
      mount(
        "o",
        "/nested",
        "overlay",
        [],
        `lowerdir=/lower0:/lower1,upperdir=/iu/upper,workdir=/iu/work,${modes}`,
      ),
      file("/nested/inner", "inner"),
      mounted(modes, "/nested"),
      [encode("/merged/a", "a"), encode("/merged/inner", "inner"), encode("/merged/d", "d")],
      [reads("a", "a"), reads("inner", "inner"), lists(["x", "y"], "d")],
      [appendFile("/merged/a", "+"), appendFile("/merged/inner", "+")],
      rename("/merged/d", "/merged/e"),
      dropCaches(),
      [reads("a+", "a"), reads("inner+", "inner"), lists(["x", "y"], "d")],
      mountedAgain(modes, "/nested"),
      [reads("a+", "a"), reads("inner+", "inner"), lists(["x", "y"], "d")],
      unlink("/merged/a"),
      mountedAgain(modes, "/nested"),
      decode(fails("ESTALE"), "a"),
      readFile("/nested/a", gives("a")),
    ],
  }),
];

/** Looking at the trees would make known what is to be found by its handle alone. */
export const filesystems: readonly WrittenScenario[] = scenarios.map((each) => ({
  ...each,
  observe: "end",
}));
