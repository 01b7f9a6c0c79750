import {
  appendFile,
  chmod,
  contains,
  dir,
  fails,
  file,
  getxattr,
  gives,
  includes,
  is,
  lgetxattr,
  link,
  listxattr,
  lsetxattr,
  mkdir,
  mknod,
  oneOf,
  rename,
  setxattr,
  succeeds,
  symlink,
  utimensat,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay, writable } from "../by-hand.ts";
import { plain } from "../plain.ts";
import { access, byDefault, list } from "./lists.ts";

const inherited = list("rwx", { owner: "rwx", group: "r-x" });
const granted = list("rw-");
const base = { needs: ["acl" as const], mount: plain, peers: ["gvisor posix_acl.cc"] };

/** Copy-up makes objects in directories with default lists, and gives them none of those. */
export const copyUp: readonly WrittenScenario[] = [
  {
    title: "a file copied up into a directory with a default list has none of it",
    cites: ["man/acl.5#inheritance", "non-directories/4"],
    ...base,
    lowers: [[dir("/d"), file("/d/f", "text", 0o604)]],
    upperBefore: [dir("/d"), setxattr("/d", byDefault, inherited)],
    steps: [appendFile("/d/f", "!"), getxattr("/d/f", access, fails("ENODATA"))],
    upper: {
      d: is.dir({ f: is.file("text!", { mode: 0o604 }) }, { xattrs: { [byDefault]: inherited } }),
    },
  },
  {
    title: "a directory and its children copied up below a default list have none of it",
    cites: ["man/acl.5#inheritance", "non-directories/4"],
    ...base,
    lowers: [[dir("/d"), dir("/d/n", 0o711), file("/d/n/f", "text")]],
    upperBefore: [dir("/d"), setxattr("/d", byDefault, inherited)],
    steps: [
      chmod("/d/n/f", 0o600),
      getxattr("/d/n", byDefault, fails("ENODATA")),
      mkdir("/d/n/new"),
      getxattr("/d/n/new", access, fails("ENODATA")),
    ],
    upper: {
      d: is.dir(
        { n: is.dir({ f: is.file("text", { mode: 0o600 }), new: {} }, { mode: 0o711 }) },
        { xattrs: { [byDefault]: inherited } },
      ),
    },
  },
  {
    title: "a device and a FIFO copied up below a default list keep their modes",
    cites: ["man/acl.5#inheritance", "non-directories/4"],
    ...base,
    needs: ["acl", "mknod"],
    lowers: [[dir("/d"), mknod("/d/c", "chr", 0o604, 1, 3), mknod("/d/p", "fifo", 0o640)]],
    upperBefore: [dir("/d"), setxattr("/d", byDefault, inherited)],
    steps: [utimensat("/d/c", "now", "now"), utimensat("/d/p", "now", "now")],
    upper: {
      d: is.dir(
        { c: is.device("chr", 1, 3, { mode: 0o604 }), p: is.fifo({ mode: 0o640 }) },
        { xattrs: { [byDefault]: inherited } },
      ),
    },
  },
  {
    title: "both lists of a directory are copied up with it",
    cites: ["non-directories/4"],
    ...base,
    lowers: [[dir("/d"), setxattr("/d", access, granted), setxattr("/d", byDefault, inherited)]],
    steps: [
      writeFile("/d/new", "n"),
      getxattr("/d", access, gives(granted)),
      getxattr("/d", byDefault, gives(inherited)),
    ],
    upper: {
      d: contains({}, { mode: 0o670, xattrs: { [access]: granted, [byDefault]: inherited } }),
    },
  },
  {
    title: "reading lists copies nothing up",
    cites: ["non-directories/2"],
    ...base,
    lowers: [
      [
        dir("/d"),
        setxattr("/d", byDefault, inherited),
        file("/f"),
        setxattr("/f", access, granted),
      ],
    ],
    steps: [
      getxattr("/d", byDefault, gives(inherited)),
      getxattr("/f", access, gives(granted)),
      getxattr("/d", access, fails("ENODATA")),
      listxattr("/d", gives(includes(byDefault))),
    ],
    upper: {},
  },
  {
    title: "a merged directory has the lists of the topmost layer alone",
    cites: ["directories/5"],
    ...base,
    lowers: [
      [dir("/d", 0o711)],
      [dir("/d"), setxattr("/d", byDefault, inherited), setxattr("/d", access, granted)],
    ],
    steps: [
      getxattr("/d", byDefault, fails("ENODATA")),
      getxattr("/d", access, fails("ENODATA")),
      mkdir("/d/n"),
      getxattr("/d/n", byDefault, fails("ENODATA")),
    ],
    upper: { d: is.dir({ n: {} }, { mode: 0o711 }) },
  },
  {
    title: "a list moves with its file and is given up with it",
    cites: ["non-directories/4", "posix/rename"],
    ...base,
    lowers: [
      [
        file("/f", "text", 0o640),
        setxattr("/f", access, granted),
        dir("/d"),
        setxattr("/d", byDefault, inherited),
      ],
    ],
    steps: [
      rename("/f", "/d/g"),
      getxattr("/d/g", access, gives(granted)),
      link("/d/g", "/h"),
      getxattr("/h", access, gives(granted)),
    ],
    upper: contains({ h: is.file("text", { mode: 0o670, xattrs: { [access]: granted } }) }),
  },
  {
    title: "a list on a symbolic link is not supported",
    cites: ["man/acl.5#links"],
    ...base,
    lowers: [[symlink("f", "/s")]],
    steps: [
      lsetxattr("/s", access, granted, fails("EOPNOTSUPP")),
      lgetxattr("/s", access, fails("EOPNOTSUPP")),
    ],
    upper: {},
  },
  {
    title: "a list of lower is the same in the overlay of an overlay",
    cites: ["upper-and-lower/3", "permission-model/6"],
    needs: ["acl"],
    peers: ["gvisor posix_acl.cc"],
    lowers: [],
    mount: "none",
    steps: [
      inRoot(
        ["l", "iu", "iw", "inner"].map((name) => dir(`/${name}`)),
        file("/l/f", "text", 0o640),
        setxattr("/l/f", access, granted),
      ),
      overlay("lowerdir=/l,upperdir=/iu,workdir=/iw", undefined, "/inner"),
      overlay(writable("/inner")),
      getxattr("/f", access, gives(granted)),
      // Kernels before 6.5 pass none on from one overlay to the other.
      setxattr("/f", access, list("r--"), oneOf(succeeds, fails("EOPNOTSUPP"))),
      getxattr("/f", access, oneOf(gives(list("r--")), gives(granted))),
      inRoot(getxattr("/inner/f", access, gives(granted))),
    ],
  },
];
