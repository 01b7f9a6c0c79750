import {
  dir,
  fails,
  file,
  gives,
  list,
  mountinfo,
  readFile,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay } from "../by-hand.ts";

const needs: readonly Feature[] = ["index"];
const busyPeers = ["xfstests overlay/036"];
const bugs = [
  "https://github.com/torvalds/linux/commit/85fdee1eef1a",
  "https://github.com/moby/moby/issues/34672",
];

/** Lowers, and directories for a second overlay. */
const scene: Steps = inRoot(
  ["l1", "l2", "m2", "u2", "w2"].map((name) => dir(`/${name}`)),
  ["l1", "l2"].map((name) => file(`/${name}/${name}`, name)),
  dir("/l1/sub"),
  file("/l1/sub/deep", "deep"),
);

const first = "lowerdir=/l1,upperdir=/upper,workdir=/work";

interface Second {
  readonly title: string;
  readonly options: string;
  readonly cites: readonly string[];
}

/** Second mounts over what a first one uses: accepted without index, refused with it. */
const seconds: readonly Second[] = [
  {
    title: "a second mount of the same upper",
    options: "lowerdir=/l2,upperdir=/upper,workdir=/w2",
    cites: ["sharing-and-copying-layers/2", "mount-options/26"],
  },
  {
    title: "a second mount of the same work",
    options: "lowerdir=/l2,upperdir=/u2,workdir=/work",
    cites: ["sharing-and-copying-layers/2", "mount-options/26"],
  },
  {
    title: "a second mount of the same upper and work",
    options: first,
    cites: ["sharing-and-copying-layers/2", "mount-options/26"],
  },
  {
    title: "a mount whose lower is the upper of another",
    options: "lowerdir=/upper,upperdir=/u2,workdir=/w2",
    cites: ["sharing-and-copying-layers/2", "mount-options/26"],
  },
  {
    title: "a mount whose lower is the work of another",
    options: "lowerdir=/work,upperdir=/u2,workdir=/w2",
    cites: ["sharing-and-copying-layers/2", "mount-options/26"],
  },
];

const usage: readonly WrittenScenario[] = seconds.flatMap(({ title, options, cites }) => [
  {
    title: `${title} is accepted without index`,
    cites,
    peers: [...busyPeers, "xfstests overlay/065"],
    bugs,
    lowers: [],
    mount: "none" as const,
    steps: [
      scene,
      overlay(`${first},index=off`),
      overlay(`${options},index=off`, undefined, "/m2"),
      inRoot(mountinfo("/m2", gives({ type: "overlay" }))),
    ],
  },
  {
    title: `${title} is refused by EBUSY with index`,
    cites,
    peers: [...busyPeers, "xfstests overlay/065"],
    needs,
    lowers: [],
    mount: "none" as const,
    steps: [
      scene,
      overlay(`${first},index=on`),
      overlay(`${options},index=on`, fails("EBUSY"), "/m2"),
      inRoot(mountinfo("/m2", fails("ENOENT"))),
    ],
  },
]);

/** What mounts may share. */
const shared: readonly (readonly [string, string, readonly string[], Steps])[] = [
  [
    "two writable overlays share a lower",
    "lowerdir=/l1,upperdir=/u2,workdir=/w2",
    ["sharing-and-copying-layers/1"],
    [
      writeFile("/l1", "changed by the first"),
      inRoot(readFile("/m2/l1", gives("l1")), writeFile("/m2/l1", "by the second")),
      readFile("/l1", gives("changed by the first")),
      inRoot(readFile("/l1/l1", gives("l1"))),
    ],
  ],
  [
    "the lower of one overlay lies in the lower of another",
    "lowerdir=/l1/sub,upperdir=/u2,workdir=/w2",
    ["sharing-and-copying-layers/1"],
    [
      inRoot(readFile("/m2/deep", gives("deep")), writeFile("/m2/deep", "new")),
      readFile("/sub/deep", gives("deep")),
    ],
  ],
  [
    "the lower of one overlay holds the lower of another",
    "lowerdir=/,upperdir=/u2,workdir=/w2",
    ["sharing-and-copying-layers/1"],
    [inRoot(readFile("/m2/l1/l1", gives("l1")))],
  ],
  [
    "an overlay without upper shares both lowers of another",
    "lowerdir=/l2:/l1",
    ["sharing-and-copying-layers/1", "upper-and-lower/5"],
    [inRoot(list("/m2", gives(["l1", "l2", "sub"])), readFile("/m2/l1", gives("l1")))],
  ],
];

export const sharing: readonly WrittenScenario[] = [
  ...usage,
  ...shared.map(([title, options, cites, steps]): WrittenScenario => ({
    title,
    cites,
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(`${first},index=off`),
      overlay(`${options},index=off`, undefined, "/m2"),
      steps,
    ],
  })),
  {
    title: "two overlays without upper share all their lowers under index",
    cites: ["sharing-and-copying-layers/1"],
    needs,
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay("lowerdir=/l2:/l1,index=on"),
      overlay("lowerdir=/l2:/l1,index=on", undefined, "/m2"),
      readFile("/l1", gives("l1")),
      inRoot(readFile("/m2/l2", gives("l2"))),
    ],
  },
];
