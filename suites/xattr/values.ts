import {
  chmod,
  fails,
  fgetxattr,
  file,
  flistxattr,
  fremovexattr,
  fsetxattr,
  getxattr,
  gives,
  listxattr,
  on,
  open,
  removexattr,
  same,
  setxattr,
} from "../../harness/language/index.ts";
import type { Content } from "../../harness/language/content.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { type Row, holding, told } from "./row.ts";

const big: Content = { fill: "0123456789abcdef", size: 4000 };
/** Setting, reading, listing and removing through the mount. */
const rows: readonly Row[] = [
  {
    title: "an attribute set through the mount is added to those of lower",
    cites: ["non-directories/4", "man/xattr.7#user"],
    steps: [
      setxattr("/f", "user.new", "n"),
      getxattr("/f", "user.low", gives("l")),
      listxattr("/f", gives(["user.low", "user.new"])),
      on("lower0", listxattr("/f", gives(["user.low"]))),
    ],
    upper: holding({ "user.low": "l", "user.new": "n" }),
  },
  {
    title: "an attribute of lower that is removed stays in lower",
    cites: ["non-directories/2", "man/setxattr.2#ENODATA"],
    steps: [
      removexattr("/f", "user.low"),
      getxattr("/f", "user.low", fails("ENODATA")),
      on("lower0", getxattr("/f", "user.low", gives("l"))),
    ],
    upper: holding({}),
  },
  {
    title: "removing an attribute that is not there copies nothing up",
    cites: ["measured/9", "man/setxattr.2#ENODATA"],
    steps: [
      removexattr("/f", "user.none", fails("ENODATA")),
      removexattr("/d", "user.none", fails("ENODATA")),
    ],
    upper: {},
  },
  {
    title: "reading and listing attributes copies nothing up",
    cites: ["non-directories/2"],
    steps: [
      getxattr("/f", "user.low", gives("l")),
      getxattr("/f", "user.none", fails("ENODATA")),
      listxattr("/f", gives(["user.low"])),
      listxattr("/d", gives([])),
    ],
    upper: {},
  },
  {
    title: "XATTR_CREATE refuses what lower has",
    cites: ["measured/38", "man/setxattr.2#XATTR_CREATE"],
    steps: [
      setxattr("/f", "user.low", "x", ["XATTR_CREATE"], fails("EEXIST")),
      setxattr("/f", "user.new", "n", ["XATTR_CREATE"]),
      setxattr("/f", "user.new", "m", ["XATTR_CREATE"], fails("EEXIST")),
    ],
    upper: holding({ "user.low": "l", "user.new": "n" }),
  },
  {
    title: "XATTR_REPLACE changes what lower has and refuses what it has not",
    cites: ["measured/38", "man/setxattr.2#ENODATA"],
    steps: [
      setxattr("/f", "user.none", "x", ["XATTR_REPLACE"], fails("ENODATA")),
      setxattr("/f", "user.low", "r", ["XATTR_REPLACE"]),
    ],
    upper: holding({ "user.low": "r" }),
  },
  {
    title: "an attribute of four thousand bytes is copied up whole",
    cites: ["non-directories/4"],
    bugs: ["https://github.com/containers/fuse-overlayfs/blob/main/NEWS"],
    needs: ["large_xattrs"],
    lowers: [[file("/f", "f"), setxattr("/f", "user.big", big)]],
    steps: [
      getxattr("/f", "user.big", 0),
      getxattr("/f", "user.big", 3999, fails("ERANGE")),
      chmod("/f", 0o644),
      on("lower0", getxattr("/f", "user.big", gives(same("big")))),
      getxattr("/f", "user.big", gives(same("big"))),
    ],
    upper: holding({ "user.big": big }),
  },
  {
    title: "ten attributes are copied up, and listed by their names",
    cites: ["non-directories/4"],
    lowers: [
      [
        file("/f", "f"),
        Array.from({ length: 10 }, (_, n) => setxattr("/f", `user.k${n}`, `v${n}`)),
      ],
    ],
    steps: [
      chmod("/f", 0o644),
      listxattr("/f", gives(Array.from({ length: 10 }, (_, n) => `user.k${n}`))),
    ],
    upper: holding(
      Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`user.k${n}`, `v${n}`])),
    ),
  },
  {
    title: "a value without bytes is a value",
    cites: ["non-directories/4"],
    lowers: [[file("/f", "f"), setxattr("/f", "user.empty", "")]],
    steps: [
      getxattr("/f", "user.empty", gives("")),
      chmod("/f", 0o644),
      getxattr("/f", "user.empty", gives("")),
      setxattr("/f", "user.none", ""),
    ],
    upper: holding({ "user.empty": "", "user.none": "" }),
  },
  {
    title: "a value that is no text is copied up byte by byte",
    cites: ["non-directories/4"],
    lowers: [[file("/f", "f"), setxattr("/f", "user.raw", { hex: "00ff0a80fe" })]],
    steps: [chmod("/f", 0o644), getxattr("/f", "user.raw", gives({ hex: "00ff0a80fe" }))],
    upper: holding({ "user.raw": { hex: "00ff0a80fe" } }),
  },
  {
    title: "attributes of a descriptor are those of the file, also after copy-up",
    cites: ["non-directories/5"],
    steps: [
      open("r", "/f", ["O_RDONLY"]),
      fgetxattr("r", "user.low", gives("l")),
      fsetxattr("r", "user.new", "n"),
      flistxattr("r", gives(["user.low", "user.new"])),
      getxattr("/f", "user.new", gives("n")),
      fremovexattr("r", "user.low"),
      fgetxattr("r", "user.low", fails("ENODATA")),
    ],
    upper: holding({ "user.new": "n" }),
  },
];

export const values: readonly WrittenScenario[] = told(rows);
