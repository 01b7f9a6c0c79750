import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { type Refusal, told } from "./refusal.ts";

const upper = "upperdir=/upper,workdir=/work";
const gvisor = ["gvisor overlay_test.go"];
const dragon = ["https://github.com/DragonOS-Community/DragonOS/issues/2001"];
const asterinas = ["https://github.com/asterinas/asterinas/issues/2876"];

/** What the layers of a mount cannot be. */
const layers: readonly Refusal[] = [
  {
    title: "a mount without lowers",
    options: ["", upper],
    errno: "EINVAL",
    cites: ["mount-options/1"],
    peers: gvisor,
    bugs: dragon,
  },
  {
    title: "an empty lowerdir",
    options: [`lowerdir=,${upper}`, "lowerdir="],
    errno: "EINVAL",
    cites: ["mount-options/1"],
    peers: gvisor,
    bugs: dragon,
  },
  {
    title: "a single lower without upper",
    options: ["lowerdir=/l1", "lowerdir=/l1,xino=off"],
    errno: "EINVAL",
    cites: ["mount-options/2"],
    peers: gvisor,
  },
  {
    title: "an upper without work",
    options: ["lowerdir=/l1,upperdir=/upper"],
    errno: "EINVAL",
    orErrno: "ENOMEM",
    cites: ["mount-options/4"],
    peers: gvisor,
    bugs: dragon,
  },
  {
    title: "an empty upperdir",
    options: ["lowerdir=/l1,upperdir=,workdir=/work"],
    errno: "EINVAL",
    cites: ["mount-options/4"],
    peers: gvisor,
  },
  {
    title: "an empty workdir",
    options: ["lowerdir=/l1,upperdir=/upper,workdir="],
    errno: "EINVAL",
    cites: ["mount-options/4"],
    peers: gvisor,
  },
  {
    title: "a work that is upper",
    options: ["lowerdir=/l1,upperdir=/upper,workdir=/upper"],
    errno: "EINVAL",
    cites: ["mount-options/6"],
  },
  {
    title: "a work that lies in upper",
    options: ["lowerdir=/l1,upperdir=/upper,workdir=/upper/inside"],
    errno: "EINVAL",
    cites: ["mount-options/6"],
    bugs: dragon,
  },
  {
    title: "an upper that lies in work",
    options: ["lowerdir=/l1,upperdir=/work/inside,workdir=/work"],
    errno: "EINVAL",
    cites: ["mount-options/6"],
  },
  {
    title: "a lower that does not exist",
    options: [
      `lowerdir=/none,${upper}`,
      `lowerdir=/l1:/none,${upper}`,
      `lowerdir=/none:/l1,${upper}`,
    ],
    errno: "ENOENT",
    cites: ["mount-options/9", "man/mount.2#ENOENT"],
    peers: gvisor,
    bugs: asterinas,
  },
  {
    title: "an upper that does not exist",
    options: ["lowerdir=/l1,upperdir=/none,workdir=/work"],
    errno: "ENOENT",
    cites: ["mount-options/9"],
    peers: gvisor,
  },
  {
    title: "a work that does not exist",
    options: ["lowerdir=/l1,upperdir=/upper,workdir=/none"],
    errno: "ENOENT",
    cites: ["mount-options/9"],
    peers: gvisor,
  },
  {
    title: "a lower that is a file",
    options: [`lowerdir=/file,${upper}`, `lowerdir=/l1:/file,${upper}`],
    errno: "EINVAL",
    cites: ["mount-options/9"],
  },
  {
    title: "an upper that is a file",
    options: ["lowerdir=/l1,upperdir=/file,workdir=/work"],
    errno: "EINVAL",
    cites: ["mount-options/9"],
  },
  {
    title: "a work that is a file",
    options: ["lowerdir=/l1,upperdir=/upper,workdir=/file"],
    errno: "EINVAL",
    cites: ["mount-options/9"],
  },
  {
    title: "a lower below a file",
    options: [`lowerdir=/file/d,${upper}`],
    errno: "ENOTDIR",
    cites: ["man/path_resolution.7#ENOTDIR"],
  },
  {
    title: "a colon before the first lower",
    options: [`lowerdir=:/l1,${upper}`, "lowerdir=:/l1:/l2"],
    errno: "EINVAL",
    cites: ["mount-options/11"],
  },
  {
    title: "a colon after the last lower",
    options: [`lowerdir=/l1:,${upper}`, "lowerdir=/l1:/l2:"],
    errno: "EINVAL",
    cites: ["mount-options/11"],
    bugs: dragon,
  },
  {
    title: "three colons between lowers",
    options: [`lowerdir=/l1:::/l2,${upper}`],
    errno: "EINVAL",
    cites: ["mount-options/11"],
  },
  {
    title: "colons alone",
    options: [`lowerdir=:,${upper}`, `lowerdir=::,${upper}`, `lowerdir=:::,${upper}`],
    errno: "EINVAL",
    cites: ["mount-options/11"],
  },
  {
    title: "only data-only lowers",
    options: [`lowerdir=::/l1,${upper}`, "lowerdir=::/l1::/l2"],
    errno: "EINVAL",
    cites: ["mount-options/13"],
  },
  {
    title: "a regular lower below a data-only one",
    options: [`lowerdir=/l1::/l2:/l3,${upper}`],
    errno: "EINVAL",
    cites: ["mount-options/13", "data-only-lower-layers/3"],
  },
  {
    title: "a data-only lower without a name",
    options: [`lowerdir=/l1::,${upper}`],
    errno: "EINVAL",
    cites: ["mount-options/11"],
  },
  {
    title: "a second lowerdir after a first that does not exist",
    options: [`lowerdir=/none,lowerdir=/l1,${upper}`],
    errno: "ENOENT",
    needs: ["options_checked_at_once"], // before, only the last one counted
    cites: ["mount-options/15"],
  },
];

const looping: readonly (readonly [string, string])[] = [
  ["a lower that is upper", `lowerdir=/upper,${upper}`],
  ["a lower that is work", `lowerdir=/work,${upper}`],
  ["a lower that lies in upper", `lowerdir=/upper/inside,${upper}`],
  ["a lower that lies in work", `lowerdir=/work/inside,${upper}`],
  ["a lower that is given twice", `lowerdir=/l1:/l2:/l1,${upper}`],
  ["a lower that lies in the one below it", `lowerdir=/l1/inside:/l1,${upper}`],
  ["a lower that lies in the one above it", `lowerdir=/l1:/l1/inside,${upper}`],
  ["the same lower by a symbolic link", `lowerdir=/l1:/link,${upper}`],
];

export const refusedLayers: readonly WrittenScenario[] = [
  ...layers.map(told),
  ...looping.map(([title, options]) =>
    told({
      title,
      options: [options],
      errno: "ELOOP",
      cites: ["mount-options/7"],
      peers: ["xfstests overlay/065"],
    }),
  ),
];
