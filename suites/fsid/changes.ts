import {
  chmod,
  differs,
  fails,
  getxattr,
  gives,
  mount,
  removexattr,
  same,
  statfs,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Expectation } from "../../harness/language/expectation.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay, unmounted, writable } from "../by-hand.ts";
import { type Row, asUpper, marked, mountWith, noMark, own, told, upperFirst } from "./row.ts";

const impure = (want: Expectation<string>): Steps =>
  inRoot(getxattr("/upper", "overlay:impure", want));

/** An identity that is left out, moved and lost, and overlays that have no upper to keep one. */
const rows: readonly Row[] = [
  {
    title:
      "the root of upper has the identity from the first mount on, and is impure from the first copy-up on",
    cites: ["measured/21", "uuid-and-fsid/4"],
    steps: [
      [noMark, impure(fails("ENODATA"))],
      mountWith("auto"),
      [marked, impure(fails("ENODATA"))],
      chmod("/f", 0o600),
      [marked, impure(gives("y"))],
      unmounted(),
      mountWith("auto"),
      [marked, impure(gives("y"))],
    ],
  },
  {
    title: "an identity that is kept can be left out, and comes back",
    cites: ["uuid-and-fsid/1", "uuid-and-fsid/4"],
    steps: [
      upperFirst,
      mountWith("on"),
      own,
      unmounted(),
      mountWith("null"),
      asUpper,
      marked,
      unmounted(),
      mountWith("auto"),
      own,
    ],
  },
  {
    title: "an identity goes with its upper to other lowers",
    cites: ["uuid-and-fsid/3"],
    steps: [
      mountWith("on"),
      own,
      unmounted(),
      overlay(writable("/l2", "uuid=auto,index=off")),
      own,
    ],
  },
  {
    title: "two overlays over one lower have two identities",
    cites: ["uuid-and-fsid/3"],
    steps: [
      mountWith("on"),
      own,
      overlay("lowerdir=/l,upperdir=/u2,workdir=/w2,uuid=on", undefined, "/m2"),
      inRoot(statfs("/m2", gives({ fsid: differs("overlay") }))),
    ],
  },
  {
    title: "an identity whose mark was taken away is made anew when it is asked for",
    cites: ["uuid-and-fsid/3", "changes-to-underlying-filesystems/3"],
    steps: [
      mountWith("on"),
      own,
      unmounted(),
      inRoot(removexattr("/upper", "overlay:uuid")),
      mountWith("on"),
      statfs("/", gives({ fsid: differs("overlay") })),
    ],
  },
  {
    title: "without upper the fsid is that of the topmost lower's filesystem",
    cites: ["uuid-and-fsid/1", "uuid-and-fsid/3"],
    steps: [
      inRoot(statfs("/l", gives({ fsid: same("lower") }))),
      overlay("lowerdir=/l:/l2,uuid=on"),
      statfs("/", gives({ type: "794c7630", fsid: same("lower") })),
    ],
  },
  {
    title: "without upper and with lowers on two filesystems the fsid is that of the topmost",
    cites: ["uuid-and-fsid/1"],
    steps: [
      inRoot(mount("t", "/l2", "tmpfs", []), statfs("/l2", gives({ fsid: same("topmost") }))),
      overlay("lowerdir=/l2:/l,uuid=null"),
      statfs("/", gives({ fsid: same("topmost") })),
    ],
  },
  {
    title: "without upper and without the option the fsid is zero",
    cites: ["uuid-and-fsid/4", "measured/88"],
    steps: [
      overlay("lowerdir=/l:/l2"),
      statfs("/", gives({ type: "794c7630", fsid: "0000000000000000" })),
      unmounted(),
      overlay("lowerdir=/l:/l2,uuid=auto"),
      statfs("/", gives({ fsid: "0000000000000000" })),
    ],
  },
];

export const changes: readonly WrittenScenario[] = told(rows);
