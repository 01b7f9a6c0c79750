import {
  dir,
  fails,
  file,
  gives,
  is,
  link,
  list,
  lstat,
  on,
  opaqueDir,
  readFile,
  remount,
  removexattr,
  rename,
  rmdir,
  setxattr,
  unlink,
  whiteout,
  whiteoutAt,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";

/** A change of upper between two mounts, as container engines make them. */
interface Edit {
  readonly title: string;
  readonly why?: string;
  readonly before?: Steps;
  readonly edit: Steps;
  readonly after: Steps;
  readonly merged: Children;
  readonly upper: Children;
}

const layer = [dir("/d"), file("/d/f", "lower"), file("/d/g", "g")];
const untouched = { d: { f: "lower", g: "g" } };

const table: readonly Edit[] = [
  {
    title: "a tree that is put into upper is seen at the next mount, and merges by name",
    edit: [dir("/d"), file("/d/f", "put"), dir("/e"), file("/e/x", "x")],
    after: [
      readFile("/d/f", gives("put")),
      list("/d", gives(["f", "g"])),
      list("/e", gives(["x"])),
    ],
    merged: { d: { f: "put", g: "g" }, e: { x: "x" } },
    upper: { d: { f: "put" }, e: { x: "x" } },
  },
  {
    title: "a copy that is taken from upper uncovers the file of lower",
    before: writeFile("/d/f", "upper"),
    edit: unlink("/d/f"),
    after: readFile("/d/f", gives("lower")),
    merged: untouched,
    upper: { d: {} },
  },
  {
    title: "a whiteout that is taken from upper uncovers what it hid",
    before: [unlink("/d/f"), unlink("/d/g"), rmdir("/d")],
    edit: unlink("/d"),
    after: [list("/d", gives(["f", "g"])), readFile("/d/f", gives("lower"))],
    merged: untouched,
    upper: {},
  },
  {
    title: "a whiteout that is put into upper hides, and one in place of a copy hides both",
    before: writeFile("/d/f", "upper"),
    edit: [unlink("/d/f"), whiteoutAt("/d/f"), whiteoutAt("/d/g")],
    after: [list("/d", gives([])), lstat("/d/f", fails("ENOENT")), rmdir("/d")],
    merged: {},
    upper: { d: whiteout },
  },
  {
    title: "taking the mark of an opaque directory away merges it with the one below",
    before: [unlink("/d/f"), unlink("/d/g"), rmdir("/d"), dir("/d"), file("/d/new", "n")],
    edit: removexattr("/d", "overlay:opaque"),
    after: list("/d", gives(["f", "g", "new"])),
    merged: { d: { f: "lower", g: "g", new: "n" } },
    upper: { d: { new: "n" } },
  },
  {
    title: "giving a directory of upper the opaque mark hides the one below",
    before: writeFile("/d/f", "upper"),
    edit: setxattr("/d", "overlay:opaque", "y"),
    after: [list("/d", gives(["f"])), lstat("/d/g", fails("ENOENT"))],
    merged: { d: { f: "upper" } },
    upper: { d: is.opaque({ f: "upper" }) },
  },
  {
    title: "a directory that is moved within upper does not take the lower one with it",
    why: "Only a redirect leads to the old name below.",
    before: writeFile("/d/new", "n"),
    edit: rename("/d", "/e"),
    after: [
      list("/", gives(["d", "e"])),
      list("/d", gives(["f", "g"])),
      readFile("/d/f", gives("lower")),
      list("/e", gives(["new"])),
    ],
    merged: { d: { f: "lower", g: "g" }, e: { new: "n" } },
    upper: { e: { new: "n" } },
  },
  {
    title: "a hard link that is made in upper is one file with the other name",
    before: writeFile("/d/f", "upper"),
    edit: link("/d/f", "/d/h"),
    after: [
      lstat("/d/f", gives({ nlink: 2 })),
      writeFile("/d/h", "both"),
      readFile("/d/f", gives("both")),
      unlink("/d/f"),
      lstat("/d/h", gives({ nlink: 1 })),
    ],
    merged: { d: { g: "g", h: "both" } },
    upper: { d: { f: whiteout, h: "both" } },
  },
  {
    title: "a file of upper that took the place of a directory hides the one below",
    before: writeFile("/d/f", "upper"),
    edit: [unlink("/d/f"), rmdir("/d"), file("/d", "a file now")],
    after: [readFile("/d", gives("a file now")), lstat("/d/g", fails("ENOTDIR"))],
    merged: { d: "a file now" },
    upper: { d: "a file now" },
  },
  {
    title: "everything that is taken from upper leaves the view of lower alone",
    before: [writeFile("/d/f", "upper"), writeFile("/new", "n"), unlink("/d/g")],
    edit: [unlink("/d/f"), unlink("/d/g"), rmdir("/d"), unlink("/new")],
    after: [list("/", gives(["d"])), readFile("/d/g", gives("g"))],
    merged: untouched,
    upper: {},
  },
  {
    title: "an opaque directory that is put into upper over a file changes nothing but the type",
    edit: [dir("/d"), opaqueDir("/d/f")],
    after: [list("/d/f", gives([])), list("/d", gives(["f", "g"]))],
    merged: { d: { f: {}, g: "g" } },
    upper: { d: { f: is.opaque({}) } },
  },
];

export const offlineUpper: readonly WrittenScenario[] = table.map((row) => ({
  title: row.title,
  cites: ["changes-to-underlying-filesystems/3"],
  ...(row.why !== undefined && { why: row.why }),
  mount: plain,
  observe: "end",
  lowers: [layer],
  steps: [row.before ?? [], on("upper", row.edit), remount(), row.after],
  merged: row.merged,
  upper: row.upper,
}));
