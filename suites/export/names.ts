import {
  appendFile,
  close,
  contains,
  dir,
  dropCaches,
  fails,
  file,
  gives,
  link,
  lstat,
  nameToHandleAt,
  oneOf,
  open,
  read,
  readFile,
  readdir,
  readlink,
  remount,
  rename,
  rmdir,
  same,
  succeeds,
  symlink,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { MountSpec, WrittenScenario } from "../../harness/language/scenario.ts";
import { decode, encode, exporting, layers, needs, redirecting } from "./subjects.ts";

const peers = ["xfstests overlay/050", "xfstests overlay/052"];

interface Row {
  readonly title: string;
  readonly cites: readonly string[];
  readonly mount?: MountSpec;
  readonly lowers?: readonly (readonly Steps[])[];
  readonly steps: readonly Steps[];
}

const stale = fails("ESTALE");

/** Names that change between a handle and its use, and objects that go. */
const rows: readonly Row[] = [
  ...(["/low/f", "/up/f", "/both/low"] as const).flatMap((path) => [
    {
      title: `a handle of ${path} is stale when the file is removed`,
      cites: ["nfs-export/4", "posix/unlink"],
      steps: [encode(path), unlink(path), dropCaches(), decode(["O_RDONLY"], stale)],
    },
    {
      title: `a handle of ${path} leads to it while it is held open after its removal`,
      cites: ["nfs-export/4", "posix/unlink"],
      steps: [
        encode(path),
        open("held", path, ["O_RDONLY"]),
        unlink(path),
        decode(["O_RDONLY"]),
        read("r", 64, gives(path === "/up/f" ? "upper" : "lower")),
        close("r"),
        close("held"),
        dropCaches(),
        decode(["O_RDONLY"], stale),
      ],
    },
    {
      title: `a handle of ${path} leads to it under another name`,
      cites: ["nfs-export/4", "posix/rename"],
      steps: [
        encode(path),
        rename(path, "/up/renamed"),
        dropCaches(),
        decode(["O_RDONLY"]),
        read("r", 64, gives(path === "/up/f" ? "upper" : "lower")),
        close("r"),
        remount(),
        decode(["O_RDONLY"]),
        read("r", 64, gives(path === "/up/f" ? "upper" : "lower")),
      ],
    },
  ]),
  {
    title: "a handle of a file that was removed does not lead to a new one of its name",
    cites: ["nfs-export/4"],
    steps: [
      encode("/low/f"),
      unlink("/low/f"),
      writeFile("/low/f", "anew"),
      dropCaches(),
      decode(["O_RDONLY"], stale),
    ],
  },
  {
    title: "a handle leads to a file as long as one of its names is there",
    cites: ["nfs-export/4", "posix/link"],
    steps: [
      encode("/low/f"),
      link("/low/f", "/up/g"),
      unlink("/low/f"),
      dropCaches(),
      decode(["O_RDONLY"]),
      read("r", 64, gives("lower")),
    ],
  },
  {
    title: "a second name of a lower file is counted, and at most the entry of the index with it",
    cites: ["posix/link", "measured/89"],
    steps: [
      link("/low/f", "/up/g"),
      lstat("/up/g", gives({ nlink: 2 })),
      dropCaches(),
      lstat("/up/g", oneOf(gives({ nlink: 2 }), gives({ nlink: 3 }))),
      lstat("/low/f", oneOf(gives({ nlink: 2 }), gives({ nlink: 3 }))),
    ],
  },
  {
    title: "two names of a lower file have one handle",
    cites: ["nfs-export/2"],
    lowers: [[file("/f", "lower"), link("/f", "/g")]],
    steps: [
      nameToHandleAt("/f", "h", gives(same("handle"))),
      nameToHandleAt("/g", "g", gives(same("handle"))),
      appendFile("/f", "!"),
      nameToHandleAt("/g", "g", gives(same("handle"))),
      unlink("/f"),
      dropCaches(),
      decode(["O_RDONLY"]),
      read("r", 64, gives("lower!")),
    ],
  },
  {
    title: "a handle of an empty lower directory is stale when the directory is removed",
    cites: ["nfs-export/4", "posix/rmdir"],
    lowers: [[dir("/e")]],
    steps: [encode("/e"), rmdir("/e"), dropCaches(), decode(["O_RDONLY", "O_DIRECTORY"], stale)],
  },
  ...(["/low", "/both", "/up"] as const).map((path) => ({
    title: `a handle of ${path} and one of a file in it lead on when the directory is renamed`,
    cites: ["nfs-export/4", "renaming-directories/6"],
    mount: redirecting,
    steps: [
      encode(path),
      encode(path === "/both" ? "/both/low" : `${path}/f`, "inside"),
      rename(path, "/moved"),
      dropCaches(),
      decode(["O_RDONLY", "O_DIRECTORY"]),
      readdir("r", gives(path === "/both" ? ["low", "up"] : ["f"])),
      close("r"),
      decode(["O_RDONLY"], succeeds, "inside"),
      read("r", 64, gives(path === "/up" ? "upper" : "lower")),
      close("r"),
      remount(),
      decode(["O_RDONLY", "O_DIRECTORY"]),
      readdir("r", gives(path === "/both" ? ["low", "up"] : ["f"])),
    ],
  })),
  {
    title: "a handle of a directory leads on when the one above it is renamed",
    cites: ["nfs-export/4"],
    mount: redirecting,
    lowers: [[dir("/a"), dir("/a/b"), dir("/a/b/c"), file("/a/b/c/f", "f")]],
    steps: [
      encode("/a/b/c"),
      rename("/a", "/z"),
      rename("/z/b", "/b"),
      remount(),
      decode(["O_RDONLY", "O_DIRECTORY"]),
      readdir("r", gives(["f"])),
      readFile({ at: "r", path: "f" }, gives("f")),
    ],
  },
  {
    title: "a handle of a symbolic link leads to the link",
    cites: ["nfs-export/4"],
    lowers: [[symlink("target", "/s"), file("/f")]],
    steps: [
      nameToHandleAt("/s", "h"),
      dropCaches(),
      decode(["O_RDONLY"], fails("ELOOP")),
      decode(["O_PATH"]),
      readlink({ at: "r", path: "" }, gives("target")),
    ],
  },
];

export const names: readonly WrittenScenario[] = rows.map((row) => ({
  ...layers,
  mount: exporting,
  peers,
  needs,
  observe: "end",
  ...row,
  ...(row.lowers && { upperBefore: [] }),
  merged: contains({}),
}));
