import {
  as,
  contains,
  dir,
  fails,
  file,
  fsopenFromUserNamespace,
  gives,
  mknod,
  open,
  readFile,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot } from "../by-hand.ts";
import { attach, create, flag, scene, set, start, upper } from "./configure.ts";

const plainUser = { uid: 1000, gid: 1000 };

/** Whose credentials the layers are reached with. */
export const credentials: readonly WrittenScenario[] = [
  {
    title: "override_creds and nooverride_creds can be set again and again",
    cites: ["permission-model/2"],
    peers: ["selftest set_override_creds"],
    needs: ["fsconfig", "override_creds"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      start,
      set("lowerdir", "/l1"),
      upper,
      flag("override_creds"),
      flag("nooverride_creds"),
      flag("override_creds"),
      create(),
      attach,
      writeFile("/new", "n"),
    ],
    upper: { new: "n" },
  },
  {
    title: "override_creds is not for a task outside the user namespace of the configuration",
    cites: ["permission-model/2", "permission-model/4"],
    peers: ["selftest set_override_creds_invalid"],
    needs: ["fsconfig", "override_creds"],
    lowers: [],
    mount: "none",
    steps: [
      inRoot(fsopenFromUserNamespace("fs", "overlay")),
      // It is taken from its configuration elsewhere.
      set("redirect_dir", "nofollow"),
      flag("override_creds", fails("EINVAL")),
      flag("userxattr"),
    ],
  },
  {
    title: "credentials without CAP_MKNOD make no devices through the overlay",
    cites: ["permission-model/2", "permission-model/6"],
    peers: ["selftest set_override_creds_nomknod"],
    needs: ["fsconfig", "override_creds", "mknod"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      start,
      set("lowerdir", "/l1"),
      upper,
      flag("userxattr"),
      as({ uid: 0, gid: 0, caps: ["CAP_DAC_OVERRIDE", "CAP_SYS_ADMIN"] }, flag("override_creds")),
      create(),
      attach,
      mknod("/device", "chr", 0o600, 1, 3, fails("EPERM")),
      writeFile("/new", "n"),
    ],
    merged: contains({ new: "n" }),
  },
  {
    title: "with credentials of another user the layers are reached as that user",
    cites: ["permission-model/2", "permission-model/6"],
    needs: ["fsconfig", "override_creds", "uids"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(file("/l1/secret", "root's", 0o600)),
      start,
      set("lowerdir", "/l1:/l2"),
      // Without that capability the layers' mounts could not be had.
      as({ ...plainUser, caps: ["CAP_SYS_ADMIN"] }, flag("override_creds")),
      create(),
      attach,
      readFile("/all", gives("l1")),
      open("r", "/secret", ["O_RDONLY"], fails("EACCES")),
    ],
  },
  {
    title: "with nooverride_creds the caller's own credentials count for the layers",
    cites: ["permission-model/2"],
    needs: ["fsconfig", "override_creds", "uids"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(dir("/l1/d", 0o700), file("/l1/d/f", "f")),
      start,
      set("lowerdir", "/l1:/l2"),
      flag("nooverride_creds"),
      create(),
      attach,
      readFile("/d/f", gives("f")),
      as(plainUser, open("r", "/d/f", ["O_RDONLY"], fails("EACCES"))),
    ],
  },
];
