import {
  close,
  getdents64,
  gives,
  includes,
  mkdir,
  mount,
  on,
  open,
  same,
  umount,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Step } from "../../harness/language/step.ts";
/** Three filesystems by hand, so that layers differ in theirs wherever the suite runs: their numbers begin alike. */
export const filesystems: readonly Steps[] = [
  ["/store", "/nested"].map((path) => mkdir(path)),
  ["/lower0", "/lower1", "/store"].map((path) => mount("fs", path, "tmpfs", [])),
  ["/store/upper", "/store/work", "/store/middle"].map((path) => mkdir(path)),
  [writeFile("/lower0/a", "a"), mkdir("/lower0/d"), writeFile("/lower0/d/x", "x")],
  [writeFile("/lower1/b", "b"), mkdir("/lower1/d"), writeFile("/lower1/d/y", "y")],
];

export const options = (more: string, lowers = "/lower0:/lower1"): string =>
  `lowerdir=${lowers},upperdir=/store/upper,workdir=/store/work,${more}`;

export const mounted = (more: string, lowers?: string): Step =>
  mount("overlay", "/merged", "overlay", [], options(more, lowers));

export const mountedAgain = (more: string, lowers?: string): readonly Step[] => [
  umount("/merged"),
  mounted(more, lowers),
];

interface Written {
  readonly title: string;
  readonly cites: readonly string[];
  readonly peers?: readonly string[];
  readonly bugs?: readonly string[];
  readonly needs?: readonly Feature[];
  readonly steps: readonly Steps[];
}

/** A scenario that makes its filesystems, and mounts by itself. */
export const byHand = ({ steps, needs = [], ...rest }: Written): WrittenScenario => ({
  ...rest,
  // In a user namespace the marks of these mounts would be those of the other namespace.
  needs: ["trusted_xattr", ...needs],
  mount: "none",
  lowers: [[], []],
  steps: on("root", filesystems, steps),
});

/** The entries of a directory, among which these have the numbers bound to their names. */
export const listed = (path: string, names: Readonly<Record<string, string>>): readonly Step[] => [
  open("l", path, ["O_RDONLY", "O_DIRECTORY"]),
  getdents64(
    "l",
    4096,
    gives(includes(...Object.entries(names).map(([name, bound]) => ({ name, ino: same(bound) })))),
  ),
  close("l"),
];
