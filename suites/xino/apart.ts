import {
  appendFile,
  chmod,
  differs,
  excludes,
  file,
  gives,
  lstat,
  mkdir,
  mount,
  mountinfo,
  on,
  readFile,
  same,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { byHand, listed, mounted, mountedAgain } from "./scene.ts";

/** Layers of several filesystems without xino: files have devices of their layers, which are nobody else's. */
export const apart: readonly WrittenScenario[] = [
  byHand({
    title: "without xino directories are on the overlay's device and files on one of each layer",
    cites: ["overlay-objects/1", "overlay-objects/2", "inode-properties/2"],
    peers: ["unionmount --ov"],
    steps: [
      mounted("xino=off"),
      mountinfo("/merged", gives({ options: excludes("xino=on", "xino=auto") })),
      writeFile("/merged/new", "new"),
      ["/merged", "/merged/d"].map((path) => lstat(path, gives({ dev: same("overlay") }))),
      [
        lstat("/lower0", gives({ dev: same("fs0") })),
        lstat("/lower1", gives({ dev: same("fs1") })),
      ],
      lstat("/store", gives({ dev: same("fs2") })),
      lstat("/merged/a", gives({ dev: same("a") })),
      lstat("/merged/d/x", gives({ dev: same("a") })),
      lstat("/merged/b", gives({ dev: same("b") })),
      lstat("/merged/d/y", gives({ dev: same("b") })),
      lstat("/merged/new", gives({ dev: same("new") })),
      ["a", "b", "new"].flatMap((name) =>
        ["overlay", "fs0", "fs1", "fs2"].map((other) =>
          lstat(`/merged/${name}`, gives({ dev: differs(other) })),
        ),
      ),
      [
        lstat("/merged/a", gives({ dev: differs("b") })),
        lstat("/merged/b", gives({ dev: differs("new") })),
      ],
    ],
  }),
  byHand({
    title: "without xino files of two layers may have one number, which the device tells apart",
    cites: ["overlay-objects/2", "inode-properties/2"],
    bugs: ["https://github.com/containers/fuse-overlayfs"],
    steps: [
      mounted("xino=off"),
      lstat("/lower0/a", gives({ ino: same("number") })),
      lstat("/merged/a", gives({ ino: same("number"), dev: same("a") })),
      lstat("/merged/b", gives({ ino: same("number"), dev: differs("a") })),
    ],
  }),
  byHand({
    title: "without xino files are listed with the numbers that stat gives",
    cites: ["inode-properties/2", "man/getdents.2#d_ino"],
    steps: [
      mounted("xino=off"),
      ["x", "y"].map((name) => lstat(`/merged/d/${name}`, gives({ ino: same(name) }))),
      listed("/merged/d", { x: "x", y: "y" }),
      appendFile("/merged/d/x", "+"),
      lstat("/merged/d/x", gives({ ino: same("x") })),
    ],
  }),
  byHand({
    title: "without xino the number and the device of a file stay when it is copied up",
    cites: ["overlay-objects/2", "measured/108"],
    bugs: [
      "https://review.shift-gmbh.com/plugins/gitiles/SHIFTPHONES/kernel/common/+/1346416564f06444ca59778c05607bedb91a991a%5E",
    ],
    steps: [
      mounted("xino=off"),
      lstat("/merged/a", gives({ ino: same("a"), dev: same("dev") })),
      appendFile("/merged/a", "+"),
      lstat("/merged/a", gives({ ino: same("a"), dev: same("dev") })),
      chmod("/merged/d", 0o700),
      lstat("/merged/d", gives({ mode: 0o700 })),
      mountedAgain("xino=off"),
      lstat("/merged/a", gives({ size: 2 })),
    ],
  }),
  byHand({
    title: "a modified file of a middle layer on upper's filesystem does not pass for the real one",
    cites: ["overlay-objects/2", "measured/108"],
    peers: ["xfstests overlay/067"],
    steps: [
      writeFile("/store/middle/f", "real"),
      mounted("xino=off", "/store/middle:/lower0"),
      lstat("/store/middle/f", gives({ dev: same("real"), ino: same("f") })),
      lstat("/merged/f", gives({ dev: differs("real"), ino: same("f") })),
      appendFile("/merged/f", "+"),
      lstat("/merged/f", gives({ dev: differs("real"), ino: same("f") })),
      mountedAgain("xino=off", "/store/middle:/lower0"),
      lstat("/merged/f", gives({ dev: differs("real") })),
      readFile("/store/middle/f", gives("real")),
    ],
  }),
  byHand({
    title: "without xino two lowers of one filesystem share a device",
    cites: ["overlay-objects/2", "measured/108"],
    steps: [
      [mkdir("/lower0/one"), mkdir("/lower0/two")],
      [writeFile("/lower0/one/f", "f"), writeFile("/lower0/two/g", "g")],
      mounted("xino=off", "/lower0/one:/lower0/two"),
      lstat("/merged/f", gives({ dev: same("dev"), ino: same("f") })),
      lstat("/merged/g", gives({ dev: same("dev"), ino: differs("f") })),
      lstat("/lower0", gives({ dev: differs("dev") })),
    ],
  }),
  {
    title: "with all layers on one filesystem xino changes nothing",
    cites: ["overlay-objects/3", "inode-properties/1"],
    needs: ["trusted_xattr", "samefs"],
    mount: "none",
    lowers: [[file("/f", "f")]],
    steps: on(
      "root",
      mount(
        "o",
        "/merged",
        "overlay",
        [],
        "lowerdir=/lower0,upperdir=/upper,workdir=/work,xino=on",
      ),
      mountinfo("/merged", gives({ options: excludes("xino=on") })),
      lstat("/lower0/f", gives({ ino: same("f") })),
      lstat("/merged/f", gives({ ino: same("f") })),
      writeFile("/merged/new", "new"),
      lstat("/merged/new", gives({ ino: same("new") })),
      lstat("/upper/new", gives({ ino: same("new") })),
    ),
  },
];
