import {
  chmod,
  dir,
  fails,
  file,
  gives,
  is,
  list,
  lstat,
  on,
  readFile,
  remount,
  rename,
  rmdir,
  symlink,
  unlink,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";

/** A change of lower while nothing was ever indexed, redirected or copied up by metadata alone. */
interface Edit {
  readonly title: string;
  readonly peers?: readonly string[];
  readonly bugs?: readonly string[];
  /** Through the mount, before the edit. */
  readonly before?: Steps;
  readonly edit: Steps;
  readonly after: Steps;
  readonly merged: Children;
  readonly upper?: Children;
}

const layer = [dir("/d"), file("/d/f", "lower"), file("/d/g", "g")];

const table: readonly Edit[] = [
  {
    title: "a name that is added to lower is seen in a merged directory at the next mount",
    before: writeFile("/d/new", "n"),
    edit: [writeFile("/d/added", "a"), dir("/d/sub"), file("/d/sub/x", "x"), symlink("f", "/d/l")],
    after: [
      list("/d", gives(["added", "f", "g", "l", "new", "sub"])),
      readFile("/d/l", gives("lower")),
      writeFile("/d/sub/x", "changed"),
    ],
    merged: {
      d: {
        added: "a",
        f: "lower",
        g: "g",
        l: is.symlink("f"),
        new: "n",
        sub: { x: "changed" },
      },
    },
    upper: { d: { new: "n", sub: { x: "changed" } } },
  },
  {
    title: "a name that is taken from lower is gone at the next mount, and can be made",
    edit: unlink("/d/f"),
    after: [lstat("/d/f", fails("ENOENT")), list("/d", gives(["g"])), writeFile("/d/f", "mine")],
    merged: { d: { f: "mine", g: "g" } },
    upper: { d: { f: "mine" } },
  },
  {
    title: "data and attributes that change in lower are seen at the next mount",
    edit: [writeFile("/d/f", "edited"), chmod("/d/f", 0o600)],
    after: [readFile("/d/f", gives("edited")), lstat("/d/f", gives({ mode: 0o600, size: 6 }))],
    merged: { d: { f: is.file("edited", { mode: 0o600 }), g: "g" } },
    upper: {},
  },
  {
    title: "a copied-up file is not touched by what becomes of the one below it",
    before: writeFile("/d/f", "upper"),
    edit: [unlink("/d/f"), dir("/d/f"), file("/d/f/x", "x")],
    after: [
      readFile("/d/f", gives("upper")),
      list("/d/f", fails("ENOTDIR")),
      unlink("/d/f"),
      lstat("/d/f", fails("ENOENT")),
    ],
    merged: { d: { g: "g" } },
    upper: { d: { f: whiteout } },
  },
  {
    title: "a whiteout hides a name that lower gets anew, whatever its type",
    before: [unlink("/d/f"), unlink("/d/g")],
    edit: [unlink("/d/f"), dir("/d/f"), file("/d/f/x", "x"), writeFile("/d/g", "other")],
    after: [
      list("/d", gives([])),
      lstat("/d/f", fails("ENOENT")),
      lstat("/d/f/x", fails("ENOENT")),
      rmdir("/d"),
    ],
    merged: {},
    upper: { d: whiteout },
  },
  {
    title: "a whiteout whose name has left lower is not seen, and goes with its directory",
    peers: ["xfstests overlay/031"],
    before: unlink("/d/f"),
    edit: [unlink("/d/f"), unlink("/d/g")],
    after: [
      list("/d", gives([])),
      lstat("/d/f", fails("ENOENT")),
      unlink("/d/f", fails("ENOENT")),
      rmdir("/d"),
      list("/", gives([])),
    ],
    merged: {},
    upper: { d: whiteout },
  },
  {
    title:
      "a directory whose part in lower was removed is listed without whiteouts, and can be removed",
    peers: ["xfstests overlay/031"],
    before: unlink("/d/f"),
    edit: [unlink("/d/f"), unlink("/d/g"), rmdir("/d")],
    after: [list("/d", gives([])), rmdir("/d"), lstat("/d", fails("ENOENT"))],
    merged: {},
    upper: {},
  },
  {
    title: "a directory of upper does not merge with a file that took the place of the one below",
    peers: ["xfstests overlay/031"],
    before: [writeFile("/d/new", "n"), unlink("/d/f")],
    edit: [unlink("/d/f"), unlink("/d/g"), rmdir("/d"), writeFile("/d", "a file now")],
    after: [
      list("/d", gives(["new"])),
      lstat("/d/f", fails("ENOENT")),
      unlink("/d/new"),
      rmdir("/d"),
      lstat("/d", fails("ENOENT")),
    ],
    merged: {},
    upper: { d: whiteout },
  },
  {
    title: "a directory that is moved within lower leaves its part of upper at the old name",
    before: [chmod("/d", 0o700), writeFile("/d/new", "n")],
    edit: rename("/d", "/e"),
    after: [
      list("/", gives(["d", "e"])),
      list("/d", gives(["new"])),
      list("/e", gives(["f", "g"])),
      readFile("/e/f", gives("lower")),
    ],
    merged: { d: is.dir({ new: "n" }, { mode: 0o700 }), e: { f: "lower", g: "g" } },
    upper: { d: is.dir({ new: "n" }, { mode: 0o700 }) },
  },
  {
    title: "a directory that was made anew in lower merges with its old part of upper",
    before: chmod("/d", 0o700),
    edit: [unlink("/d/f"), unlink("/d/g"), rmdir("/d"), dir("/d"), file("/d/other", "o")],
    after: [list("/d", gives(["other"])), lstat("/d", gives({ mode: 0o700 }))],
    merged: { d: is.dir({ other: "o" }, { mode: 0o700 }) },
    upper: { d: is.dir({}, { mode: 0o700 }) },
  },
];

export const offlineLower: readonly WrittenScenario[] = table.map((row) => ({
  title: row.title,
  cites: ["changes-to-underlying-filesystems/4"],
  ...(row.peers && { peers: row.peers }),
  ...(row.bugs && { bugs: row.bugs }),
  mount: plain,
  observe: "end",
  lowers: [layer],
  steps: [row.before ?? [], on("lower0", row.edit), remount(), row.after],
  merged: row.merged,
  ...(row.upper && { upper: row.upper }),
}));
