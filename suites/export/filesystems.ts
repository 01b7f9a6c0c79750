import {
  appendFile,
  close,
  dropCaches,
  fails,
  file,
  fstat,
  gives,
  lstat,
  mkdir,
  mount,
  readFile,
  rename,
  same,
  umount,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { byHand, mounted, mountedAgain } from "../xino/scene.ts";
import { decode, encode, lists, modes, needs, reads } from "./by-root.ts";

const alone = mount(
  "o",
  "/merged",
  "overlay",
  [],
  "lowerdir=/lower0:/lower1,nfs_export=on,redirect_dir=nofollow",
);

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
      alone,
      [encode("/merged/d", "d"), encode("/merged/d/x", "x"), encode("/merged/d/y", "y")],
      [umount("/merged"), alone],
      [lists(["x", "y"], "d"), reads("x", "x"), reads("y", "y")],
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
