import {
  at,
  close,
  dir,
  fails,
  file,
  fsconfig,
  gives,
  includes,
  list,
  mkdir,
  mount,
  mountinfo,
  open,
  openTree,
  readFile,
  rename,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot } from "../by-hand.ts";
import { attach, create, give, scene, set, start } from "./configure.ts";

const needs: readonly Feature[] = ["fsconfig", "layer_descriptors"];
const invalid = fails("EINVAL");

/** A clone of what is at a path, and a layer made of it. */
const detached = (key: string, path: string): Steps =>
  inRoot(
    openTree("tree", path, ["OPEN_TREE_CLONE"]),
    fsconfig("fs", "FSCONFIG_SET_FD", key, { fd: "tree" }),
    close("tree"),
  );

export const descriptors: readonly WrittenScenario[] = [
  ...(["O_RDONLY", "O_PATH"] as const).map((how): WrittenScenario => ({
    title: `every layer is given by a descriptor opened with ${how}`,
    cites: ["layers-via-file-descriptors/1"],
    peers: ["selftest set_layers_via_fds"],
    needs,
    lowers: [],
    mount: "none",
    steps: [
      scene,
      start,
      give("workdir", "/work", undefined, how),
      give("upperdir", "/upper", undefined, how),
      give("lowerdir+", "/l2", undefined, how),
      give("lowerdir+", "/l1", undefined, how),
      create(),
      attach,
      readFile("/all", gives("l2")),
      writeFile("/new", "n"),
      inRoot(
        mountinfo("/merged", gives({ options: includes("lowerdir+=/l2", "lowerdir+=/l1") })),
        mountinfo("/merged", gives({ options: includes("upperdir=/upper", "workdir=/work") })),
      ),
    ],
    upper: { new: "n" },
  })),
  {
    title: "data-only layers are given by descriptors",
    cites: ["layers-via-file-descriptors/1", "data-only-lower-layers/7"],
    peers: ["selftest set_layers_via_fds"],
    needs: [...needs, "data_only", "metacopy"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      start,
      give("lowerdir+", "/l1"),
      give("datadir+", "/l2"),
      give("datadir+", "/data"),
      set("metacopy", "on"),
      create(),
      attach,
      list("/", gives(["all", "l1"])),
      inRoot(mountinfo("/merged", gives({ options: includes("datadir+=/l2", "datadir+=/data") }))),
    ],
  },
  {
    title: "lowerdir is not given by a descriptor",
    cites: ["layers-via-file-descriptors/1"],
    peers: ["selftest set_layers_via_fds"],
    needs,
    lowers: [],
    mount: "none",
    steps: [scene, start, give("lowerdir", "/l1", invalid)],
  },
  {
    title: "a descriptor of a file is no layer, and neither is none",
    cites: ["layers-via-file-descriptors/1", "mount-options/9"],
    needs,
    lowers: [],
    mount: "none",
    steps: [
      scene,
      start,
      inRoot(
        open("file", "/l1/l1", ["O_RDONLY"]),
        fsconfig("fs", "FSCONFIG_SET_FD", "lowerdir+", { fd: "file" }, invalid),
        fsconfig("fs", "FSCONFIG_SET_FD", "upperdir", { fd: "file" }, invalid),
        fsconfig("fs", "FSCONFIG_SET_FD", "lowerdir+", { fd: "closed" }, invalid),
      ),
    ],
  },
  {
    title: "a layer given by a descriptor is that directory, whatever its name becomes",
    cites: ["layers-via-file-descriptors/1"],
    needs,
    lowers: [],
    mount: "none",
    steps: [
      scene,
      start,
      give("lowerdir+", "/l1"),
      inRoot(rename("/l1", "/moved")),
      give("lowerdir+", "/l2"),
      create(),
      attach,
      readFile("/all", gives("l1")),
    ],
  },
  {
    title: "strings and descriptors mix",
    cites: ["layers-via-file-descriptors/1", "multiple-lower-layers/4"],
    needs,
    lowers: [],
    mount: "none",
    steps: [
      scene,
      start,
      set("lowerdir+", "/l3"),
      give("lowerdir+", "/l2"),
      give("upperdir", "/upper"),
      set("workdir", "/work"),
      create(),
      attach,
      readFile("/all", gives("l3")),
      writeFile("/all", "new"),
    ],
    upper: { all: "new" },
  },
  {
    title: "a mount that is attached nowhere gives layers",
    cites: ["layers-via-file-descriptors/1", "man/open_tree.2#OPEN_TREE_CLONE"],
    peers: ["selftest set_layers_via_detached_mount_fds"],
    needs,
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(
        dir("/fs"),
        mount("t", "/fs", "tmpfs", []),
        ["l", "u", "w"].map((name) => mkdir(`/fs/${name}`)),
        file("/fs/l/f", "detached"),
        openTree("tree", "/fs", ["OPEN_TREE_CLONE"]),
        { op: "umount", target: "/fs", flags: ["MNT_DETACH"] },
      ),
      start,
      (
        [
          ["lowerdir+", "l"],
          ["upperdir", "u"],
          ["workdir", "w"],
        ] as const
      ).map(([key, name]) =>
        inRoot(
          open("layer", at("tree", name), ["O_PATH", "O_DIRECTORY"]),
          fsconfig("fs", "FSCONFIG_SET_FD", key, { fd: "layer" }),
        ),
      ),
      create(),
      attach,
      readFile("/f", gives("detached")),
      writeFile("/new", "n"),
    ],
    merged: { f: "detached", new: "n" },
  },
  {
    title: "upper and work of two clones of one mount are refused",
    cites: ["mount-options/5", "layers-via-file-descriptors/1"],
    needs,
    lowers: [],
    mount: "none",
    steps: [
      scene,
      start,
      set("lowerdir+", "/l1"),
      detached("upperdir", "/upper"),
      detached("workdir", "/work"),
      create(invalid),
    ],
  },
];
