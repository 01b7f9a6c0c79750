import {
  acl,
  appendFile,
  as,
  at,
  chmod,
  chown,
  dir,
  fails,
  file,
  fsconfig,
  fsmount,
  fsopen,
  gives,
  is,
  lstat,
  mountSetattr,
  moveMount,
  open,
  openTree,
  readFile,
  setxattr,
  unlink,
  userNamespace,
  writeFile,
} from "../../harness/language/index.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay, writable } from "../by-hand.ts";
import { lower, mapped, modes, user } from "./scene.ts";

const needs: readonly Feature[] = ["idmapped_mounts", "uids"];
const base = { needs, lowers: [], mount: "none" as const };
const overLower = writable("/low", modes);
const peers = ["selftest idmapped_mounts"];

export const mappedLayers: readonly WrittenScenario[] = [
  {
    title: "owners of a mapped lower are shown as its mount maps them",
    cites: ["measured/33", "idmapped-mounts/3"],
    peers,
    ...base,
    steps: [
      lower,
      overlay(overLower),
      lstat("/zero", gives({ uid: 1000, gid: 1000 })),
      lstat("/five", gives({ uid: 1005, gid: 1006 })),
      lstat("/d", gives({ uid: 1000, gid: 1000 })),
    ],
    upper: {},
  },
  {
    title: "an owner that the mapping leaves out is shown as nobody",
    cites: ["measured/33", "measured/87"],
    ...base,
    steps: [lower, overlay(overLower), lstat("/none", gives({ uid: 65534, gid: 65534 }))],
  },
  {
    title: "permissions on a mapped lower go by the mapped owner",
    cites: ["permission-model/6", "measured/33"],
    ...base,
    steps: [
      lower,
      overlay(overLower),
      as(user, readFile("/zero", gives("0")), open("r", "/five", ["O_RDONLY"], fails("EACCES"))),
      as({ uid: 1005, gid: 1 }, readFile("/five", gives("5"))),
      as(
        { uid: 1, gid: 1006 },
        readFile("/five", gives("5")),
        open("r", "/zero", ["O_RDONLY"], fails("EACCES")),
      ),
    ],
    upper: {},
  },
  {
    title: "copy-up from a mapped lower keeps the owners that are shown",
    cites: ["non-directories/4", "measured/33"],
    ...base,
    steps: [
      lower,
      overlay(overLower),
      as(user, appendFile("/zero", "!")),
      chmod("/five", 0o600),
      as(user, writeFile("/d/new", "n")),
      inRoot(lstat("/raw/zero", gives({ uid: 0, size: 1 }))),
    ],
    upper: {
      d: is.dir({ new: is.file("n", { uid: 1000, gid: 1000 }) }, { uid: 1000, gid: 1000 }),
      five: is.file("5", { mode: 0o600, uid: 1005, gid: 1006 }),
      zero: is.file("0!", { mode: 0o600, uid: 1000, gid: 1000 }),
    },
  },
  {
    title: "what has no mapped owner cannot be changed",
    cites: ["measured/87"],
    bugs: ["https://github.com/rapid7/metasploit-framework/pull/19441"],
    ...base,
    steps: [
      lower,
      overlay(overLower),
      readFile("/none", gives("n")),
      open("w", "/none", ["O_RDWR"], fails("EACCES")),
      chmod("/none", 0o600, fails("EOVERFLOW")),
      unlink("/none", fails("EOVERFLOW")),
    ],
    upper: {},
  },
  ...(["off", "on"] as const).map((metacopy): WrittenScenario => ({
    title: `the mapped owner changes the group to one of his own, with metacopy ${metacopy}`,
    cites: ["permission-model/6", "posix/chown"],
    peers: ["xfstests generic/699"],
    ...base,
    needs: metacopy === "on" ? [...needs, "metacopy"] : needs,
    steps: [
      lower,
      overlay(writable("/low", `metacopy=${metacopy}`)),
      as({ ...user, groups: [1007] }, chown("/zero", -1, 1007)),
      as(user, chown("/zero", -1, 1003, fails("EPERM"))),
      lstat("/zero", gives({ uid: 1000, gid: 1007 })),
      inRoot(lstat("/upper/zero", gives({ uid: 1000, gid: 1007 }))),
    ],
  })),
  {
    title: "two lowers have mappings of their own",
    cites: ["measured/33", "multiple-lower-layers/1"],
    ...base,
    steps: [
      lower,
      inRoot(dir("/other"), file("/other/more", "m")),
      mapped("/other", "/low2", [{ inside: 0, outside: 3000, count: 1 }]),
      overlay(writable("/low:/low2", modes)),
      lstat("/zero", gives({ uid: 1000 })),
      lstat("/more", gives({ uid: 3000, gid: 3000 })),
    ],
  },
  {
    title: "names in a list of a mapped lower are mapped",
    cites: ["man/acl.5#check", "measured/33"],
    ...base,
    needs: [...needs, "acl"],
    steps: [
      inRoot(
        dir("/raw"),
        file("/raw/f", "f", 0o600),
        setxattr(
          "/raw/f",
          "system.posix_acl_access",
          acl(
            { tag: "owner", permissions: "rw-" },
            { tag: "user", id: 4, permissions: "r--" },
            { tag: "group", permissions: "---" },
            { tag: "mask", permissions: "r--" },
            { tag: "other", permissions: "---" },
          ),
        ),
      ),
      mapped("/raw", "/low"),
      overlay(overLower),
      as({ uid: 1004, gid: 1 }, readFile("/f", gives("f"))),
      as({ uid: 4, gid: 1 }, open("r", "/f", ["O_RDONLY"], fails("EACCES"))),
    ],
  },
  {
    title: "a mapped mount that is attached nowhere is a lower",
    cites: ["layers-via-file-descriptors/1", "measured/33"],
    ...base,
    needs: [...needs, "fsconfig", "layer_descriptors"],
    steps: [
      inRoot(
        dir("/raw"),
        file("/raw/f", "f"),
        userNamespace(
          "ids",
          [{ inside: 0, outside: 1000, count: 10 }],
          [{ inside: 0, outside: 1000, count: 10 }],
        ),
        openTree("tree", "/raw", ["OPEN_TREE_CLONE"]),
        mountSetattr(at("tree", ""), ["MOUNT_ATTR_IDMAP"], [], ["AT_EMPTY_PATH"], "ids"),
        dir("/l2"),
        fsopen("fs", "overlay"),
        fsconfig("fs", "FSCONFIG_SET_FD", "lowerdir+", { fd: "tree" }),
        fsconfig("fs", "FSCONFIG_SET_STRING", "lowerdir+", "/l2"),
        fsconfig("fs", "FSCONFIG_CMD_CREATE"),
        fsmount("fs", "mnt"),
        moveMount("mnt", "/merged", ["MOVE_MOUNT_F_EMPTY_PATH"]),
      ),
      lstat("/f", gives({ uid: 1000, gid: 1000 })),
    ],
    merged: { f: is.file("f", { uid: 1000, gid: 1000 }) },
  },
];
