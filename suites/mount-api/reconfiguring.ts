import {
  as,
  fails,
  fsconfig,
  fsmount,
  fsopen,
  fspick,
  gives,
  includes,
  mountinfo,
  moveMount,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay, writable } from "../by-hand.ts";
import { create, flag, scene, set, start, upper } from "./configure.ts";

const invalid = fails("EINVAL");

/** What a mounted overlay lets be configured anew. */
export const reconfiguring: readonly WrittenScenario[] = [
  {
    title: "a mounted overlay refuses every option",
    cites: ["mount-options/28"],
    needs: ["fsconfig", "options_checked_at_once"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(writable("/l1")),
      inRoot(fspick("fs", "/merged")),
      set("lowerdir", "/l2", invalid),
      set("redirect_dir", "nofollow", invalid),
      set("index", "off", invalid),
      set("xino", "off", invalid),
      flag("userxattr", invalid),
    ],
  },
  {
    title: "a mounted overlay can be made read-only and writable again",
    cites: ["mount-options/28"],
    needs: ["fsconfig"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(writable("/l1")),
      inRoot(fspick("fs", "/merged")),
      flag("ro"),
      inRoot(fsconfig("fs", "FSCONFIG_CMD_RECONFIGURE")),
      writeFile("/new", "n", fails("EROFS")),
      inRoot(fspick("fs", "/merged")),
      flag("rw"),
      inRoot(fsconfig("fs", "FSCONFIG_CMD_RECONFIGURE")),
      writeFile("/new", "n"),
    ],
    upper: { new: "n" },
  },
  {
    title: "an overlay mounted with MOUNT_ATTR_RDONLY is read-only at that place alone",
    cites: ["man/fsmount.2#attributes"],
    needs: ["fsconfig"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      start,
      set("lowerdir", "/l1"),
      upper,
      create(),
      inRoot(
        fsmount("fs", "mnt", ["MOUNT_ATTR_RDONLY"]),
        moveMount("mnt", "/merged", ["MOVE_MOUNT_F_EMPTY_PATH"]),
        mountinfo("/merged", gives({ flags: includes("ro"), options: includes("rw") })),
      ),
      writeFile("/new", "n", fails("EROFS")),
    ],
    upper: {},
  },
  {
    title: "a configuration is not for those who may not mount",
    cites: ["permission-model/4"],
    needs: ["fsconfig", "uids"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(as({ uid: 1000, gid: 1000 }, fsopen("fs", "overlay", fails("EPERM")))),
      start,
      set("lowerdir", "/l1:/l2"),
      inRoot(as({ uid: 1000, gid: 1000 }, fsconfig("fs", "FSCONFIG_CMD_CREATE", fails("EPERM")))),
    ],
  },
];
