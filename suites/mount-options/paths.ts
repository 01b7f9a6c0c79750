import {
  chdir,
  dir,
  fails,
  file,
  gives,
  includes,
  list,
  mountinfo,
  readFile,
  symlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay, writable } from "../by-hand.ts";
import { scene } from "./scene.ts";

interface Name {
  readonly title: string;
  /** The name of the directory. */
  readonly name: string;
  /** As it is written in `lowerdir=`. */
  readonly written: string;
  /** As mountinfo shows it. */
  readonly shown: string;
  readonly cites?: readonly string[];
}

/** Characters that mean something to who parses or prints the options. */
const names: readonly Name[] = [
  {
    title: "a colon",
    name: "a:b",
    written: "a\\:b",
    shown: "a\\134:b",
    cites: ["multiple-lower-layers/3"],
  },
  {
    title: "colons at both ends",
    name: ":a:",
    written: "\\:a\\:",
    shown: "\\134:a\\134:",
    cites: ["multiple-lower-layers/3"],
  },
  { title: "a comma", name: "a,b", written: "a\\,b", shown: "a\\134\\054b" },
  { title: "a backslash", name: "a\\b", written: "a\\\\b", shown: "a\\134\\134b" },
  { title: "a blank", name: "a b", written: "a b", shown: "a\\040b" },
  { title: "a tabulator", name: "a\tb", written: "a\tb", shown: "a\\011b" },
  { title: "a newline", name: "a\nb", written: "a\nb", shown: "a\\012b" },
  { title: "an equals sign", name: "a=b", written: "a=b", shown: "a=b" },
  { title: "a hash", name: "#a", written: "#a", shown: "#a" },
];

const lower = (name: string) => [dir(`/${name}`), file(`/${name}/f`, name)];

const bugs = ["https://github.com/kdave/xfstests/commit/63a2972"];

export const paths: readonly WrittenScenario[] = [
  ...names.map(
    ({ title, name, written, shown, cites = ["mount-options/34"] }): WrittenScenario => ({
      title: `${title} in the name of a lower is a part of it`,
      cites,
      peers: ["xfstests overlay/083"],
      bugs,
      lowers: [],
      mount: "none",
      steps: [
        scene,
        inRoot(lower(name)),
        overlay(writable(`/l2:/${written}`)),
        list("/", gives(["f", "inside", "l2"])),
        readFile("/f", gives(name)),
        inRoot(mountinfo("/merged", gives({ options: includes(`lowerdir=/l2:/${shown}`) }))),
      ],
    }),
  ),
  {
    title: "a colon that is not escaped separates lowers",
    cites: ["multiple-lower-layers/3"],
    peers: ["xfstests overlay/083"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(lower("a:b")),
      overlay(writable("/a:b"), fails("ENOENT")),
      overlay(writable("/a\\:b")),
    ],
  },
  {
    title: "upperdir and workdir take a colon as it is",
    cites: ["multiple-lower-layers/3", "mount-options/34"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(dir("/u:p"), dir("/w:k")),
      overlay("lowerdir=/l1,upperdir=/u:p,workdir=/w:k"),
      writeFile("/new", "n"),
      inRoot(list("/u:p", gives(["new"]))),
    ],
  },
  {
    title: "upperdir and workdir take an escaped comma",
    cites: ["mount-options/34"],
    peers: ["xfstests overlay/083"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(dir("/u,p"), dir("/w,k")),
      overlay("lowerdir=/l1,upperdir=/u\\,p,workdir=/w\\,k"),
      writeFile("/new", "n"),
      inRoot(list("/u,p", gives(["new"]))),
    ],
  },
  {
    title: "layers are found from the working directory",
    cites: ["mount-options/10"],
    peers: ["gvisor overlay_test.go"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(dir("/in"), chdir("/in")),
      overlay("lowerdir=../l1:../l2,upperdir=../upper,workdir=../work"),
      list("/", gives(["inside", "l1", "l2"])),
    ],
  },
  {
    title: "a layer is found through symbolic links to it and above it",
    cites: ["mount-options/10"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(dir("/real"), dir("/real/u"), dir("/real/w"), symlink("/real", "/way")),
      overlay("lowerdir=/link,upperdir=/way/u,workdir=/real/w"),
      list("/", gives(["inside", "l1"])),
      writeFile("/new", "n"),
      inRoot(list("/real/u", gives(["new"]))),
    ],
  },
  {
    title: "slashes after a path and within it do not matter",
    cites: ["mount-options/10"],
    lowers: [],
    mount: "none",
    steps: [scene, overlay(writable("//l1/:/l2//")), list("/", gives(["inside", "l1", "l2"]))],
  },
  {
    title: "upper may lie in a lower, and cannot be reached there",
    cites: ["mount-options/8", "measured/82"],
    unruly: ["listed-exists"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(dir("/l1/u"), dir("/l1/w")),
      overlay("lowerdir=/l1,upperdir=/l1/u,workdir=/l1/w"),
      writeFile("/new", "n"),
      inRoot(list("/l1/u", gives(["new"]))),
      list("/u", fails("ELOOP")),
      list("/w", fails("ELOOP")),
    ],
  },
];
