import {
  chmod,
  close,
  dir,
  file,
  gives,
  inotifyAddWatch,
  inotifyInit,
  inotifyRead,
  is,
  link,
  mkdir,
  on,
  oneOf,
  rename,
  rmdir,
  symlink,
  unlink,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const names = [
  "IN_CREATE",
  "IN_DELETE",
  "IN_MOVED_FROM",
  "IN_MOVED_TO",
  "IN_DELETE_SELF",
  "IN_MOVE_SELF",
] as const;

const used = [
  { watch: "u", mask: ["IN_OPEN"] },
  { watch: "u", mask: ["IN_MODIFY"] },
  { watch: "u", mask: ["IN_CLOSE_WRITE"] },
] as const;
const changed = { watch: "u", mask: ["IN_ATTRIB"] } as const;
const using = ["IN_OPEN", "IN_MODIFY", "IN_CLOSE_WRITE"] as const;

/** Watches of inotify on directories, of the overlay and of its layers. */
export const directories: readonly WrittenScenario[] = [
  {
    title: "a watch on a merged directory tells names that come, go and move, and no whiteouts",
    cites: ["man/inotify.7#events", "measured/notify/2"],
    mount: plain,
    observe: "end",
    lowers: [[dir("/d"), ["a", "b", "c"].map((name) => file(`/d/${name}`, name)), dir("/d/s")]],
    steps: [
      inotifyInit("i"),
      inotifyAddWatch("i", "/d", names, "d"),
      unlink("/d/a"),
      writeFile("/d/a", "new"),
      rename("/d/b", "/d/bb"),
      rename("/d/bb", "/d/c"),
      rmdir("/d/s"),
      mkdir("/d/s"),
      symlink("c", "/d/l"),
      link("/d/c", "/d/cc"),
      inotifyRead(
        "i",
        gives([
          { watch: "d", mask: ["IN_DELETE"], name: "a" },
          { watch: "d", mask: ["IN_CREATE"], name: "a" },
          { watch: "d", mask: ["IN_MOVED_FROM"], name: "b" },
          { watch: "d", mask: ["IN_MOVED_TO"], name: "bb" },
          { watch: "d", mask: ["IN_MOVED_FROM"], name: "bb" },
          { watch: "d", mask: ["IN_MOVED_TO"], name: "c" },
          { watch: "d", mask: ["IN_DELETE", "IN_ISDIR"], name: "s" },
          { watch: "d", mask: ["IN_CREATE", "IN_ISDIR"], name: "s" },
          { watch: "d", mask: ["IN_CREATE"], name: "l" },
          { watch: "d", mask: ["IN_CREATE"], name: "cc" },
        ]),
      ),
    ],
    merged: { d: { a: "new", c: "b", cc: "b", l: is.symlink("c"), s: {} } },
    upper: {
      d: { a: "new", b: whiteout, c: "b", cc: "b", l: is.symlink("c"), s: is.opaque({}) },
    },
  },
  {
    title: "the end of a lower directory ends its watch",
    cites: ["man/inotify.7#events"],
    mount: plain,
    observe: "end",
    lowers: [[dir("/d"), file("/d/f", "f")]],
    steps: [
      inotifyInit("i"),
      inotifyAddWatch("i", "/d", names, "d"),
      unlink("/d/f"),
      rmdir("/d"),
      inotifyRead(
        "i",
        gives([
          { watch: "d", mask: ["IN_DELETE"], name: "f" },
          { watch: "d", mask: ["IN_DELETE_SELF"] },
          { watch: "d", mask: ["IN_IGNORED"] },
        ]),
      ),
    ],
    merged: {},
    upper: { d: whiteout },
  },
  {
    title: "two names of one file have one watch, which its own changes reach by either name",
    cites: ["man/inotify.7#events"],
    bugs: ["https://github.com/google/gvisor/issues/317"],
    mount: plain,
    observe: "end",
    lowers: [[]],
    steps: [
      writeFile("/a", "a"),
      link("/a", "/b"),
      inotifyInit("i"),
      inotifyAddWatch("i", "/a", ["IN_ATTRIB"], "one"),
      inotifyAddWatch("i", "/b", ["IN_ATTRIB"], "same"),
      chmod("/a", 0o600),
      chmod("/b", 0o640),
      inotifyRead("i", gives([{ watch: "same", mask: ["IN_ATTRIB"] }])),
    ],
    merged: { a: is.file("a", { mode: 0o640 }), b: is.file("a", { mode: 0o640 }) },
    upper: { a: is.file("a", { mode: 0o640 }), b: is.file("a", { mode: 0o640 }) },
  },
  {
    title: "a change of a layer behind the overlay's back reaches no watch on the overlay",
    cites: ["measured/notify/3"],
    peers: ["ltp inotify08"],
    mount: plain,
    observe: "end",
    lowers: [[dir("/d"), file("/d/f", "f")]],
    upperBefore: [dir("/u"), file("/u/f", "f")],
    steps: [
      inotifyInit("i"),
      inotifyAddWatch("i", "/d", [...names, "IN_ATTRIB", "IN_MODIFY"], "d"),
      inotifyAddWatch("i", "/d/f", ["IN_ATTRIB", "IN_MODIFY"], "f"),
      inotifyAddWatch("i", "/u/f", ["IN_ATTRIB", "IN_MODIFY"], "u"),
      on("lower0", chmod("/d/f", 0o600), writeFile("/d/g", "g")),
      on("upper", chmod("/u/f", 0o600), writeFile("/u/f", "changed")),
      inotifyRead("i", gives([])),
    ],
  },
  {
    title:
      "a watch on the directory of upper tells names that are made through the overlay, with those of copy-up",
    cites: ["measured/notify/4"],
    why: "Backup and sync programs watch the upper directory of running containers.",
    mount: plain,
    observe: "end",
    lowers: [[file("/f", "f"), file("/gone", "g")]],
    steps: [
      inotifyInit("i"),
      on("upper", inotifyAddWatch("i", "/", ["IN_CREATE", "IN_MOVED_TO", "IN_DELETE"], "u")),
      writeFile("/new", "n"),
      chmod("/f", 0o600),
      unlink("/gone"),
      unlink("/new"),
      inotifyRead(
        "i",
        gives([
          { watch: "u", mask: ["IN_CREATE"], name: "new" },
          { watch: "u", mask: ["IN_CREATE"], name: "f" },
          { watch: "u", mask: ["IN_MOVED_TO"], name: "gone" },
          { watch: "u", mask: ["IN_DELETE"], name: "new" },
        ]),
      ),
    ],
    merged: { f: is.file("f", { mode: 0o600 }) },
    upper: { f: is.file("f", { mode: 0o600 }), gone: whiteout },
  },
  {
    title: "a watch on the file of a layer tells what is opened and written through the overlay",
    cites: ["measured/notify/4"],
    mount: plain,
    observe: "end",
    lowers: [[file("/l", "l")]],
    upperBefore: [file("/u", "u")],
    steps: [
      inotifyInit("i"),
      on("upper", inotifyAddWatch("i", "/u", [...using, "IN_ATTRIB"], "u")),
      on("lower0", inotifyAddWatch("i", "/l", [...using, "IN_ATTRIB"], "l")),
      writeFile("/u", "changed"),
      inotifyRead(
        "i",
        // Kernels before 6.5 open and close the files of layers without telling.
        oneOf(gives([{ watch: "u", mask: ["IN_MODIFY"] }]), gives(used)),
      ),
      chmod("/l", 0o600),
      chmod("/u", 0o600),
      inotifyRead(
        "i",
        oneOf(gives([changed]), gives([{ watch: "l", mask: ["IN_OPEN"] }, changed])),
      ),
      close("i"),
    ],
    merged: { l: is.file("l", { mode: 0o600 }), u: is.file("changed", { mode: 0o600 }) },
    upper: { l: is.file("l", { mode: 0o600 }), u: is.file("changed", { mode: 0o600 }) },
  },
];
