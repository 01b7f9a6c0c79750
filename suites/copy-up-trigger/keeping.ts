import {
  acl,
  chmod,
  close,
  dir,
  fails,
  file,
  gives,
  is,
  lgetxattr,
  llistxattr,
  lsetxattr,
  lstat,
  on,
  open,
  setxattr,
  utimensat,
  write,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Attributes, Children } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";
import { all, oldTime } from "./subjects.ts";

/** CAP_NET_BIND_SERVICE, permitted and effective, in version 2 of the form. */
const capability = { hex: "0100000200040000000000000000000000000000" };

const list = acl(
  { tag: "owner", permissions: "rw-" },
  { tag: "user", id: 1000, permissions: "r--" },
  { tag: "group", permissions: "r--" },
  { tag: "mask", permissions: "r--" },
  { tag: "other", permissions: "---" },
);

const userXattrs = {
  "user.a": "b",
  "user.bytes": { hex: "00ff00" },
  "user.empty": "",
  "user.large": { fill: "large", size: 500 },
};
const withXattrs: Children = {
  d: is.dir(
    { f: is.file("f", { mode: 0o600, xattrs: userXattrs }) },
    { xattrs: { "user.of-dir": "d" } },
  ),
};
const ofRoot: Attributes = { xattrs: { "trusted.kept": "kept" } };

const depth = ["/1", "/1/2", "/1/2/3", "/1/2/3/4"];
const modeAt = [0o700, 0o1711, 0o2755, 0o505];
const time = (level: number) => ({ sec: 1_000_000 + level, nsec: 1 + level });
const chain = (level: number, leaf: Children, others: Children): Children => {
  const mode = modeAt[level];
  if (mode === undefined) return leaf;
  const mtime = `${1_000_000 + level}.${String(1 + level).padStart(9, "0")}`;
  const inner = chain(level + 1, leaf, others);
  return { [`${level + 1}`]: is.dir({ ...inner, ...others }, { mode, mtime }) };
};

/** What a copy has beside its data, and what stays behind. */
export const keeping: readonly WrittenScenario[] = [
  {
    title:
      "every directory above is copied up with its own mode and time, and without its other children",
    cites: ["non-directories/4", "directories/5"],
    bugs: [
      "https://github.com/containers/fuse-overlayfs/pull/410",
      "https://github.com/containers/fuse-overlayfs/issues/470",
      "https://github.com/rpodgorny/unionfs-fuse/issues/59",
      "https://github.com/rpodgorny/unionfs-fuse/issues/102",
      "https://github.com/microsoft/litebox/pull/326",
    ],
    mount: plain,
    lowers: [
      [
        depth.map((path) => [dir(path), file(`${path}/beside`, "beside")]),
        file("/1/2/3/4/f", "deep"),
        depth.map((path, level) => chmod(path, modeAt[level] ?? 0)),
        depth.map((path, level) => utimensat(path, time(level), time(level))),
      ],
    ],
    steps: [
      chmod("/1/2/3/4/f", 0o600),
      depth.map((path, level) => [
        lstat(path, gives({ mode: modeAt[level], mtime: time(level) })),
        on("upper", lstat(path, gives({ mode: modeAt[level], mtime: time(level) }))),
      ]),
    ],
    merged: chain(0, { f: is.file("deep", { mode: 0o600 }) }, { beside: "beside" }),
    upper: chain(0, { f: is.file("deep", { mode: 0o600 }) }, {}),
  },
  {
    title:
      "a file and a directory keep every extended attribute of the user namespace when they are copied up",
    cites: ["non-directories/4"],
    needs: ["user_xattr"],
    mount: plain,
    lowers: [
      [
        dir("/d"),
        setxattr("/d", "user.of-dir", "d"),
        file("/d/f", "f"),
        setxattr("/d/f", "user.a", "a"),
        setxattr("/d/f", "user.empty", ""),
        setxattr("/d/f", "user.bytes", { hex: "00ff00" }),
        setxattr("/d/f", "user.large", { fill: "large", size: 500 }),
      ],
    ],
    steps: [
      chmod("/d/f", 0o600),
      llistxattr("/d/f", gives(["user.a", "user.bytes", "user.empty", "user.large"])),
      lgetxattr("/d/f", "user.bytes", gives({ hex: "00ff00" })),
      lgetxattr("/d", "user.of-dir", gives("d")),
      setxattr("/d/f", "user.a", "b", ["XATTR_REPLACE"]),
      lgetxattr("/d/f", "user.a", gives("b")),
    ],
    merged: withXattrs,
    upper: withXattrs,
  },
  ...all.map((subject): WrittenScenario => ({
    title: `${subject.word} keeps its extended attributes of the trusted namespace when it is copied up`,
    cites: ["non-directories/4"],
    needs: ["trusted_xattr"],
    mount: plain,
    lowers: [[subject.make("/o"), lsetxattr("/o", "trusted.kept", "kept")]],
    steps: [
      lgetxattr("/o", "trusted.kept", gives("kept")),
      utimensat("/o", "now", oldTime, ["AT_SYMLINK_NOFOLLOW"]),
      llistxattr("/o", gives(["trusted.kept"])),
      lgetxattr("/o", "trusted.kept", gives("kept")),
      on("upper", lgetxattr("/o", "trusted.kept", gives("kept"))),
      lstat("/o", gives({ type: subject.name, mtime: oldTime })),
    ],
    merged: { o: subject.merged(ofRoot) },
    upper: { o: subject.upper(ofRoot) },
  })),
  {
    title: "a file keeps its access control list when it is copied up",
    cites: ["non-directories/4", "permission-model/3"],
    needs: ["acl", "uids"],
    mount: plain,
    lowers: [[file("/f", "f", 0o640), setxattr("/f", "system.posix_acl_access", list)]],
    steps: [
      lstat("/f", gives({ mode: 0o640 })),
      open("w", "/f", ["O_RDWR"]),
      write("w", "g", gives(1)),
      close("w"),
      lgetxattr("/f", "system.posix_acl_access", gives(list)),
      on("upper", lgetxattr("/f", "system.posix_acl_access", gives(list))),
    ],
    // Filesystems show lists under further names of their own.
    upper: { f: is.anything },
  },
  {
    title:
      "a program keeps its capabilities when it is copied up, and loses them when it is written",
    cites: ["non-directories/4", "permission-model/3"],
    needs: ["security_xattr"],
    mount: plain,
    lowers: [
      [
        file("/f", "program", 0o755),
        setxattr("/f", "security.capability", capability),
        file("/g", "program", 0o755),
        setxattr("/g", "security.capability", capability),
      ],
    ],
    steps: [
      open("w", "/f", ["O_RDWR"]),
      close("w"),
      on("upper", lgetxattr("/f", "security.capability", gives(capability))),
      lgetxattr("/f", "security.capability", gives(capability)),
      open("w", "/g", ["O_RDWR"]),
      lgetxattr("/g", "security.capability", gives(capability)),
      write("w", "P", gives(1)),
      close("w"),
      lgetxattr("/g", "security.capability", fails("ENODATA")),
    ],
    merged: {
      f: is.file("program", { mode: 0o755, xattrs: { "security.capability": capability } }),
      g: is.file("Program", { mode: 0o755 }),
    },
    upper: {
      f: is.file("program", { mode: 0o755, xattrs: { "security.capability": capability } }),
      g: is.file("Program", { mode: 0o755 }),
    },
  },
];
