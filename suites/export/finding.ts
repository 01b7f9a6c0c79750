import {
  appendFile,
  chmod,
  close,
  differs,
  dir,
  dropCaches,
  fails,
  file,
  fstat,
  gives,
  is,
  lchown,
  lstat,
  nameToHandleAt,
  on,
  read,
  readFile,
  remount,
  rename,
  same,
  succeeds,
  symlink,
  when,
  write,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children } from "../../harness/language/tree.ts";
import {
  type Subject,
  decode,
  encode,
  exporting,
  indexed,
  layers,
  needs,
  redirecting,
  subjects,
} from "./subjects.ts";

const peers = ["xfstests overlay/050", "xfstests overlay/058"];

/** What lies between the handle and its use. */
const waits: readonly (readonly [string, Steps, readonly string[]])[] = [
  ["at once", [], ["nfs-export/2", "nfs-export/4"]],
  ["after the caches were dropped", dropCaches(), ["nfs-export/4"]],
  ["after another mount", remount(), ["nfs-export/4", "nfs-export/3"]],
];

const names: Children = {
  both: { low: "lower", up: "upper" },
  low: { f: "lower" },
  up: { f: "upper" },
};

const leading = ({ word, path, how, seen }: Subject): readonly WrittenScenario[] =>
  waits.map(([moment, wait, cites]) => ({
    title: `a handle of ${word} leads to it ${moment}`,
    cites,
    peers,
    needs,
    ...layers,
    mount: exporting,
    steps: [
      lstat(path, gives({ ino: same("ino") })),
      encode(path),
      wait,
      decode(how),
      // Directories have numbers that last on one filesystem only.
      fstat("r", when("samefs", gives({ ino: same("ino") }), succeeds)),
      seen,
      close("r"),
    ],
    merged: names,
  }));

export const finding: readonly WrittenScenario[] = [
  ...subjects.flatMap(leading),
  {
    title: "a handle of a lower file stays the same when it is copied up",
    cites: ["nfs-export/2"],
    peers,
    needs,
    ...layers,
    mount: exporting,
    steps: [
      nameToHandleAt("/low/f", "h", gives(same("handle"))),
      nameToHandleAt("/both/low", "other", gives(differs("handle"))),
      appendFile("/low/f", "!"),
      nameToHandleAt("/low/f", "h", gives(same("handle"))),
      remount(),
      nameToHandleAt("/low/f", "h", gives(same("handle"))),
    ],
  },
  {
    title: "a handle of a lower directory stays the same when it is copied up and renamed",
    cites: ["nfs-export/2", "nfs-export/1"],
    peers: ["xfstests overlay/052"],
    needs,
    ...layers,
    mount: redirecting,
    steps: [
      nameToHandleAt("/low", "h", gives(same("handle"))),
      chmod("/low", 0o700),
      nameToHandleAt("/low", "h", gives(same("handle"))),
      rename("/low", "/moved"),
      remount(),
      nameToHandleAt("/moved", "h", gives(same("handle"))),
    ],
  },
  ...(["warm", "cold"] as const).map((cache): WrittenScenario => ({
    title: `a handle made before copy-up leads to the new data, ${cache}`,
    cites: ["nfs-export/4", "nfs-export/1"],
    peers,
    needs,
    ...layers,
    mount: exporting,
    steps: [
      encode("/low/f"),
      appendFile("/low/f", " and more"),
      cache === "cold" ? dropCaches() : [],
      decode(["O_RDONLY"]),
      read("r", 64, gives("lower and more")),
    ],
    upper: { both: { up: "upper" }, low: { f: indexed("lower and more") }, up: { f: "upper" } },
  })),
  {
    title: "a file is written through its handle, and copied up",
    cites: ["nfs-export/4", "non-directories/2"],
    peers,
    needs,
    ...layers,
    mount: exporting,
    steps: [
      encode("/low/f"),
      decode(["O_RDWR"]),
      write("r", "LOWER", gives(5)),
      close("r"),
      readFile("/low/f", gives("LOWER")),
    ],
    upper: { both: { up: "upper" }, low: { f: indexed("LOWER") }, up: { f: "upper" } },
  },
  {
    title: "a file that is known by its handle alone is copied up without a name",
    cites: ["nfs-export/5"],
    peers,
    needs,
    ...layers,
    mount: exporting,
    observe: "end",
    steps: [
      encode("/low/f"),
      remount(),
      decode(["O_RDWR"]),
      write("r", "LOWER", gives(5)),
      close("r"),
      on("upper", lstat("/low", fails("ENOENT"))),
      decode(["O_RDONLY"]),
      read("r", 64, gives("LOWER")),
      readFile("/low/f", gives("LOWER")),
    ],
    merged: { ...names, low: { f: "LOWER" } },
  },
  {
    title: "copying up leaves an entry in the index for a file, a directory and a link",
    cites: ["nfs-export/1"],
    peers: ["xfstests overlay/054"],
    needs: ["handles"],
    lowers: [[file("/f", "f"), dir("/d"), symlink("f", "/s")]],
    mount: exporting,
    steps: [chmod("/f", 0o600), chmod("/d", 0o700), lchown("/s", 0, 0)],
    work: {
      index: is.dir(
        {
          "{lower0:/d}": is.dir({}, { mode: 0, marks: { upper: "upper:/d" } }),
          "{lower0:/f}": indexed("f", 0o600),
          "{lower0:/s}": is.symlink("f", { marks: { nlink: "U-1" } }),
        },
        { mode: 0, marks: { upper: "upper:/" } },
      ),
      work: is.dir({}, { mode: 0 }),
    },
  },
];
