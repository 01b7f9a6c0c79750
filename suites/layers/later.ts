import {
  chmod,
  dir,
  fails,
  gives,
  lstat,
  readFile,
  rename,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay, unmounted } from "../by-hand.ts";
import { over, scene } from "./scene.ts";

const needs: readonly Feature[] = ["index"];

interface Second {
  readonly title: string;
  readonly options: string;
}

/** Mounts after an indexed one that do not fit what it left. */
const strangers: readonly Second[] = [
  { title: "another lower under the same upper", options: over("/l2", "index=on") },
  {
    title: "another upper over the same work",
    options: "lowerdir=/l1,upperdir=/u2,workdir=/work,index=on",
  },
];

export const later: readonly WrittenScenario[] = [
  ...strangers.map(({ title, options }): WrittenScenario => ({
    title: `${title} is refused by ESTALE after a mount with index`,
    cites: ["mount-options/27", "sharing-and-copying-layers/5"],
    peers: ["xfstests overlay/037"],
    bugs: ["https://github.com/systemd/mkosi/pull/1844"],
    needs,
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(over("/l1", "index=on")),
      chmod("/f", 0o600),
      unmounted(),
      overlay(options, fails("ESTALE")),
      overlay(over("/l1", "index=on")),
      readFile("/f", gives("l1")),
    ],
  })),
  {
    title: "another lower under the same upper is accepted without index",
    cites: ["sharing-and-copying-layers/4"],
    peers: ["xfstests overlay/037"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(over("/l1", "index=off,metacopy=off")),
      writeFile("/new", "n"),
      unmounted(),
      overlay(over("/l2", "index=off,metacopy=off")),
      readFile("/f", gives("l2")),
      readFile("/new", gives("n")),
    ],
  },
  {
    title: "a lower in place of another of the same name is refused under index",
    cites: ["sharing-and-copying-layers/8", "sharing-and-copying-layers/5"],
    needs,
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(over("/l1", "index=on")),
      chmod("/f", 0o600),
      unmounted(),
      inRoot(rename("/l1", "/was"), rename("/l2", "/l1")),
      overlay(over("/l1", "index=on"), fails("ESTALE")),
    ],
  },
  {
    title: "a lower that was moved is the same under index",
    cites: ["sharing-and-copying-layers/5"],
    needs,
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(over("/l1", "index=on")),
      chmod("/f", 0o600),
      unmounted(),
      inRoot(rename("/l1", "/moved")),
      overlay(over("/moved", "index=on")),
      readFile("/f", gives("l1")),
    ],
  },
  {
    title: "the order of two lowers may not change under index",
    cites: ["mount-options/27", "sharing-and-copying-layers/5"],
    needs,
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(over("/l1:/l2", "index=on")),
      unmounted(),
      overlay(over("/l2:/l1", "index=on"), fails("ESTALE")),
      overlay(over("/l1:/l2", "index=on")),
    ],
  },
  {
    title: "an upper of an earlier mount becomes the lower of the next",
    cites: ["upper-and-lower/2"],
    peers: ["unionmount --ov=10"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(over("/l1", "index=off,redirect_dir=nofollow,metacopy=off")),
      writeFile("/f", "changed"),
      unmounted(),
      overlay("lowerdir=/upper:/l1,upperdir=/u2,workdir=/w2,index=off"),
      readFile("/f", gives("changed")),
      unlink("/f"),
      inRoot(readFile("/upper/f", gives("changed"))),
    ],
    upper: { f: "changed" },
    merged: {},
  },
  {
    title: "upper moved into lower while it is mounted cannot be looked up there",
    cites: ["changes-to-underlying-filesystems/1", "measured/82"],
    peers: ["xfstests overlay/065"],
    lowers: [],
    mount: "none",
    observe: "end",
    unruly: ["listed-exists"],
    steps: [
      scene,
      inRoot(dir("/top"), dir("/top/u"), dir("/w3")),
      overlay("lowerdir=/l1,upperdir=/top/u,workdir=/w3"),
      inRoot(rename("/top/u", "/l1/u")),
      lstat("/u", fails("ELOOP")),
      readFile("/f", gives("l1")),
    ],
  },
];
