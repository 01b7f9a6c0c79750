import {
  chmod,
  close,
  dir,
  dnotify,
  dnotifyRead,
  file,
  gives,
  is,
  mkdir,
  on,
  open,
  readFile,
  rename,
  rmdir,
  unlink,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { dnotifyMasks } from "../../harness/language/flags.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

type Event = Exclude<(typeof dnotifyMasks)[number], "DN_MULTISHOT">;

/** A slot for each kind of event, because a signal tells the descriptor only: `create` for DN_CREATE. */
const slotOf = (event: Event): string => event.replace("DN_", "").toLowerCase();
const watched = (path: string, ...events: readonly Event[]): readonly Steps[] =>
  events.map((event) => [
    open(slotOf(event), path, ["O_RDONLY", "O_DIRECTORY"]),
    dnotify(slotOf(event), [event, "DN_MULTISHOT"]),
  ]);
const told = (...events: readonly Event[]): Steps => dnotifyRead(gives(events.map(slotOf)));

const common = {
  cites: ["man/fcntl.2#F_NOTIFY"],
  mount: plain,
  observe: "end",
} as const;

/** Watches of dnotify on directories, of the overlay and of its layers. */
export const watchedDirectories: readonly WrittenScenario[] = [
  {
    ...common,
    title: "dnotify of a merged directory tells names that come and go, and no whiteouts",
    cites: [...common.cites, "measured/notify/2"],
    lowers: [[dir("/d"), file("/d/a", "a"), dir("/d/s")]],
    steps: [
      watched("/d", "DN_CREATE", "DN_DELETE"),
      unlink("/d/a"),
      told("DN_DELETE"),
      open("new", "/d/a", ["O_WRONLY", "O_CREAT", "O_EXCL"], 0o644),
      told("DN_CREATE"),
      rmdir("/d/s"),
      told("DN_DELETE"),
      mkdir("/d/s"),
      told("DN_CREATE"),
    ],
    merged: { d: { a: "", s: {} } },
    upper: { d: { a: "", s: is.opaque({}) } },
  },
  {
    ...common,
    title: "dnotify tells that a file of lower changed, and of its copy-up nothing",
    cites: [...common.cites, "measured/notify/1"],
    lowers: [[dir("/d"), file("/d/a", "a"), file("/d/b", "b")]],
    steps: [
      watched("/d", "DN_ACCESS", "DN_MODIFY", "DN_CREATE", "DN_DELETE", "DN_ATTRIB"),
      chmod("/d/a", 0o600),
      told("DN_ATTRIB"),
      readFile("/d/b", gives("b")),
      told("DN_ACCESS"),
      open("w", "/d/b", ["O_WRONLY", "O_TRUNC"]),
      told("DN_MODIFY"),
      close("w"),
      told(),
    ],
    merged: { d: { a: is.file("a", { mode: 0o600 }), b: "" } },
    upper: { d: { a: is.file("a", { mode: 0o600 }), b: "" } },
  },
  {
    ...common,
    title: "dnotify tells a rename in a merged directory, and goes on when that was copied up",
    cites: [...common.cites, "measured/notify/1"],
    lowers: [[dir("/d"), file("/d/a", "a")]],
    steps: [
      watched("/d", "DN_RENAME"),
      rename("/d/a", "/d/b"),
      told("DN_RENAME"),
      rename("/d/b", "/d/a"),
      told("DN_RENAME"),
    ],
    merged: { d: { a: "a" } },
    upper: { d: { a: "a" } },
  },
  {
    ...common,
    title: "dnotify without DN_MULTISHOT tells one change",
    lowers: [[dir("/d"), file("/d/a", "a"), file("/d/b", "b")]],
    steps: [
      open("once", "/d", ["O_RDONLY", "O_DIRECTORY"]),
      dnotify("once", ["DN_DELETE"]),
      unlink("/d/a"),
      unlink("/d/b"),
      dnotifyRead(gives(["once"])),
    ],
    merged: { d: {} },
    upper: { d: { a: whiteout, b: whiteout } },
  },
  {
    ...common,
    title: "dnotify of a merged directory tells nothing of what is done to its layers directly",
    cites: [...common.cites, "measured/notify/3"],
    lowers: [[dir("/d"), file("/d/a", "a")]],
    upperBefore: [dir("/d")],
    steps: [
      watched("/d", "DN_CREATE", "DN_DELETE", "DN_MODIFY", "DN_ATTRIB"),
      on("upper", writeFile("/d/u", "u"), unlink("/d/u")),
      on("lower0", chmod("/d/a", 0o600)),
      told(),
    ],
  },
  {
    ...common,
    title: "dnotify of a directory of upper tells a whiteout as a name that comes",
    cites: [...common.cites, "measured/notify/4"],
    lowers: [[dir("/d"), file("/d/a", "a")]],
    upperBefore: [dir("/d"), file("/d/u", "u")],
    steps: [
      on("upper", watched("/d", "DN_CREATE", "DN_DELETE")),
      unlink("/d/a"),
      told("DN_CREATE"),
      unlink("/d/u"),
      told("DN_DELETE"),
    ],
    merged: { d: {} },
    upper: { d: { a: whiteout } },
  },
];
