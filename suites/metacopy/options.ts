import {
  chmod,
  excludes,
  fails,
  file,
  gives,
  includes,
  list,
  lstat,
  mountinfo,
  on,
  oneOf,
  open,
  readFile,
  removexattr,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, layers, overlay, unmounted, writable } from "../by-hand.ts";
import { data, metacopy, shell, lowers as single } from "./scene.ts";

const needs = ["metacopy" as const];
const made = [layers("low"), inRoot(file("/low/f", data))];

/** A shell in upper that later mounts find. */
const used = [made, overlay(writable("/low", "metacopy=on")), chmod("/f", 0o600), unmounted()];

/** The option, and mounts that do not have it over layers that were used with it. */
export const options: readonly WrittenScenario[] = [
  {
    title: "metacopy=on brings redirect_dir=on",
    cites: ["mount-options/18", "metadata-only-copy-up/3"],
    lowers: [single],
    mount: metacopy,
    // Kernels before 6.5 turn it on without showing it.
    steps: [
      on(
        "root",
        mountinfo(
          "/merged",
          oneOf(
            gives({ options: includes("redirect_dir=on") }),
            gives({ options: excludes("redirect_dir=off", "redirect_dir=nofollow") }),
          ),
        ),
      ),
    ],
    needs: ["layers_on_disk"],
  },
  {
    title: "without the option chmod copies up the data",
    cites: ["metadata-only-copy-up/3", "non-directories/4"],
    lowers: [single],
    mount: { metacopy: "off" },
    steps: [chmod("/f", 0o600), on("upper", readFile("/f", gives(data)))],
  },
  {
    title: "a shell is refused on a mount that does not know shells",
    cites: ["measured/15"],
    bugs: ["https://github.com/containers/storage/pull/815"],
    needs,
    unruly: ["listed-exists"],
    lowers: [],
    mount: "none",
    steps: [
      used,
      overlay(writable("/low", "metacopy=off,redirect_dir=on")),
      lstat("/f", fails("EPERM")),
      open("r", "/f", ["O_RDONLY"], fails("EPERM")),
      chmod("/f", 0o644, fails("EPERM")),
    ],
    upper: { f: shell({ mode: 0o600 }) },
  },
  {
    title: "a shell is seen again when the option comes back",
    cites: ["measured/15", "metadata-only-copy-up/3"],
    needs,
    unruly: ["listed-exists"],
    lowers: [],
    mount: "none",
    steps: [
      used,
      overlay(writable("/low", "metacopy=off")),
      lstat("/f", fails("EPERM")),
      unmounted(),
      overlay(writable("/low", "metacopy=on")),
      lstat("/f", gives({ mode: 0o600, size: data.length })),
      readFile("/f", gives(data)),
    ],
    upper: { f: shell({ mode: 0o600 }) },
  },
  {
    title: "an upper with a shell, as a lower, shows the data where redirects are followed",
    cites: ["metadata-only-copy-up/5", "mount-options/29"],
    peers: ["xfstests overlay/060"],
    needs,
    lowers: [],
    mount: "none",
    steps: [
      used,
      overlay("lowerdir=/upper:/low,metacopy=on,redirect_dir=follow"),
      lstat("/f", gives({ mode: 0o600 })),
      readFile("/f", gives(data)),
    ],
  },
  {
    title: "an upper with a shell, as a lower, is refused where the mount does not know shells",
    cites: ["measured/15", "metadata-only-copy-up/5"],
    needs,
    lowers: [],
    mount: "none",
    steps: [
      used,
      overlay("lowerdir=/upper:/low,metacopy=off"),
      list("/", gives(["f"])),
      lstat("/f", fails("EPERM")),
    ],
    unruly: ["listed-exists"],
  },
  {
    title: "a shell over another lower shows the data of that",
    cites: ["sharing-and-copying-layers/7", "sharing-and-copying-layers/4"],
    why: "Nothing ties a shell to its lower: who mounts it elsewhere reads something else.",
    needs,
    lowers: [],
    mount: "none",
    steps: [
      used,
      layers("else"),
      inRoot(file("/else/f", "quite another text")),
      overlay(writable("/else", "metacopy=on")),
      readFile("/f", gives("quite another text")),
      lstat("/f", gives({ mode: 0o600, size: data.length })),
    ],
    upper: { f: shell({ mode: 0o600 }) },
  },
  {
    title: "a shell whose mark was taken away behind the mount is a file of zeros",
    cites: ["changes-to-underlying-filesystems/3"],
    needs,
    lowers: [],
    mount: "none",
    steps: [
      used,
      on("upper", removexattr("/f", "overlay:metacopy")),
      overlay(writable("/low", "metacopy=on")),
      readFile("/f", gives({ hex: "00".repeat(data.length) })),
    ],
  },
];
