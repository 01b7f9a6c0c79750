import {
  appendFile,
  chmod,
  dir,
  dropCaches,
  file,
  gives,
  inotifyAddWatch,
  inotifyInit,
  inotifyRead,
  is,
  link,
  readFile,
  rename,
  setxattr,
  truncate,
  unlink,
  utimensat,
  whiteout,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { inotifyMasks } from "../../harness/language/flags.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";

type Mask = (typeof inotifyMasks)[number];

const all = [
  "IN_ACCESS",
  "IN_MODIFY",
  "IN_ATTRIB",
  "IN_CLOSE_WRITE",
  "IN_CLOSE_NOWRITE",
  "IN_OPEN",
  "IN_DELETE_SELF",
  "IN_MOVE_SELF",
] as const;

/** A call on the watched file, and the events it gives: none for what copy-up does below. */
interface Call {
  readonly word: string;
  readonly needs?: readonly Feature[];
  readonly steps: Steps;
  readonly events: readonly (readonly Mask[])[];
  readonly merged: Children;
  readonly upper?: Children;
}

const table: readonly Call[] = [
  {
    word: "reading",
    steps: readFile("/f", gives("lower")),
    events: [["IN_OPEN"], ["IN_ACCESS"], ["IN_CLOSE_NOWRITE"]],
    merged: { f: "lower" },
    upper: {},
  },
  {
    word: "appending",
    steps: appendFile("/f", "+"),
    events: [["IN_OPEN"], ["IN_MODIFY"], ["IN_CLOSE_WRITE"]],
    merged: { f: "lower+" },
  },
  {
    word: "chmod",
    steps: chmod("/f", 0o600),
    events: [["IN_ATTRIB"]],
    merged: { f: is.file("lower", { mode: 0o600 }) },
  },
  {
    word: "setxattr",
    needs: ["user_xattr"],
    steps: setxattr("/f", "user.k", "v"),
    events: [["IN_ATTRIB"]],
    merged: { f: is.file("lower", { xattrs: { "user.k": "v" } }) },
  },
  {
    word: "truncate",
    steps: truncate("/f", 2),
    events: [["IN_MODIFY"]],
    merged: { f: "lo" },
  },
  {
    word: "utimensat",
    steps: utimensat("/f", { sec: 1, nsec: 2 }, { sec: 3, nsec: 4 }),
    events: [["IN_ATTRIB"]],
    merged: { f: is.file("lower", { mtime: "3.000000004" }) },
  },
  {
    word: "rename",
    steps: rename("/f", "/g"),
    events: [["IN_MOVE_SELF"]],
    merged: { g: "lower" },
    upper: { f: whiteout, g: "lower" },
  },
  {
    word: "link",
    steps: link("/f", "/g"),
    events: [["IN_ATTRIB"]],
    merged: { f: "lower", g: "lower" },
  },
  {
    word: "unlink",
    steps: unlink("/f"),
    events: [["IN_ATTRIB"], ["IN_DELETE_SELF"], ["IN_IGNORED"]],
    merged: {},
    upper: { f: whiteout },
  },
];

/** Watches of inotify on files. */
export const inotify: readonly WrittenScenario[] = [
  ...table.map(({ word, needs, steps, events, merged, upper }): WrittenScenario => ({
    title: `a watch on a file of lower tells ${word} once, and nothing of what copy-up does`,
    cites: ["man/inotify.7#events", "measured/notify/1"],
    ...(needs && { needs }),
    mount: plain,
    observe: "end",
    lowers: [[file("/f", "lower")]],
    steps: [
      inotifyInit("i"),
      inotifyAddWatch("i", "/f", all, "f"),
      steps,
      inotifyRead("i", gives(events.map((mask) => ({ watch: "f", mask })))),
    ],
    merged,
    upper: upper ?? merged,
  })),
  {
    title: "a watch on a file of lower outlives its copy-up and dropped caches",
    cites: ["man/inotify.7#events", "measured/notify/1"],
    peers: ["ltp inotify08"],
    bugs: ["https://github.com/moby/moby/issues/11705"],
    needs: ["origin"],
    mount: plain,
    observe: "end",
    lowers: [[file("/f", "lower")]],
    steps: [
      inotifyInit("i"),
      inotifyAddWatch("i", "/f", ["IN_MODIFY", "IN_ATTRIB"], "f"),
      dropCaches(),
      appendFile("/f", "1"),
      chmod("/f", 0o600),
      dropCaches(),
      appendFile("/f", "2"),
      inotifyRead(
        "i",
        gives([
          { watch: "f", mask: ["IN_MODIFY"] },
          { watch: "f", mask: ["IN_ATTRIB"] },
          { watch: "f", mask: ["IN_MODIFY"] },
        ]),
      ),
    ],
    merged: { f: is.file("lower12", { mode: 0o600 }) },
    upper: { f: is.file("lower12", { mode: 0o600 }) },
  },
  {
    title: "a watch on a directory of lower outlives its copy-up and dropped caches",
    cites: ["man/inotify.7#events", "measured/notify/1"],
    peers: ["ltp inotify07"],
    needs: ["origin"],
    mount: plain,
    observe: "end",
    lowers: [[dir("/d"), file("/d/f", "lower")]],
    steps: [
      inotifyInit("i"),
      inotifyAddWatch("i", "/d", ["IN_ATTRIB", "IN_OPEN", "IN_CLOSE_WRITE"], "d"),
      dropCaches(),
      chmod("/d", 0o700),
      appendFile("/d/f", "+"),
      chmod("/d/f", 0o600),
      inotifyRead(
        "i",
        gives([
          { watch: "d", mask: ["IN_ATTRIB", "IN_ISDIR"] },
          { watch: "d", mask: ["IN_OPEN"], name: "f" },
          { watch: "d", mask: ["IN_CLOSE_WRITE"], name: "f" },
          { watch: "d", mask: ["IN_ATTRIB"], name: "f" },
        ]),
      ),
    ],
    merged: { d: is.dir({ f: is.file("lower+", { mode: 0o600 }) }, { mode: 0o700 }) },
    upper: { d: is.dir({ f: is.file("lower+", { mode: 0o600 }) }, { mode: 0o700 }) },
  },
];
