import {
  appendFile,
  chmod,
  differs,
  excludes,
  gives,
  includes,
  link,
  lstat,
  mkdir,
  mount,
  mountinfo,
  oneOf,
  readFile,
  rename,
  same,
  symlink,
  umount,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { byHand, listed, mounted, mountedAgain } from "./scene.ts";

const anyDevice = oneOf(gives({ dev: same("overlay") }), gives({ dev: differs("overlay") }));
const m = (name: string): string => `/merged${name}`;
const kept = (path: string, name: string): Steps =>
  lstat(path, gives({ ino: same(name), dev: same("overlay") }));

const modes = ["on", "auto"] as const;

/** Numbers that hold the filesystem in their high bits. */
export const composed: readonly WrittenScenario[] = modes.flatMap((mode) => {
  const xino = `xino=${mode}`;
  return [
    byHand({
      title: `with xino=${mode} all objects are on one device and no two have one number`,
      cites: ["overlay-objects/4", "inode-properties/3"],
      peers: ["unionmount --xino"],
      bugs: ["https://github.com/containers/fuse-overlayfs"],
      steps: [
        lstat("/lower0/a", gives({ ino: same("real") })),
        lstat("/lower1/b", gives({ ino: same("real") })),
        mounted(xino),
        mountinfo("/merged", gives({ options: includes(`xino=${mode}`) })),
        writeFile("/merged/new", "new"),
        lstat("/merged", gives({ dev: same("overlay") })),
        ["/a", "/b", "/d", "/d/x", "/d/y", "/new"].map((name) => kept(m(name), name)),
        lstat("/merged/a", gives({ ino: differs("/b") })),
        lstat("/merged/d/x", gives({ ino: differs("/d/y") })),
        lstat("/merged/a", gives({ ino: differs("/new") })),
        lstat("/lower0/a", gives({ dev: differs("overlay"), ino: differs("/a") })),
      ],
    }),
    byHand({
      title: `with xino=${mode} numbers stay over copy-up, moves and a new mount`,
      cites: ["overlay-objects/6", "inode-properties/3"],
      peers: ["xfstests overlay/043"],
      steps: [
        mounted(`${xino},redirect_dir=on`),
        lstat("/merged", gives({ dev: same("overlay") })),
        ["/a", "/b", "/d", "/d/x"].map((name) => kept(m(name), name)),
        [
          appendFile("/merged/a", "+"),
          chmod("/merged/d", 0o700),
          rename("/merged/b", "/merged/d/b"),
        ],
        ["/a", "/d", "/d/x"].map((name) => kept(m(name), name)),
        kept("/merged/d/b", "/b"),
        rename("/merged/d", "/merged/e"),
        kept("/merged/e", "/d"),
        mountedAgain(`${xino},redirect_dir=on`),
        ["/merged/a", "/merged/e", "/merged/e/x", "/merged/e/b"].map((path, index) =>
          lstat(path, gives({ ino: same(["/a", "/d", "/d/x", "/b"][index] ?? "") })),
        ),
      ],
    }),
    byHand({
      title: `with xino=${mode} listings have the numbers that stat gives`,
      cites: ["inode-properties/3", "man/getdents.2#d_ino"],
      peers: ["xfstests overlay/041"],
      steps: [
        mounted(xino),
        writeFile("/merged/d/new", "new"),
        [
          lstat("/merged", gives({ ino: same("root") })),
          lstat("/merged/d", gives({ ino: same("d") })),
        ],
        ["x", "y", "new"].map((name) => lstat(`/merged/d/${name}`, gives({ ino: same(name) }))),
        listed("/merged", { ".": "root", d: "d" }),
        listed("/merged/d", { ".": "d", "..": "root", new: "new", x: "x", y: "y" }),
        appendFile("/merged/d/x", "+"),
        listed("/merged/d", { x: "x", y: "y" }),
      ],
    }),
  ];
});

export const more: readonly WrittenScenario[] = [
  byHand({
    title: "with xino and index the names of a linked file stay one through copy-up",
    cites: ["inode-properties/3", "posix/link"],
    peers: ["xfstests overlay/044"],
    needs: ["index"],
    steps: [
      link("/lower0/a", "/lower0/d/l"),
      mounted("xino=on,index=on"),
      lstat("/merged", gives({ dev: same("overlay") })),
      [kept("/merged/a", "a"), kept("/merged/d/l", "a")],
      appendFile("/merged/d/l", "+"),
      [kept("/merged/a", "a"), kept("/merged/d/l", "a")],
      readFile("/merged/a", gives("a+")),
      mountedAgain("xino=on,index=on"),
      lstat("/merged/a", gives({ ino: same("a"), nlink: 2 })),
      lstat("/merged/d/l", gives({ ino: same("a"), nlink: 2 })),
    ],
  }),
  byHand({
    title: "numbers that use the high bits already are shown as without xino",
    cites: ["overlay-objects/5", "inode-properties/4"],
    peers: ["xfstests overlay/113", "xfstests overlay/117"],
    steps: [
      mount("inner", "/nested", "overlay", [], "lowerdir=/lower0:/lower1,xino=on"),
      mounted("xino=on", "/nested"),
      mountinfo("/merged", gives({ options: includes("xino=on") })),
      lstat("/merged", gives({ dev: same("overlay") })),
      lstat("/nested/a", gives({ dev: same("inner"), ino: same("a") })),
      lstat("/merged/a", gives({ dev: differs("overlay"), ino: same("a") })),
      lstat("/merged/a", gives({ dev: differs("inner") })),
      lstat("/merged/d", gives({ dev: same("overlay") })),
      writeFile("/merged/new", "new"),
      lstat("/merged/new", gives({ dev: same("overlay") })),
    ],
  }),
  byHand({
    title: "without upper xino composes the numbers of all layers",
    cites: ["overlay-objects/4", "inode-properties/3"],
    steps: [
      mount("overlay", "/merged", "overlay", [], "lowerdir=/lower0:/lower1,xino=on"),
      lstat("/merged", gives({ dev: same("overlay") })),
      ["/a", "/b", "/d", "/d/x", "/d/y"].map((name) => kept(m(name), name)),
      lstat("/merged/a", gives({ ino: differs("/b") })),
      umount("/merged"),
      mount("overlay", "/merged", "overlay", [], "lowerdir=/lower0:/lower1,xino=on"),
      ["/a", "/b", "/d", "/d/x"].map((name) => lstat(m(name), gives({ ino: same(name) }))),
    ],
  }),
  byHand({
    title: "with xino two lowers of one filesystem have numbers of one kind",
    cites: ["overlay-objects/4", "measured/108"],
    steps: [
      [mkdir("/lower0/one"), mkdir("/lower0/two")],
      [writeFile("/lower0/one/f", "f"), link("/lower0/one/f", "/lower0/two/g")],
      mounted("xino=on", "/lower0/one:/lower0/two"),
      lstat("/merged/f", gives({ ino: same("f"), dev: same("dev") })),
      lstat("/merged/g", gives({ ino: same("f"), dev: same("dev") })),
      appendFile("/merged/f", "+"),
      readFile("/merged/g", gives("f")),
    ],
  }),
  byHand({
    title: "with xino what upper has keeps its real number",
    cites: ["overlay-objects/4", "measured/108"],
    steps: [
      mounted("xino=on"),
      [writeFile("/merged/new", "new"), mkdir("/merged/dir"), symlink("t", "/merged/link")],
      ["new", "dir", "link"].map((name) => [
        lstat(`/merged/${name}`, gives({ ino: same(name) })),
        lstat(`/store/upper/${name}`, gives({ ino: same(name) })),
      ]),
    ],
  }),
  byHand({
    title: "a file made anew has a number of upper, not that of the removed one",
    cites: ["overlay-objects/4", "inode-properties/3"],
    steps: [
      mounted("xino=on"),
      lstat("/merged/a", gives({ ino: same("a"), dev: same("dev") })),
      unlink("/merged/a"),
      writeFile("/merged/a", "new"),
      lstat("/merged/a", gives({ ino: differs("a"), dev: same("dev") })),
      lstat("/store/upper/a", gives({ ino: same("new") })),
      lstat("/merged/a", gives({ ino: same("new") })),
    ],
  }),
  byHand({
    title: "xino=auto does nothing over a lower whose numbers cannot last",
    cites: ["overlay-objects/6"],
    steps: [
      mount("inner", "/nested", "overlay", [], "lowerdir=/lower0:/lower1,nfs_export=off"),
      mounted("xino=auto", "/nested"),
      // Linux 5.10 believes them, and shows "auto".
      mountinfo("/merged", gives({ options: excludes("xino=on") })),
      lstat("/merged", gives({ dev: same("overlay") })),
      lstat("/merged/a", anyDevice),
      lstat("/merged/d", gives({ dev: same("overlay") })),
    ],
  }),
];
