import {
  dir,
  fails,
  fsconfig,
  fsmount,
  gives,
  lstat,
  readFile,
  rename,
  writeFile,
} from "../../harness/language/index.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay } from "../by-hand.ts";
import { attach, create, flag, set, upper } from "./configure.ts";
import { pointer } from "../data-only/scene.ts";
import { type Way, shows, told } from "./way.ts";

const appended: readonly Feature[] = ["layer_by_layer"];
const invalid = fails("EINVAL");

const ways: readonly Way[] = [
  {
    title: "mount(2) takes lowerdir+ and datadir+ too",
    cites: ["multiple-lower-layers/4", "data-only-lower-layers/7"],
    needs: [...appended, "data_only", "metacopy"],
    steps: [
      inRoot(pointer("/l2/f", "/x", 0o600, 4)),
      overlay("lowerdir+=/l1,lowerdir+=/l2,datadir+=/data,metacopy=on,redirect_dir=follow"),
      readFile("/all", gives("l1")),
      readFile("/f", gives("data")),
    ],
  },
  {
    title: "a string longer than 255 bytes is refused",
    cites: ["man/fsconfig.2#FSCONFIG_SET_STRING"],
    steps: [
      inRoot(dir(`/${"n".repeat(254)}`)),
      set("lowerdir", `/${"n".repeat(254)}`),
      set("lowerdir", `//${"n".repeat(254)}`, invalid),
    ],
  },
  {
    title: "a layer is found when it is named, and keeps being that directory",
    cites: ["mount-options/15"],
    needs: ["options_checked_at_once"],
    steps: [
      set("lowerdir", "/l1"),
      inRoot(rename("/l1", "/moved"), rename("/l2", "/l1")),
      upper,
      create(),
      attach,
      readFile("/all", gives("l1")),
      lstat("/l2", fails("ENOENT")),
    ],
  },
  {
    title: "a flag is set without a value",
    cites: ["man/fsconfig.2#FSCONFIG_SET_FLAG"],
    needs: ["userxattr"],
    steps: [
      set("lowerdir", "/l1"),
      upper,
      flag("userxattr"),
      flag("ro"),
      create(),
      attach,
      shows("userxattr"),
      writeFile("/new", "n", fails("EROFS")),
    ],
  },
  {
    title: "an unknown key, a value for a flag and a flag for a value are refused",
    cites: ["mount-options/16"],
    needs: ["options_checked_at_once"],
    steps: [
      set("nothing", "on", invalid),
      flag("nothing", invalid),
      set("userxattr", "on", invalid),
      flag("redirect_dir", invalid),
      set("redirect_dir", "maybe", invalid),
    ],
  },
  {
    title: "nothing can be mounted before it is created",
    cites: ["man/fsmount.2#EINVAL"],
    steps: [set("lowerdir", "/l1:/l2"), inRoot(fsmount("fs", "mnt", invalid))],
  },
  {
    title: "after it is created nothing can be set or created again",
    cites: ["man/fsconfig.2#EBUSY"],
    steps: [
      set("lowerdir", "/l1:/l2"),
      create(),
      set("lowerdir", "/l3", fails("EBUSY")),
      create(fails("EBUSY")),
      attach,
      readFile("/all", gives("l1")),
    ],
  },
  {
    title: "options that do not go together are refused when it is created",
    cites: ["mount-options/17"],
    needs: ["nfs_export"],
    steps: [
      set("lowerdir", "/l1"),
      upper,
      set("nfs_export", "on"),
      set("index", "off"),
      create(invalid),
      inRoot(fsconfig("fs", "FSCONFIG_CMD_CREATE", fails("EBUSY"))),
    ],
  },
];

export const strings: readonly WrittenScenario[] = told(ways);
