import {
  close,
  dir,
  file,
  getdents64,
  getxattr,
  gives,
  includes,
  list,
  lstat,
  on,
  opaqueDir,
  open,
  remount,
  rename,
  same,
  unlink,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

/** The kinds of directory that list in ways of their own: `/p/d`, with children of either layer. */
interface Listing {
  readonly word: string;
  readonly lowers: readonly (readonly Steps[])[];
  readonly upper: readonly Steps[];
  readonly children: readonly string[];
}

const parent = dir("/p");
const sub = [dir("/p/d/sub"), file("/p/d/sub/in", "in")];

const listings: readonly Listing[] = [
  {
    word: "a directory of upper alone",
    lowers: [[parent]],
    upper: [parent, dir("/p/d"), file("/p/d/f", "f"), sub],
    children: ["f", "sub"],
  },
  {
    word: "a directory of lower alone",
    lowers: [[parent, dir("/p/d"), file("/p/d/f", "f"), sub]],
    upper: [],
    children: ["f", "sub"],
  },
  {
    word: "a directory of both layers",
    lowers: [[parent, dir("/p/d"), file("/p/d/low", "low"), sub]],
    upper: [parent, dir("/p/d"), file("/p/d/up", "up"), sub],
    children: ["low", "sub", "up"],
  },
  {
    word: "a directory of two lowers",
    lowers: [
      [parent, dir("/p/d"), file("/p/d/top", "top"), sub],
      [parent, dir("/p/d"), file("/p/d/bottom", "bottom"), sub],
    ],
    upper: [],
    children: ["bottom", "sub", "top"],
  },
  {
    word: "a directory of one lower below directories of two",
    lowers: [
      [parent, file("/p/top", "top")],
      [parent, dir("/p/d"), file("/p/d/f", "f"), sub],
    ],
    upper: [],
    children: ["f", "sub"],
  },
  {
    word: "an opaque directory",
    lowers: [[parent, dir("/p/d"), file("/p/d/hidden", "hidden")]],
    upper: [parent, opaqueDir("/p/d"), file("/p/d/f", "f"), sub],
    children: ["f", "sub"],
  },
];

/** Dots and children, each with the number that stat gives it. */
const agreeing = (children: readonly string[]): readonly Steps[] => [
  [lstat("/p", gives({ ino: same("..") })), lstat("/p/d", gives({ ino: same(".") }))],
  children.map((name) => lstat(`/p/d/${name}`, gives({ ino: same(name) }))),
  open("l", "/p/d", ["O_RDONLY", "O_DIRECTORY"]),
  getdents64(
    "l",
    4096,
    gives(includes(...[".", "..", ...children].map((name) => ({ name, ino: same(name) })))),
  ),
  close("l"),
];

export const agreement: readonly WrittenScenario[] = listings.map(
  ({ word, lowers, upper, children }) => ({
    title: `${word} lists its dots and children with the numbers that stat gives`,
    cites: ["inode-properties/1", "man/getdents.2#d_ino"],
    peers: ["xfstests overlay/038"],
    needs: ["samefs"],
    lowers,
    upperBefore: upper,
    steps: agreeing(children),
  }),
);

/** The same, once something from lower has come into the directory. */
export const impure: readonly WrittenScenario[] = listings.map(
  ({ word, lowers, upper, children }) => ({
    title: `${word} lists a file of lower that moved into it with the number of that`,
    cites: ["inode-properties/1", "measured/18", "man/getdents.2#d_ino"],
    peers: ["xfstests overlay/038"],
    needs: ["samefs", "origin"],
    mount: plain,
    lowers: lowers.map((layer, index) => (index === 0 ? [layer, file("/moved", "moved")] : layer)),
    upperBefore: upper,
    steps: [
      lstat("/moved", gives({ ino: same("moved") })),
      rename("/moved", "/p/d/moved"),
      lstat("/p/d/moved", gives({ ino: same("moved") })),
      agreeing([...children, "moved"]),
      on("upper", getxattr("/p/d", "overlay:impure", gives("y"))),
      unlink("/p/d/moved"),
      list("/p/d", gives(children)),
      agreeing(children),
      remount(),
      list("/p/d", gives(children)),
    ],
  }),
);
