import {
  acl,
  chown,
  close,
  dir,
  fails,
  file,
  getxattr,
  gives,
  is,
  listxattr,
  lstat,
  mknod,
  on,
  opaqueDir,
  open,
  removexattr,
  setxattr,
} from "../../harness/language/index.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const list = acl(
  { tag: "owner", permissions: "rwx" },
  { tag: "user", id: 1000, permissions: "rwx" },
  { tag: "group", permissions: "r-x" },
  { tag: "mask", permissions: "rwx" },
  { tag: "other", permissions: "r-x" },
);
const copied = [open("w", "/d/f", ["O_RDWR"]), close("w")];

interface Row {
  readonly name: string;
  readonly needs: readonly Feature[];
  readonly value: string | { readonly hex: string };
}

const user: Feature = "user_xattr";
const rows: readonly Row[] = [
  { name: "user.large", needs: [user], value: "x".repeat(900) },
  { name: "user.bytes", needs: [user], value: { hex: "00ff0a00" } },
  { name: `user.${"n".repeat(250)}`, needs: [user], value: "long name" },
  { name: "user.overlay.opaque", needs: [user, "trusted_xattr"], value: "y" },
  { name: "user.overlayfs", needs: [user], value: "y" },
  { name: "trusted.overlayfs", needs: ["trusted_xattr"], value: "y" },
  { name: "trusted.a", needs: ["trusted_xattr"], value: "a" },
  { name: "security.other", needs: ["security_xattr"], value: "s" },
];

const short = (name: string): string => (name.length > 40 ? "user.… of 255 bytes" : name);

/** On the file and on the directory above it, copied up by an open that changes nothing. */
const kept: readonly WrittenScenario[] = rows.map(({ name, needs, value }) => ({
  title: `the attribute ${short(name)} of a file and of its directory is copied up with them`,
  cites: ["non-directories/4", "nesting/1"],
  peers: ["fuse-overlayfs test-xattr"],
  bugs: [
    "https://github.com/containers/fuse-overlayfs",
    ...(name === "user.overlay.opaque"
      ? ["https://github.com/containerd/stargz-snapshotter/pull/681"]
      : []),
  ],
  needs,
  mount: plain,
  lowers: [
    [dir("/d"), file("/d/f", "f"), setxattr("/d", name, value), setxattr("/d/f", name, value)],
  ],
  steps: [
    copied,
    ["/d", "/d/f"].map((path) => [
      getxattr(path, name, gives(value)),
      listxattr(path, gives([name])),
      on("upper", getxattr(path, name, gives(value))),
    ]),
  ],
  merged: {
    d: is.dir({ f: is.file("f", { xattrs: { [name]: value } }) }, { xattrs: { [name]: value } }),
  },
  upper: {
    d: is.dir({ f: is.file("f", { xattrs: { [name]: value } }) }, { xattrs: { [name]: value } }),
  },
}));

export const attributes: readonly WrittenScenario[] = [
  ...kept,
  {
    title: "a copy has a way back to its origin and nothing else of the mount's own marks",
    cites: ["changes-to-underlying-filesystems/5", "measured/18"],
    needs: ["origin"],
    mount: plain,
    lowers: [[opaqueDir("/d"), file("/d/f", "f")], [dir("/d")]],
    steps: [copied, listxattr("/d", gives([])), listxattr("/d/f", gives([]))],
    merged: { d: { f: "f" } },
    upper: {
      d: is.dir(
        { f: is.file("f", { marks: { origin: "lower0:/d/f" } }) },
        { marks: { origin: "lower0:/d", impure: "y" } },
      ),
    },
  },
  {
    title: "a copy does not inherit the default ACL of the directory that upper has",
    cites: ["permission-model/7", "non-directories/4"],
    peers: ["gvisor posix_acl.cc"],
    needs: ["acl", "uids"],
    mount: plain,
    lowers: [
      [dir("/d"), file("/d/f", "f", 0o640), dir("/d/e", 0o750), mknod("/d/p", "fifo", 0o600)],
    ],
    upperBefore: [dir("/d"), setxattr("/d", "system.posix_acl_default", list)],
    steps: [
      ["/d/f", "/d/e", "/d/p"].map((path) => [
        chown(path, 0, 0),
        getxattr(path, "system.posix_acl_access", fails("ENODATA")),
      ]),
      getxattr("/d/e", "system.posix_acl_default", fails("ENODATA")),
      lstat("/d/f", gives({ mode: 0o640 })),
      lstat("/d/e", gives({ mode: 0o750 })),
      lstat("/d/p", gives({ mode: 0o600 })),
      on("upper", lstat("/d/f", gives({ mode: 0o640 }))),
    ],
  },
  {
    title: "a directory keeps both of its ACLs when it is copied up for its child",
    cites: ["permission-model/3", "non-directories/4"],
    needs: ["acl", "uids"],
    mount: plain,
    lowers: [
      [
        [dir("/d"), file("/d/f", "f")],
        setxattr("/d", "system.posix_acl_access", list),
        setxattr("/d", "system.posix_acl_default", list),
      ],
    ],
    steps: [
      copied,
      getxattr("/d", "system.posix_acl_access", gives(list)),
      getxattr("/d", "system.posix_acl_default", gives(list)),
      on("upper", getxattr("/d", "system.posix_acl_access", gives(list))),
      on("upper", getxattr("/d", "system.posix_acl_default", gives(list))),
      getxattr("/d/f", "system.posix_acl_access", fails("ENODATA")),
    ],
  },
  {
    title: "removing an ACL that a file of lower has not is ENODATA and copies nothing up",
    cites: ["man/setxattr.2#ENODATA", "measured/9"],
    peers: ["gvisor posix_acl.cc"],
    needs: ["acl", "lower_acls"],
    mount: plain,
    lowers: [[file("/f", "f")]],
    steps: [removexattr("/f", "system.posix_acl_access", fails("ENODATA"))],
    merged: { f: "f" },
    upper: {},
  },
];
