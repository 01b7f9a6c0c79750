import {
  contains,
  excludes,
  fails,
  gives,
  includes,
  list,
  mount,
  mountinfo,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Expectation } from "../../harness/language/expectation.ts";
import type * as F from "../../harness/language/flags.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay } from "../by-hand.ts";
import { ordinary, scene } from "./scene.ts";

type Flags = readonly (typeof F.mountFlags)[number][];

const again = (flags: Flags, options = "", want: Expectation<null> = { succeeds: true }): Steps =>
  inRoot(mount("overlay", "/merged", "overlay", ["MS_REMOUNT", ...flags], options, want));

const peers = ["xfstests overlay/035"];

/** What mount(2) with MS_REMOUNT does to an overlay. */
const remounts: readonly (readonly [title: string, steps: readonly Steps[], cites: string])[] = [
  [
    "a writable overlay becomes read-only, and writable again",
    [
      again(["MS_RDONLY"]),
      writeFile("/new", "n", fails("EROFS")),
      inRoot(mountinfo("/merged", gives({ flags: includes("ro") }))),
      again([]),
      writeFile("/new", "n"),
    ],
    "mount-options/28",
  ],
  [
    "options that no mount has are ignored",
    [again([], "nonsense=1,redirect_dir=never"), writeFile("/new", "n")],
    "mount-options/28",
  ],
  [
    "other layers are ignored",
    [
      again([], "lowerdir=/l2,upperdir=/none,workdir=/none"),
      list("/", gives(["inside", "l1"])),
      inRoot(mountinfo("/merged", gives({ options: includes("lowerdir=/l1") }))),
      writeFile("/new", "n"),
    ],
    "mount-options/28",
  ],
  [
    "an option that the mount did not have is ignored",
    [
      again([], "default_permissions"),
      inRoot(mountinfo("/merged", gives({ options: excludes("default_permissions") }))),
      writeFile("/new", "n"),
    ],
    "mount-options/28",
  ],
];

export const remounting: readonly WrittenScenario[] = [
  ...remounts.map(([title, steps, cite]): WrittenScenario => ({
    title: `on MS_REMOUNT ${title}`,
    cites: [cite],
    peers,
    lowers: [],
    mount: "none",
    steps: [scene, overlay(ordinary), steps],
    upper: contains({ new: "n" }),
  })),
  {
    title: "on MS_REMOUNT an overlay without upper stays read-only",
    cites: ["mount-options/28", "multiple-lower-layers/2"],
    peers,
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay("lowerdir=/l1:/l2"),
      again([], "", fails("EROFS")),
      writeFile("/new", "n", fails("EROFS")),
    ],
  },
  {
    title: "flags of the mount point are kept apart from those of the filesystem",
    cites: ["man/mount.2#flags"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(
        mount("overlay", "/merged", "overlay", ["MS_NOSUID", "MS_NODEV", "MS_NOEXEC"], ordinary),
        mountinfo("/merged", gives({ flags: includes("nosuid", "nodev", "noexec") })),
        mountinfo("/merged", gives({ options: excludes("nosuid", "nodev", "noexec") })),
      ),
      writeFile("/new", "n"),
    ],
  },
  {
    title: "the source of an overlay may be any word",
    cites: ["man/mount.2#source"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(
        mount("anything", "/merged", "overlay", [], ordinary),
        mountinfo("/merged", gives({ source: "anything", type: "overlay" })),
      ),
    ],
  },
];
