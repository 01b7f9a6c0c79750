import {
  dir,
  fails,
  file,
  gives,
  list,
  readFile,
  statfs,
  writeFile,
} from "../../harness/language/index.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot } from "../by-hand.ts";
import { pointer } from "../data-only/scene.ts";
import { attach, create, set, upper } from "./configure.ts";
import { type Way, shows, told } from "./way.ts";

const appended: readonly Feature[] = ["layer_by_layer"];
const peers = ["xfstests overlay/086"];
const invalid = fails("EINVAL");
const ways: readonly Way[] = [
  {
    title: "an overlay is made of strings",
    cites: ["man/fsconfig.2#FSCONFIG_SET_STRING"],
    steps: [
      set("lowerdir", "/l1:/l2"),
      upper,
      create(),
      attach,
      readFile("/all", gives("l1")),
      writeFile("/new", "n"),
      statfs("/", gives({ type: "794c7630" })),
      shows("lowerdir=/l1:/l2", "upperdir=/upper", "workdir=/work"),
    ],
  },
  {
    title: "upperdir and workdir may come before lowerdir",
    cites: ["man/fsconfig.2#FSCONFIG_SET_STRING"],
    steps: [upper, set("lowerdir", "/l2"), create(), attach, list("/", gives(["all", "l2"]))],
  },
  {
    title: "lowerdir+ adds one layer below those before it",
    cites: ["multiple-lower-layers/4"],
    peers,
    needs: appended,
    steps: [
      set("lowerdir+", "/l2"),
      set("lowerdir+", "/l1"),
      set("lowerdir+", "/l3"),
      upper,
      create(),
      attach,
      readFile("/all", gives("l2")),
      list("/", gives(["all", "l1", "l2", "l3"])),
      shows("lowerdir+=/l2", "lowerdir+=/l1", "lowerdir+=/l3"),
    ],
  },
  {
    title: "lowerdir+ takes colons and backslashes as they are",
    cites: ["multiple-lower-layers/4", "measured/83"],
    peers,
    needs: appended,
    steps: [
      inRoot(dir("/a:b"), file("/a:b/f", "colon"), dir("/a\\b"), file("/a\\b/g", "backslash")),
      set("lowerdir+", "/a\\:b", fails("ENOENT")),
      set("lowerdir+", "/a:b"),
      set("lowerdir+", "/a\\b"),
      create(),
      attach,
      list("/", gives(["f", "g"])),
      shows("lowerdir+=/a:b", "lowerdir+=/a\\134b"),
    ],
  },
  {
    title: "lowerdir+ shows a blank in octal",
    cites: ["multiple-lower-layers/4", "mount-options/34"],
    peers,
    needs: appended,
    steps: [
      inRoot(dir("/a b")),
      set("lowerdir+", "/a b"),
      set("lowerdir+", "/l1"),
      create(),
      attach,
      shows("lowerdir+=/a\\040b"),
    ],
  },
  {
    title: "lowerdir+ is refused after lowerdir",
    cites: ["mount-options/14"],
    peers,
    needs: appended,
    steps: [set("lowerdir", "/l1"), set("lowerdir+", "/l2", invalid)],
  },
  {
    title: "datadir+ is refused after lowerdir",
    cites: ["mount-options/14"],
    peers,
    needs: appended,
    steps: [set("lowerdir", "/l1"), set("datadir+", "/data", invalid)],
  },
  {
    title: "lowerdir replaces what lowerdir+ added",
    cites: ["mount-options/14"],
    needs: appended,
    steps: [
      set("lowerdir+", "/l1"),
      set("lowerdir", "/l2:/l3"),
      create(),
      attach,
      list("/", gives(["all", "l2", "l3"])),
    ],
  },
  {
    title: "lowerdir+ is refused after datadir+",
    cites: ["mount-options/13", "data-only-lower-layers/3"],
    peers,
    needs: [...appended, "data_only"],
    steps: [set("lowerdir+", "/l1"), set("datadir+", "/data"), set("lowerdir+", "/l2", invalid)],
  },
  {
    title: "layers of data alone are refused, and lowerdir+ after them",
    cites: ["mount-options/13"],
    peers,
    needs: [...appended, "data_only"],
    steps: [set("datadir+", "/data"), set("lowerdir+", "/l1", invalid), create(invalid)],
  },
  {
    title: "datadir+ adds a layer of data",
    cites: ["data-only-lower-layers/7"],
    peers: ["xfstests overlay/085"],
    needs: [...appended, "data_only", "metacopy"],
    steps: [
      inRoot(pointer("/l1/f", "/x", 0o600, 4)),
      set("lowerdir+", "/l1"),
      set("datadir+", "/l2"),
      set("datadir+", "/data"),
      set("metacopy", "on"),
      create(),
      attach,
      readFile("/f", gives("data")),
      list("/", gives(["all", "f", "l1"])),
      shows("lowerdir+=/l1", "datadir+=/l2", "datadir+=/data"),
    ],
  },
  {
    title: "an empty lowerdir+ is refused",
    cites: ["mount-options/1"],
    needs: appended,
    steps: [set("lowerdir+", "", invalid), create(invalid)],
  },
];

export const layerByLayer: readonly WrittenScenario[] = told(ways);
