import {
  access,
  appendFile,
  chmod,
  close,
  dir,
  fails,
  file,
  gives,
  is,
  list,
  lstat,
  mkdir,
  open,
  readFile,
  readlink,
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

const lowers = [
  [dir("/d"), file("/d/in", "in"), file("/d/other", "other"), file("/f", "f"), symlink("f", "/s")],
];
const untouched = { d: { in: "in", other: "other" }, f: "f", s: is.symlink("f") };

interface Change {
  readonly title: string;
  readonly clause: string;
  readonly bugs?: readonly string[];
  readonly steps: readonly Steps[];
  readonly diff: readonly string[];
  readonly merged: Children;
  readonly upper: Children;
}

const changes: readonly Change[] = [
  {
    title: "reading, listing and asking for attributes is no change",
    clause: "docker-diff/6",
    bugs: [
      "https://github.com/zen-fs/core/issues/81",
      "https://github.com/zen-fs/core/commit/ff53f036",
    ],
    steps: [readFile("/d/in", gives("in")), list("/d"), lstat("/s"), access("/f", ["W_OK"])],
    diff: [],
    merged: untouched,
    upper: {},
  },
  {
    title: "a file written anew is changed, in the root without a line for the root",
    clause: "docker-diff/2",
    steps: [writeFile("/f", "new"), readFile("/f", gives("new"))],
    diff: ["C /f"],
    merged: { ...untouched, f: "new" },
    upper: { f: "new" },
  },
  {
    title: "a file written anew in a directory changes the directory too",
    clause: "docker-diff/2",
    steps: [appendFile("/d/in", "+"), readFile("/d/in", gives("in+"))],
    diff: ["C /d", "C /d/in"],
    merged: { ...untouched, d: { in: "in+", other: "other" } },
    upper: { d: { in: "in+" } },
  },
  {
    title: "a new mode is a change of the file and not of its content",
    clause: "docker-diff/2",
    steps: [chmod("/f", 0o600), lstat("/f", gives({ mode: 0o600 })), readFile("/f", gives("f"))],
    diff: ["C /f"],
    merged: { ...untouched, f: is.file("f", { mode: 0o600 }) },
    upper: { f: is.file("f", { mode: 0o600 }) },
  },
  {
    title: "a new mode of a directory is a change of the directory alone",
    clause: "docker-diff/2",
    bugs: ["https://github.com/rpodgorny/unionfs-fuse/issues/25"],
    steps: [chmod("/d", 0o700), lstat("/d", gives({ mode: 0o700 })), list("/d")],
    diff: ["C /d"],
    merged: { ...untouched, d: is.dir(untouched.d, { mode: 0o700 }) },
    upper: { d: is.dir({}, { mode: 0o700 }) },
  },
  {
    title: "a file that was copied up for nothing is no change",
    clause: "docker-diff/4",
    bugs: ["https://github.com/moby/buildkit/pull/2480"],
    steps: [open("w", "/f", ["O_RDWR"]), close("w"), readFile("/f", gives("f"))],
    diff: [],
    merged: untouched,
    upper: { f: "f" },
  },
  {
    title: "a new file and its new directory are two additions",
    clause: "docker-diff/1",
    bugs: ["https://github.com/containers/storage/pull/141"],
    steps: [mkdir("/n"), writeFile("/n/f", "x"), symlink("/n/f", "/n/s"), list("/n")],
    diff: ["A /n", "A /n/f", "A /n/s"],
    merged: { ...untouched, n: { f: "x", s: is.symlink("/n/f") } },
    upper: { n: { f: "x", s: is.symlink("/n/f") } },
  },
  {
    title: "a removed file is deleted and changes its directory",
    clause: "docker-diff/3",
    bugs: ["https://github.com/moby/moby/pull/25086"],
    steps: [unlink("/d/in"), readFile("/d/in", fails("ENOENT")), list("/d", gives(["other"]))],
    diff: ["C /d", "D /d/in"],
    merged: { ...untouched, d: { other: "other" } },
    upper: { d: { in: whiteout } },
  },
  {
    title: "a removed directory is one deletion, whatever it held",
    clause: "docker-diff/3",
    steps: [unlink("/d/in"), unlink("/d/other"), rmdir("/d"), lstat("/d", fails("ENOENT"))],
    diff: ["D /d"],
    merged: { f: "f", s: is.symlink("f") },
    upper: { d: whiteout },
  },
  {
    title: "a file that was added and removed again is no change",
    clause: "docker-diff/6",
    steps: [writeFile("/n", "x"), unlink("/n"), lstat("/n", fails("ENOENT"))],
    diff: [],
    merged: untouched,
    upper: {},
  },
  {
    title: "a renamed file is deleted at the old name and added at the new one",
    clause: "docker-diff/3",
    steps: [rename("/f", "/d/g"), readFile("/d/g", gives("f")), lstat("/f", fails("ENOENT"))],
    diff: ["C /d", "A /d/g", "D /f"],
    merged: { d: { ...untouched.d, g: "f" }, s: is.symlink("f") },
    upper: { d: { g: "f" }, f: whiteout },
  },
  {
    title: "a link that leads elsewhere is changed",
    clause: "docker-diff/2",
    steps: [unlink("/s"), symlink("d", "/s"), readlink("/s", gives("d")), list("/s")],
    diff: ["C /s"],
    merged: { ...untouched, s: is.symlink("d") },
    upper: { s: is.symlink("d") },
  },
];

/** One change each, over one lower. */
export const singleChanges: readonly WrittenScenario[] = changes.map(
  ({ title, clause, bugs, steps, diff, merged, upper }) => ({
    title,
    cites: [clause],
    ...(bugs && { bugs }),
    lowers,
    mount: plain,
    steps,
    merged,
    upper,
    dockerDiff: diff,
  }),
);
