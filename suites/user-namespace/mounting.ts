import {
  excludes,
  fails,
  gives,
  includes,
  mountinfo,
  oneOf,
  readFile,
  succeeds,
  umount,
  when,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Matcher } from "../../harness/language/expectation.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay } from "../by-hand.ts";
import { ordinary, scene } from "./scene.ts";

/** The initial user namespace has trusted attributes, every other has not. */
const initial = "trusted_xattr";

/** Options that read or write marks which another user namespace must not trust. */
const refusedElsewhere: readonly (readonly [string, string, readonly Feature[]])[] = [
  ["redirect_dir=on", ordinary, []],
  ["redirect_dir=follow", ordinary, []],
  ["metacopy=on", ordinary, []],
  ["verity=on", ordinary, ["verity"]],
  ["verity=require", ordinary, ["verity"]],
  ["redirect_dir=follow", "lowerdir=/l:/m", []],
];

/** Options that such a namespace may give, and that come to nothing there. */
const droppedElsewhere: readonly (readonly [string, string])[] = [
  ["index=on", "index=on"],
  ["nfs_export=on", "nfs_export=on"],
  ["uuid=on", "uuid=on"],
];

const listed = (options: Matcher): Steps =>
  inRoot(mountinfo("/merged", when(initial, gives({ options }), succeeds)));

export const mounting: readonly WrittenScenario[] = [
  {
    title: "an overlay is mounted in every user namespace",
    cites: ["user-xattr/1", "permission-model/4"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(ordinary),
      inRoot(
        mountinfo("/merged", gives({ type: "overlay", options: includes("upperdir=/upper") })),
      ),
      readFile("/f", gives("f")),
      writeFile("/f", "changed"),
      inRoot(readFile("/upper/f", gives("changed")), readFile("/l/f", gives("f"))),
    ],
    merged: { d: { a: "a" }, e: {}, f: "changed" },
  },
  ...refusedElsewhere.map(([option, layers, needs]): WrittenScenario => ({
    title: `${option} ${layers === ordinary ? "with an upper" : "without one"} is for the initial user namespace`,
    cites: ["mount-options/32"],
    ...(needs.length > 0 && { needs }),
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(`${layers},${option}`, when(initial, succeeds, fails("EPERM"))),
      inRoot(mountinfo("/merged", when(initial, gives({ type: "overlay" }), fails("ENOENT")))),
    ],
  })),
  {
    title: "data-only lowers are for the initial user namespace, or for userxattr",
    cites: ["mount-options/32", "data-only-lower-layers/6"],
    needs: ["data_only_alone"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(
        "lowerdir=/l::/m,upperdir=/upper,workdir=/work",
        when(initial, succeeds, fails("EPERM")),
      ),
      inRoot(umount("/merged", when(initial, succeeds, fails("EINVAL")))),
      overlay("lowerdir=/l::/m,upperdir=/upper,workdir=/work,userxattr"),
    ],
  },
  ...droppedElsewhere.map(([option, shown]): WrittenScenario => ({
    title: `${option} comes to nothing outside the initial user namespace`,
    cites: ["mount-options/32"],
    ...(option.startsWith("uuid") && { needs: ["uuid"] as const }),
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(`${ordinary},${option}`),
      listed(includes(shown)),
      inRoot(mountinfo("/merged", when(initial, succeeds, gives({ options: excludes(shown) })))),
      writeFile("/f", "still writable"),
    ],
  })),
  ...(["redirect_dir=nofollow", "metacopy=off", "index=off", "xino=off", "volatile"] as const).map(
    (option): WrittenScenario => ({
      title: `${option} is accepted in every user namespace`,
      cites: ["mount-options/32", "user-xattr/1"],
      lowers: [],
      mount: "none",
      steps: [scene, overlay(`${ordinary},${option}`), writeFile("/f", "x")],
    }),
  ),
  {
    title: "userxattr is accepted in every user namespace",
    cites: ["user-xattr/1", "mount-options/20"],
    needs: ["userxattr"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(`${ordinary},userxattr`),
      inRoot(
        mountinfo(
          "/merged",
          // Before Linux 6.5 what it brings is not shown.
          oneOf(
            gives({ options: includes("userxattr", "redirect_dir=nofollow") }),
            gives({ options: includes("userxattr") }),
          ),
        ),
      ),
    ],
  },
];
