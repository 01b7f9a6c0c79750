import {
  appendFile,
  dir,
  fails,
  file,
  gives,
  is,
  link,
  list,
  lstat,
  readFile,
  readlink,
  remount,
  rename,
  rmdir,
  same,
  symlink,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children, Node } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";

/** Seven names, of which the last is free: what each holds moves on to the next, round and round. */
const count = 6;
const numbers = Array.from({ length: count }, (_, index) => index);
const place = (index: number): string => `/d/n${index % (count + 1)}`;

interface Ring {
  readonly word: string;
  readonly peer: string;
  readonly inUpper: boolean;
  readonly make: (path: string, index: number) => readonly Steps[];
  readonly seen: (path: string, index: number) => readonly Steps[];
  readonly node: (index: number) => Node;
  /** In upper, where it differs. */
  readonly held?: (index: number) => Node;
}

const rings: readonly Ring[] = [
  {
    word: "files of lower",
    peer: "unionmount rename-mass-3",
    inUpper: false,
    make: (path, index) => file(path, `${index}`),
    seen: (path, index) => readFile(path, gives(`${index}`)),
    node: (index) => `${index}`,
  },
  {
    word: "new files",
    peer: "unionmount rename-mass-4",
    inUpper: true,
    make: (path, index) => file(path, `${index}`),
    seen: (path, index) => readFile(path, gives(`${index}`)),
    node: (index) => `${index}`,
  },
  {
    word: "symbolic links of lower",
    peer: "unionmount rename-mass-sym",
    inUpper: false,
    make: (path, index) => [symlink(`target${index}`, path)],
    seen: (path, index) => [readlink(path, gives(`target${index}`)), rmdir(path, fails("ENOTDIR"))],
    node: (index) => is.symlink(`target${index}`),
  },
  {
    word: "new directories",
    peer: "unionmount rename-mass-dir",
    inUpper: true,
    make: (path, index) => [dir(path), file(`${path}/f${index}`, `${index}`)],
    seen: (path, index) => [list(path, gives([`f${index}`]))],
    node: (index) => ({ [`f${index}`]: `${index}` }),
    // Below a directory that both layers have a moved one is marked.
    held: (index) => is.opaque({ [`f${index}`]: `${index}` }),
  },
];

/** Once round: every object moves one place on for each of the rounds. */
const turn = (rounds: number): readonly Steps[] =>
  Array.from({ length: rounds }, (_, round) =>
    numbers.map((_each, step) => {
      const from = count - 1 - step + round;
      return rename(place(from), place(from + 1));
    }),
  );

const rounds = 3;

export const circular: readonly WrittenScenario[] = rings.map(
  ({ word, peer, inUpper, make, seen, node, held = node }) => {
    const after = numbers.map((index) => [place(index + rounds), index] as const);
    const children = (shape: (index: number) => Node): Children =>
      Object.fromEntries(after.map(([path, index]) => [path.slice(3), shape(index)]));
    const made = numbers.map((index) => make(place(index), index));
    return {
      title: `${word} that move round and round through a free name keep what they hold`,
      cites: ["posix/rename", "whiteouts-and-opaque-directories/1"],
      peers: [peer],
      mount: plain,
      observe: "end",
      lowers: [[dir("/d"), file("/d/rest", "rest"), inUpper ? [] : made]],
      upperBefore: [dir("/d"), inUpper ? made : []],
      steps: [
        turn(rounds),
        after.map(([path, index]) => seen(path, index)),
        list("/d", gives([...after.map(([path]) => path.slice(3)), "rest"].toSorted())),
        remount(),
        after.map(([path, index]) => seen(path, index)),
      ],
      merged: { d: { ...children(node), rest: "rest" } },
      upper: { d: { ...children(held), ...(inUpper ? {} : { n2: whiteout }) } },
    };
  },
);

const chain = numbers.map((index) => [`/f${index}`, `/f${index + 1}`] as const);

export const chains: readonly WrittenScenario[] = [
  {
    title: "a chain of renames into names just left ends with one whiteout",
    cites: ["posix/rename", "whiteouts-and-opaque-directories/1"],
    peers: ["unionmount rename-mass"],
    mount: plain,
    observe: "end",
    lowers: [numbers.map((index) => file(`/f${index}`, `${index}`))],
    steps: [
      chain.toReversed().map(([from, to]) => rename(from, to)),
      chain.map(([, to], index) => readFile(to, gives(`${index}`))),
      lstat("/f0", fails("ENOENT")),
    ],
    merged: Object.fromEntries(numbers.map((index) => [`f${index + 1}`, `${index}`])),
    upper: {
      ...Object.fromEntries(numbers.map((index) => [`f${index + 1}`, `${index}`])),
      f0: whiteout,
    },
  },
  {
    title: "a chain of renames over one another leaves the first file at the last name",
    cites: ["posix/rename", "whiteouts-and-opaque-directories/1"],
    peers: ["unionmount rename-mass-2"],
    mount: plain,
    observe: "end",
    lowers: [numbers.map((index) => file(`/f${index}`, `${index}`))],
    steps: [chain.map(([from, to]) => rename(from, to)), readFile("/f6", gives("0"))],
    merged: { f6: "0" },
    upper: {
      ...Object.fromEntries(numbers.map((index) => [`f${index}`, whiteout])),
      f6: "0",
    },
  },
  {
    title: "linked files that move round keep their link and their data",
    cites: ["posix/rename", "posix/link"],
    peers: ["unionmount rename-mass-5"],
    mount: plain,
    lowers: [[file("/x", "x")]],
    steps: [
      [writeFile("/a", "1"), link("/a", "/b"), writeFile("/p", "2"), link("/p", "/q")],
      [rename("/b", "/c"), rename("/q", "/b"), rename("/c", "/q")],
      [rename("/a", "/c"), rename("/p", "/a"), rename("/c", "/p")],
      lstat("/a", gives({ nlink: 2, ino: same("two") })),
      lstat("/b", gives({ nlink: 2, ino: same("two") })),
      lstat("/p", gives({ nlink: 2, ino: same("one") })),
      appendFile("/q", "+"),
      readFile("/p", gives("1+")),
      readFile("/a", gives("2")),
    ],
    merged: { a: "2", b: "2", p: "1+", q: "1+", x: "x" },
    upper: { a: "2", b: "2", p: "1+", q: "1+" },
  },
];
