import {
  dir,
  fails,
  file,
  is,
  lstat,
  mknod,
  remount,
  rename,
  succeeds,
  symlink,
  unlink,
  whiteout,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Errno } from "../../harness/language/errno.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children, Node } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";

/** What is moved. All of it lies in upper or is copied up by the move. */
interface Source {
  readonly word: string;
  readonly path: string;
  readonly node: Node;
  readonly directory: boolean;
  /** What is left at the old name in upper. */
  readonly left: Children;
}

const sources: readonly Source[] = [
  { word: "a file of lower", path: "/low", node: "low", directory: false, left: { low: whiteout } },
  { word: "a file of upper", path: "/up", node: "up", directory: false, left: {} },
  {
    word: "a symbolic link of lower",
    path: "/link",
    node: is.symlink("low"),
    directory: false,
    left: { link: whiteout },
  },
  {
    word: "a new directory",
    path: "/new",
    node: { in: "in" },
    directory: true,
    left: {},
  },
];

/** What stands at the new name. */
interface Target {
  readonly word: string;
  readonly make?: readonly Steps[];
  readonly before?: readonly Steps[];
  readonly steps?: readonly Steps[];
  readonly is: "file" | "empty" | "full" | "nothing";
  readonly node: Node | undefined;
  /** What upper has of it where the rename is refused. */
  readonly upper?: Children;
}

const filled = [dir("/o"), file("/o/f", "f")];

const targets: readonly Target[] = [
  { word: "a file of lower", make: file("/o", "old"), is: "file", node: "old" },
  {
    word: "a file of upper",
    before: file("/o", "old"),
    is: "file",
    node: "old",
    upper: { o: "old" },
  },
  { word: "a symbolic link", make: [symlink("low", "/o")], is: "file", node: is.symlink("low") },
  { word: "a FIFO", make: [mknod("/o", "fifo")], is: "file", node: is.fifo() },
  { word: "an empty directory of lower", make: dir("/o"), is: "empty", node: {} },
  {
    word: "an empty directory of upper",
    before: dir("/o"),
    is: "empty",
    node: {},
    upper: { o: {} },
  },
  { word: "a directory of lower with a child", make: filled, is: "full", node: { f: "f" } },
  {
    word: "a directory that is emptied by a whiteout",
    make: filled,
    steps: [unlink("/o/f")],
    is: "empty",
    node: {},
    upper: { o: { f: whiteout } },
  },
  {
    word: "a name that was removed",
    make: file("/o", "old"),
    steps: [unlink("/o")],
    is: "nothing",
    node: undefined,
    upper: { o: whiteout },
  },
];

/** What posix says of the two types. */
function outcome({ directory }: Source, { is: target }: Target): Errno | undefined {
  if (target === "nothing") return undefined;
  if (directory) return target === "file" ? "ENOTDIR" : target === "full" ? "ENOTEMPTY" : undefined;
  return target === "file" ? undefined : "EISDIR";
}

const lower = [file("/low", "low"), symlink("low", "/link")];
const upper = [file("/up", "up"), dir("/new"), file("/new/in", "in")];
const seen: Children = { link: is.symlink("low"), low: "low", new: { in: "in" }, up: "up" };

const without = (children: Children, name: string): Children =>
  Object.fromEntries(Object.entries(children).filter(([each]) => each !== name));

export const replacing: readonly WrittenScenario[] = sources.flatMap((source) =>
  targets.map((target) => {
    const errno = outcome(source, target);
    const name = source.path.slice(1);
    const done = { ...without(seen, name), o: source.node };
    const kept = { ...seen, ...(target.node !== undefined && { o: target.node }) };
    const inUpper = { new: { in: "in" }, up: "up" };
    // A directory that replaces what lower has, or a whiteout, hides the rest of it.
    const moved = source.directory ? is.opaque({ in: "in" }) : source.node;
    return {
      title: `renaming ${source.word} onto ${target.word} ${errno === undefined ? "replaces it" : `is ${errno}`}`,
      cites: ["posix/rename", ...(errno === undefined ? ["renaming-directories/1"] : [])],
      peers: [`unionmount ${source.directory ? "rename-new-pop-dir" : "rename-file"}`],
      mount: plain,
      lowers: [[lower, target.make ?? []]],
      upperBefore: [upper, target.before ?? []],
      steps: [
        target.steps ?? [],
        rename(source.path, "/o", errno === undefined ? succeeds : fails(errno)),
        ...(errno === undefined
          ? [lstat(source.path, fails("ENOENT")), lstat("/o"), remount(), lstat("/o")]
          : [lstat(source.path), lstat("/o")]),
      ],
      merged: errno === undefined ? done : kept,
      upper:
        errno === undefined
          ? { ...without(inUpper, name), ...source.left, o: moved }
          : { ...inUpper, ...target.upper },
    };
  }),
);
