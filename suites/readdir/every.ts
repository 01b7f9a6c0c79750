import {
  close,
  dup,
  fails,
  getdents64,
  gives,
  includes,
  is,
  list,
  lseek,
  lstat,
  open,
  readdir,
  same,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";
import { type Directory, directories } from "./directories.ts";

const opened = (slot: string): Steps => open(slot, "/d", ["O_RDONLY", "O_DIRECTORY"]);
const rewound = (slot: string): Steps => lseek(slot, 0, "SEEK_SET", gives(0));
const sorted = ({ names }: Directory): readonly string[] => Object.keys(names).toSorted();
/** One entry, whichever comes first: the order is the filesystem's. */
const one = gives([{}]);

interface Behaviour {
  /** What is so of the directory, after its name. */
  readonly title: string;
  readonly cites: readonly string[];
  readonly needs?: WrittenScenario["needs"];
  readonly steps: (directory: Directory) => readonly Steps[];
  /** The file `f` goes and the file `new` comes. */
  readonly changes?: true;
}

const behaviours: readonly Behaviour[] = [
  {
    title: "lists each name once, with its type, and both dots",
    cites: ["readdir/1", "man/getdents.2#d_type", "man/getdents.2#dot"],
    steps: (directory) => [
      opened("d"),
      getdents64(
        "d",
        4096,
        gives(
          includes(
            { name: ".", type: "dir" },
            { name: "..", type: "dir" },
            ...Object.entries(directory.names).map(([name, type]) => ({ name, type })),
          ),
        ),
      ),
      rewound("d"),
      readdir("d", gives(sorted(directory))),
      Object.entries(directory.names).map(([name, type]) => lstat(`/d/${name}`, gives({ type }))),
      close("d"),
      list("/d", gives(sorted(directory))),
    ],
  },
  {
    title: "lists the inode numbers that stat tells",
    cites: ["inode-properties/1", "man/getdents.2#d_ino"],
    needs: ["samefs"],
    steps: (directory) => {
      const every = [".", ...(directory.ofLayer ? [] : [".."]), ...sorted(directory)];
      return [
        every.map((name) => lstat(`/d/${name}`, gives({ ino: same(name) }))),
        opened("d"),
        getdents64("d", 4096, gives(includes(...every.map((name) => ({ name, ino: same(name) }))))),
        rewound("d"),
        getdents64("d", 4096, gives(includes(...every.map((name) => ({ name, ino: same(name) }))))),
        close("d"),
      ];
    },
  },
  {
    title: "gives one entry for each buffer that holds just one, and EINVAL for a smaller one",
    cites: ["man/getdents.2#einval", "man/getdents.2#end"],
    steps: (directory) => [
      opened("d"),
      getdents64("d", 23, fails("EINVAL")),
      ["dot", "dotdot", ...sorted(directory)].map(() => getdents64("d", 24, one)),
      getdents64("d", 24, gives([])),
      getdents64("d", 4096, gives([])),
      rewound("d"),
      getdents64("d", 16, fails("EINVAL")),
      readdir("d", gives(sorted(directory))),
      close("d"),
    ],
  },
  {
    title: "gives every name again after lseek to 0, from wherever the listing was",
    cites: ["posix/rewinddir", "readdir/3"],
    steps: (directory) => [
      opened("d"),
      readdir("d", gives(sorted(directory))),
      readdir("d", gives([])),
      rewound("d"),
      getdents64("d", 48, gives([{}, {}])),
      rewound("d"),
      readdir("d", gives(sorted(directory))),
      rewound("d"),
      rewound("d"),
      readdir("d", gives(sorted(directory))),
      close("d"),
    ],
  },
  {
    title: "keeps a position for each opening, which duplicates share",
    cites: ["readdir/2", "posix/lseek"],
    steps: (directory) => [
      opened("a"),
      opened("b"),
      dup("a", "twin"),
      readdir("a", gives(sorted(directory))),
      getdents64("twin", 4096, gives([])),
      getdents64("b", 24, one),
      rewound("twin"),
      readdir("a", gives(sorted(directory))),
      close("a"),
      getdents64("twin", 4096, gives([])),
      rewound("b"),
      close("twin"),
      readdir("b", gives(sorted(directory))),
      close("b"),
    ],
  },
  {
    title: "shows after lseek to 0 what was made and removed meanwhile",
    cites: ["readdir/3", "posix/rewinddir"],
    changes: true,
    steps: (directory) => {
      const without = sorted(directory).filter((name) => name !== "f");
      return [
        opened("d"),
        getdents64("d", 24, one),
        writeFile("/d/new", "new"),
        rewound("d"),
        readdir("d", gives([...sorted(directory), "new"].toSorted())),
        unlink("/d/f"),
        rewound("d"),
        readdir("d", gives([...without, "new"].toSorted())),
        list("/d", gives([...without, "new"].toSorted())),
        close("d"),
      ];
    },
  },
];

const beside = (directory: Directory): Children =>
  directory.word === "a directory of upper alone" ? { other: "other" } : {};

const less = (children: Children): Children =>
  Object.fromEntries(Object.entries(children).filter(([name]) => name !== "f"));

function upperOf(directory: Directory, changes: boolean): Children {
  const { upper, opaque, hole } = directory;
  if (upper === undefined && !changes) return {};
  const children = changes ? { ...less(upper ?? {}), ...hole, new: "new" } : (upper ?? {});
  return { d: opaque ? is.opaque(children) : is.dir(children) };
}

/** What holds of the listing of every directory, whichever layers it comes from. */
export const every: readonly WrittenScenario[] = directories.flatMap((directory) =>
  behaviours.map(({ title, cites, needs, steps, changes }): WrittenScenario => {
    const { word, lowers, upperBefore, first = [], merged } = directory;
    const now = changes ? { ...less(merged), new: "new" } : merged;
    return {
      title: `${word} ${title}`,
      cites,
      ...(needs && { needs }),
      mount: plain,
      lowers,
      ...(upperBefore && { upperBefore }),
      steps: [...first, ...steps(directory)],
      merged: { d: now, ...beside(directory) },
      upper: upperOf(directory, changes === true),
    };
  }),
);
