import { dir, fails, file, getxattr, setxattr } from "../../harness/language/index.ts";
import type { Errno } from "../../harness/language/errno.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";
import { access, byDefault } from "./lists.ts";

/** A list in the form of linux/posix_acl_xattr.h: version, then tag, permissions and id of each entry. */
const version = "02000000";
const owner = "01000600ffffffff";
const group = "04000400ffffffff";
const other = "20000400ffffffff";
const named = "02000600e8030000";
const mask = "10000600ffffffff";

const blobs: readonly (readonly [string, string, Errno])[] = [
  ["of an unknown version", `03000000${owner}${group}${other}`, "EOPNOTSUPP"],
  ["of version one", `01000000${owner}${group}${other}`, "EOPNOTSUPP"],
  ["shorter than its header", "0200", "EINVAL"],
  ["whose last entry is cut", `${version}${owner}${group}2000`, "EINVAL"],
  ["without an owner", `${version}${group}${other}`, "EINVAL"],
  ["without a group", `${version}${owner}${other}`, "EINVAL"],
  ["without others", `${version}${owner}${group}`, "EINVAL"],
  ["with two owners", `${version}${owner}${owner}${group}${other}`, "EINVAL"],
  ["with a named user and no mask", `${version}${owner}${named}${group}${other}`, "EINVAL"],
  ["with two masks", `${version}${owner}${named}${group}${mask}${mask}${other}`, "EINVAL"],
  ["whose entries are out of order", `${version}${other}${group}${owner}`, "EINVAL"],
  ["with an unknown tag", `${version}${owner}${group}40000400ffffffff${other}`, "EINVAL"],
  ["with unknown permissions", `${version}01000f00ffffffff${group}${other}`, "EINVAL"],
];

/** What is no list, refused before anything is copied up or after. */
export const malformed: readonly WrittenScenario[] = blobs.map(([what, hex, errno]) => ({
  title: `a list ${what} is refused by ${errno}`,
  cites: ["man/acl.5#valid", "measured/86"],
  peers: ["gvisor posix_acl.cc"],
  needs: ["acl"],
  mount: plain,
  lowers: [[dir("/d"), file("/d/f", "text")]],
  steps: [
    setxattr("/d/f", access, { hex }, fails(errno)),
    setxattr("/d", byDefault, { hex }, fails(errno)),
    getxattr("/d/f", access, fails("ENODATA")),
  ],
  // Whether the directory is copied up before depends on the kernel: what the reference did judges it.
  merged: { d: { f: "text" } },
}));
