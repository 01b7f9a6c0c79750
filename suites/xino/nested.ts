import {
  appendFile,
  close,
  dropCaches,
  fdinfo,
  flock,
  gives,
  lstat,
  mkdir,
  mknod,
  mount,
  oneOf,
  open,
  rename,
  same,
  symlink,
  umount,
  utimensat,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { byHand, listed, mounted, mountedAgain } from "./scene.ts";

const modes = "xino=on,redirect_dir=on";
const inner = (more: string): Steps => [
  [mkdir("/iu"), mount("fs", "/iu", "tmpfs", []), mkdir("/iu/upper"), mkdir("/iu/work")],
  mount(
    "o",
    "/nested",
    "overlay",
    [],
    `lowerdir=/lower0:/lower1,upperdir=/iu/upper,workdir=/iu/work,${more}`,
  ),
];

/** By stat, by a listing, and by the kernel's own list of locks. */
const agree = (directory: string, name: string, number = name): Steps => [
  lstat(`${directory}/${name}`, gives({ ino: same(number) })),
  listed(directory, { [name]: number }),
  [open("r", `${directory}/${name}`, ["O_RDONLY"]), flock("r", ["LOCK_SH"])],
  // Linux 5.10 tells of a descriptor without its number.
  fdinfo(
    "r",
    oneOf(
      gives({ ino: same(number), locks: [{ ino: same(number) }] }),
      gives({ ino: "", locks: [{ ino: same(number) }] }),
    ),
  ),
  close("r"),
];

/** An overlay over an overlay, each of layers on several filesystems: what holds of files that are no directories. */
export const nested: readonly WrittenScenario[] = [
  byHand({
    title: "over an overlay of several filesystems files keep numbers on which all agree",
    cites: ["inode-properties/4", "inode-properties/5", "nesting/1"],
    peers: ["xfstests overlay/071"],
    needs: ["nfs_export"],
    steps: [
      inner("nfs_export=on,index=on,redirect_dir=on,xino=on"),
      writeFile("/nested/n", "inner"),
      mounted(modes, "/nested"),
      [agree("/merged", "a"), agree("/merged", "b"), agree("/merged", "n")],
      agree("/merged/d", "x"),
      ["/merged/a", "/merged/b", "/merged/n", "/merged/d/x"].map((path) => appendFile(path, "+")),
      [agree("/merged", "a"), agree("/merged", "b"), agree("/merged", "n")],
      [rename("/merged/a", "/merged/d/a"), rename("/merged/d/x", "/merged/x")],
      dropCaches(),
      [agree("/merged/d", "a"), agree("/merged", "b"), agree("/merged", "n")],
      agree("/merged", "x"),
      mountedAgain(modes, "/nested"),
      [agree("/merged/d", "a"), agree("/merged", "b"), agree("/merged", "n")],
      agree("/merged", "x"),
    ],
  }),
  byHand({
    title: "over an overlay of several filesystems links, FIFOs and devices keep their numbers",
    cites: ["inode-properties/4", "nesting/1"],
    peers: ["xfstests overlay/071"],
    needs: ["nfs_export", "mknod"],
    steps: [
      [symlink("a", "/lower0/s"), mknod("/lower1/p", "fifo", 0o600)],
      [mknod("/lower1/c", "chr", 0o600, 1, 3), mknod("/lower0/b", "blk", 0o600, 7, 0)],
      inner("nfs_export=on,index=on,redirect_dir=on,xino=on"),
      mounted(modes, "/nested"),
      ["s", "p", "c", "b"].map((name) => [
        lstat(`/merged/${name}`, gives({ ino: same(name) })),
        listed("/merged", { [name]: name }),
        utimensat(`/merged/${name}`, "now", "now", ["AT_SYMLINK_NOFOLLOW"]),
        lstat(`/merged/${name}`, gives({ ino: same(name) })),
        rename(`/merged/${name}`, `/merged/d/${name}`),
      ]),
      [umount("/merged"), mounted(modes, "/nested")],
      ["s", "p", "c", "b"].map((name) => [
        lstat(`/merged/d/${name}`, gives({ ino: same(name) })),
        listed("/merged/d", { [name]: name }),
      ]),
    ],
  }),
];
