import {
  acl,
  chmod,
  chown,
  close,
  dir,
  fails,
  file,
  getxattr,
  gives,
  is,
  list,
  lstat,
  mkdir,
  on,
  open,
  setxattr,
  umask,
  unlink,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Node } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";
import { makers } from "./makers.ts";

const simple = makers.filter(({ name }) => name !== "chr" && name !== "blk");

/** The bits that each type gets of these by umask. */
const masked = [
  { umaskOf: 0o022, mode: 0o777 },
  { umaskOf: 0o077, mode: 0o777 },
  { umaskOf: 0, mode: 0o1753 },
] as const;

const modes: readonly WrittenScenario[] = masked.map(({ umaskOf, mode }) => {
  const node = Object.fromEntries(
    simple.map((maker) => [maker.name, maker.node({ mode: mode & ~umaskOf })]),
  );
  return {
    title: `objects made with mode ${mode.toString(8)} and umask ${umaskOf.toString(8)} have the bits that are left`,
    cites: ["posix/mkdir", "man/open.2#O_CREAT", "posix/mknod"],
    peers: ["pjdfstest open", "pjdfstest mkdir"],
    bugs: ["https://github.com/rpodgorny/unionfs-fuse/issues/43"],
    mount: plain,
    lowers: [[dir("/d"), file("/d/x", "x")]],
    steps: [
      umask(umaskOf),
      simple.map((maker) => maker.make(`/d/${maker.name}`, mode)),
      list("/d"),
    ],
    merged: { d: { ...node, x: "x" } },
    upper: { d: node },
  };
});

const parents = [
  ["of lower", [], []],
  ["of both layers", [dir("/d"), chown("/d", 0, 4321), chmod("/d", 0o2775)], []],
  ["of lower, over whiteouts,", [], simple.map(({ name }) => unlink(`/d/${name}`))],
] as const;

/** A directory with the set-group-ID bit gives its group to all that is made in it. */
const groups: readonly WrittenScenario[] = parents.map(([where, before, removing]) => {
  const overWhiteouts = removing.length > 0;
  const made = (opaque: boolean): Readonly<Record<string, Node>> =>
    Object.fromEntries(
      simple.map((maker) => {
        const directory = maker.name === "dir";
        const attributes = { mode: directory ? 0o2755 : 0o644, gid: 4321 };
        return [
          maker.name,
          directory && opaque ? is.opaque({}, attributes) : maker.node(attributes),
        ];
      }),
    );
  const shared = { mode: 0o2775, gid: 4321 };
  return {
    title: `objects made in a directory ${where} with the set-group-ID bit get its group`,
    cites: ["posix/mkdir", "man/open.2#O_CREAT", "permission-model/7"],
    peers: ["xfstests overlay/015"],
    bugs: [
      "https://github.com/google/gvisor/issues/12523",
      "https://nvd.nist.gov/vuln/detail/CVE-2016-1575",
    ],
    needs: ["uids"],
    mount: plain,
    lowers: [
      [
        [dir("/d"), chown("/d", 0, 4321), chmod("/d", 0o2775)],
        overWhiteouts ? simple.map(({ name }) => file(`/d/${name}`, "old")) : [],
      ],
    ],
    upperBefore: before,
    steps: [
      removing,
      simple.map((maker) => maker.make(`/d/${maker.name}`, maker.name === "dir" ? 0o755 : 0o644)),
      lstat("/d/dir", gives({ mode: 0o2755, gid: 4321 })),
      lstat("/d/file", gives({ mode: 0o644, gid: 4321 })),
    ],
    merged: { d: is.dir(made(false), shared) },
    upper: { d: is.dir(made(overWhiteouts), shared) },
  };
});

const named = (user: string): ReturnType<typeof acl> =>
  acl(
    { tag: "owner", permissions: "rwx" },
    { tag: "user", id: 1000, permissions: user },
    { tag: "group", permissions: "r-x" },
    { tag: "mask", permissions: "rwx" },
    { tag: "other", permissions: "---" },
  );

/** As the access list of a file that was made with mode 0666: the mask loses what the mode does not give. */
const inherited = acl(
  { tag: "owner", permissions: "rw-" },
  { tag: "user", id: 1000, permissions: "rwx" },
  { tag: "group", permissions: "r-x" },
  { tag: "mask", permissions: "rw-" },
  { tag: "other", permissions: "---" },
);

const lists: readonly WrittenScenario[] = (
  [
    ["that is free", []],
    ["that was removed", [unlink("/d/f"), unlink("/d/s")]],
  ] as const
).map(([word, removing]) => ({
  title: `the default ACL of a directory of lower goes to what is made in it at a name ${word}`,
  cites: ["permission-model/7", "non-directories/4"],
  bugs: ["https://github.com/containers/fuse-overlayfs/pull/370"],
  needs: ["acl", "uids"],
  mount: plain,
  lowers: [
    [
      [dir("/d"), setxattr("/d", "system.posix_acl_default", named("rwx"))],
      removing.length > 0 ? [file("/d/f", "old"), file("/d/s", "old")] : [],
    ],
  ],
  steps: [
    removing,
    umask(0o077),
    [open("f", "/d/f", ["O_WRONLY", "O_CREAT"], 0o666), close("f")],
    mkdir("/d/s", 0o777),
    getxattr("/d/f", "system.posix_acl_access", gives(inherited)),
    getxattr("/d/f", "system.posix_acl_default", fails("ENODATA")),
    getxattr("/d/s", "system.posix_acl_default", gives(named("rwx"))),
    getxattr("/d/s", "system.posix_acl_access", gives(named("rwx"))),
    lstat("/d/f", gives({ mode: 0o660 })),
    lstat("/d/s", gives({ mode: 0o770 })),
    on("upper", getxattr("/d/f", "system.posix_acl_access", gives(inherited))),
    on("upper", getxattr("/d", "system.posix_acl_default", gives(named("rwx")))),
  ],
}));

export const inheritance: readonly WrittenScenario[] = [...modes, ...groups, ...lists];
