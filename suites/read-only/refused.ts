import {
  dir,
  file,
  gives,
  is,
  list,
  mknod,
  readFile,
  symlink,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";

/** A call, and how it fails. */
export interface Refused {
  readonly call: string;
  readonly cites: string;
  readonly needs?: readonly Feature[];
  readonly steps: readonly Steps[];
}

const lowers = [
  [dir("/d"), file("/d/f", "f"), symlink("f", "/d/s"), mknod("/d/p", "fifo", 0o600)],
  [dir("/d"), file("/d/below", "b"), dir("/e")],
];
const seen = { d: { below: "b", f: "f", p: is.fifo({ mode: 0o600 }), s: is.symlink("f") }, e: {} };

export const scenario = ({ call, cites, needs, steps }: Refused, end: string): WrittenScenario => ({
  title: `${call} ${end}`,
  cites: ["measured/36", "multiple-lower-layers/2", cites],
  peers: ["xfstests overlay/035", "fuse-overlayfs test-readonly"],
  ...(needs && { needs }),
  lowers,
  mount: { upper: false },
  steps: [steps, list("/d", gives(["below", "f", "p", "s"])), readFile("/d/f", gives("f"))],
  merged: seen,
});
