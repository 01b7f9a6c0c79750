import {
  chmod,
  chown,
  close,
  fails,
  fallocate,
  ftruncate,
  gives,
  is,
  link,
  lseek,
  lstat,
  mmap,
  on,
  open,
  readFile,
  removexattr,
  same,
  setxattr,
  store,
  truncate,
  utimensat,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Attributes, Node } from "../../harness/language/tree.ts";
import { data, hole, lowers, metacopy, shell } from "./scene.ts";

const time = { sec: 7, nsec: 8 };

/** Calls that ask for attributes alone, and what they leave on the file. */
const attributeCalls: readonly (readonly [string, Steps, Attributes, Feature[]])[] = [
  ["chmod", chmod("/f", 0o600), { mode: 0o600 }, []],
  ["chmod to the same mode", chmod("/f", 0o644), {}, []],
  ["chown", chown("/f", 5, 6), { uid: 5, gid: 6 }, ["uids"]],
  ["utimensat", utimensat("/f", time, time), { mtime: "7.000000008" }, []],
  ["setxattr", setxattr("/f", "user.k", "v"), { xattrs: { "user.k": "v" } }, ["user_xattr"]],
];

const attributes: readonly WrittenScenario[] = attributeCalls.map(
  ([call, steps, changed, needs]) => ({
    title: `${call} copies up attributes and leaves the data in lower`,
    cites: ["metadata-only-copy-up/1", "measured/17"],
    peers: ["xfstests overlay/060"],
    needs,
    lowers: [lowers],
    mount: metacopy,
    steps: [
      steps,
      readFile("/f", gives(data)),
      on("lower0", lstat("/f", gives({ blocks: same("blocks of lower") }))),
      lstat("/f", gives({ size: data.length, blocks: same("blocks of lower") })),
      on(
        "upper",
        lstat("/f", gives({ size: data.length })),
        open("u", "/f", ["O_RDONLY"]),
        lseek("u", 0, "SEEK_DATA", fails("ENXIO")),
      ),
    ],
    merged: { f: is.file(data, changed) },
    upper: { f: shell(changed) },
  }),
);

/** Calls that may write, and the content that they leave. */
const dataCalls: readonly (readonly [string, Steps, string])[] = [
  ["opening for writing", [open("w", "/f", ["O_WRONLY"]), close("w")], data],
  ["opening for reading and writing", [open("w", "/f", ["O_RDWR"]), close("w")], data],
  ["opening for appending", [open("w", "/f", ["O_WRONLY", "O_APPEND"]), close("w")], data],
  ["opening with O_TRUNC", [open("w", "/f", ["O_RDWR", "O_TRUNC"]), close("w")], ""],
  ["truncate to less", truncate("/f", 3), "the"],
  ["truncate to nothing", truncate("/f", 0), ""],
  ["truncate to more", truncate("/f", data.length + 2), `${data}\0\0`],
  ["ftruncate", [open("w", "/f", ["O_RDWR"]), ftruncate("w", 8), close("w")], "the data"],
  [
    "fallocate",
    [open("w", "/f", ["O_RDWR"]), fallocate("w", [], 0, data.length + 1), close("w")],
    `${data}\0`,
  ],
  [
    "a store through a shared mapping",
    [
      open("w", "/f", ["O_RDWR"]),
      mmap("m", "w", 4, ["PROT_READ", "PROT_WRITE"], ["MAP_SHARED"]),
      store("m", 0, "T"),
      close("w"),
    ],
    `T${data.slice(1)}`,
  ],
];

const whole: readonly WrittenScenario[] = dataCalls.flatMap(([call, steps, content]) => {
  const kept: Node = is.file(content, { mode: 0o640 });
  return [
    {
      title: `${call} copies up the data at once`,
      cites: ["metadata-only-copy-up/2", "non-directories/2"],
      peers: ["xfstests overlay/060"],
      lowers: [lowers],
      mount: metacopy,
      steps: [steps, readFile("/f", gives(content)), on("upper", readFile("/f", gives(content)))],
      merged: { f: content },
      upper: { f: content },
    },
    {
      title: `${call} brings the data of a file whose attributes were copied up before`,
      cites: ["metadata-only-copy-up/2"],
      peers: ["xfstests overlay/060", "unionmount --meta"],
      lowers: [lowers],
      mount: metacopy,
      steps: [
        chmod("/f", 0o640),
        on("upper", readFile("/f", gives(hole()))),
        steps,
        on("upper", readFile("/f", gives(content))),
      ],
      merged: { f: kept },
      upper: { f: kept },
    },
  ];
});

/** What leaves the file as it is, shell or none. */
const idle: readonly (readonly [string, Steps])[] = [
  ["reading", readFile("/f", gives(data))],
  [
    "a shared mapping for reading",
    [open("r", "/f", ["O_RDONLY"]), mmap("m", "r", 4, ["PROT_READ"], ["MAP_SHARED"]), close("r")],
  ],
];

const untouched: readonly WrittenScenario[] = idle.map(([call, steps]) => ({
  title: `${call} brings no data into a shell`,
  cites: ["metadata-only-copy-up/1", "non-directories/2"],
  lowers: [lowers],
  mount: metacopy,
  steps: [chmod("/f", 0o600), steps],
  merged: { f: is.file(data, { mode: 0o600 }) },
  upper: { f: shell({ mode: 0o600 }) },
}));

export const triggers: readonly WrittenScenario[] = [
  ...attributes,
  {
    title: "removexattr copies up attributes and leaves the data in lower",
    cites: ["metadata-only-copy-up/1"],
    needs: ["user_xattr"],
    lowers: [[lowers, setxattr("/f", "user.gone", "1"), setxattr("/f", "user.kept", "2")]],
    mount: metacopy,
    steps: [removexattr("/f", "user.gone"), readFile("/f", gives(data))],
    merged: { f: is.file(data, { xattrs: { "user.kept": "2" } }) },
    upper: { f: shell({ xattrs: { "user.kept": "2" } }) },
  },
  {
    title: "a second name copies up attributes and tells both names where the data is",
    cites: ["metadata-only-copy-up/1", "renaming-directories/2"],
    peers: ["xfstests overlay/060"],
    lowers: [lowers],
    mount: metacopy,
    steps: [link("/f", "/g"), readFile("/g", gives(data)), lstat("/g", gives({ nlink: 2 }))],
    merged: { f: data, g: data },
    upper: {
      f: shell({ marks: { redirect: "/f" } }),
      g: shell({ marks: { redirect: "/f" } }),
    },
  },
  ...whole,
  ...untouched,
];
