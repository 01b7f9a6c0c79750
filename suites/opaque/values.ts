import {
  dir,
  fails,
  file,
  getxattr,
  gives,
  is,
  list,
  mkdir,
  on,
  readFile,
  rmdir,
  setxattr,
  succeeds,
  unlink,
  when,
  whiteout,
} from "../../harness/language/index.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { MountSpec, WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

/** Only `y` hides. `x` says that xattr whiteouts may be there, and nothing of it shows where there are none. */
const values: readonly (readonly [value: string, hides: boolean])[] = [
  ["y", true],
  ["x", false],
  ["n", false],
  ["Y", false],
  ["", false],
  ["yes", false],
  ["0", false],
];

export const markValues: readonly WrittenScenario[] = values.map(([value, hides]) => ({
  title: `the mark with the value ${JSON.stringify(value)} ${hides ? "hides" : "does not hide"} the directory below`,
  cites: ["whiteouts-and-opaque-directories/4"],
  lowers: [[dir("/d"), file("/d/lower", "l")]],
  upperBefore: [dir("/d"), setxattr("/d", "overlay:opaque", value), file("/d/upper", "u")],
  steps: [
    list("/d", gives(hides ? ["upper"] : ["lower", "upper"])),
    readFile("/d/lower", hides ? fails("ENOENT") : gives("l")),
    unlink("/d/upper"),
    rmdir("/d", hides ? succeeds : fails("ENOTEMPTY")),
    list("/", gives(hides ? [] : ["d"])),
  ],
  merged: hides ? {} : { d: { lower: "l" } },
  upper: { d: hides ? whiteout : is.dir({}, { marks: { opaque: value } }) },
}));

interface Setting {
  readonly mount: MountSpec;
  readonly shown: string;
  readonly needs?: Feature;
}

const marking: readonly Setting[] = [
  { mount: { redirect_dir: "on" }, shown: "redirect_dir=on", needs: "redirect_dir" },
  { mount: { index: "on", redirect_dir: "nofollow" }, shown: "index=on", needs: "index" },
  { mount: { metacopy: "on" }, shown: "metacopy=on", needs: "metacopy" },
  { mount: { nfs_export: "on" }, shown: "nfs_export=on", needs: "nfs_export" },
];

const leaving: readonly Setting[] = [
  { mount: plain, shown: "none of these" },
  { mount: { ...plain, xino: "off" }, shown: "xino=off" },
  { mount: { ...plain, xino: "auto" }, shown: "xino=auto" },
  { mount: { ...plain, volatile: true }, shown: "volatile" },
];

/** Until Linux 5.14 every new directory was marked. */
const unmarked = when("opaque_new_dirs", gives("y"), fails("ENODATA"));

const newDirectory = ({ mount, shown, needs }: Setting, opaque: boolean): WrittenScenario => ({
  title: `a new directory in a merged one is ${opaque ? "opaque" : "not opaque"} under ${shown}`,
  cites: ["measured/19"],
  why: "Tools that turn an upper into an archive meet the mark where nothing was removed.",
  bugs: ["https://github.com/containers/storage/pull/141"],
  ...(needs && { needs: [needs] }),
  lowers: [[dir("/d"), file("/d/l", "l")]],
  upperBefore: [dir("/u")],
  mount,
  steps: [
    mkdir("/d/n"),
    mkdir("/d/n/below"),
    mkdir("/u/n"),
    list("/d", gives(["l", "n"])),
    on("upper", getxattr("/d/n", "overlay:opaque", opaque ? gives("y") : unmarked)),
    on("upper", getxattr("/u/n", "overlay:opaque", fails("ENODATA"))),
  ],
  merged: { d: { l: "l", n: { below: {} } }, u: { n: {} } },
  upper: { d: { n: opaque ? is.opaque({ below: {} }) : { below: {} } }, u: { n: {} } },
});

export const newDirectories: readonly WrittenScenario[] = [
  ...marking.map((setting) => newDirectory(setting, true)),
  ...leaving.map((setting) => newDirectory(setting, false)),
];
