import {
  appendFile,
  at,
  close,
  fails,
  gives,
  is,
  link,
  list,
  lstat,
  mkdir,
  mknod,
  open,
  readFile,
  rename,
  symlink,
  unlink,
  whiteout,
  write,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { Children } from "../../harness/language/tree.ts";
/** A change in /a/b/c, and what that holds afterwards. */
export interface Change {
  readonly call: string;
  readonly cites: string;
  readonly steps: readonly Steps[];
  readonly merged: Children;
  readonly upper: Children;
  readonly needs?: readonly Feature[];
}

export const changes: readonly Change[] = [
  {
    call: "making a file",
    cites: "posix/open",
    steps: [writeFile("/a/b/c/n", "n"), readFile("/a/b/c/n", gives("n"))],
    merged: { f: "f", g: "g", n: "n" },
    upper: { n: "n" },
  },
  {
    call: "making a directory",
    cites: "posix/mkdir",
    steps: [mkdir("/a/b/c/n", 0o750), list("/a/b/c/n", gives([]))],
    merged: { f: "f", g: "g", n: is.dir({}, { mode: 0o750 }) },
    upper: { n: is.dir({}, { mode: 0o750 }) },
  },
  {
    call: "making a symbolic link",
    cites: "posix/symlink",
    steps: [symlink("f", "/a/b/c/n"), readFile("/a/b/c/n", gives("f"))],
    merged: { f: "f", g: "g", n: is.symlink("f") },
    upper: { n: is.symlink("f") },
  },
  {
    call: "making a FIFO",
    cites: "posix/mkfifo",
    steps: [mknod("/a/b/c/n", "fifo", 0o600), lstat("/a/b/c/n", gives({ type: "fifo" }))],
    merged: { f: "f", g: "g", n: is.fifo({ mode: 0o600 }) },
    upper: { n: is.fifo({ mode: 0o600 }) },
  },
  {
    call: "removing a file",
    cites: "posix/unlink",
    steps: [unlink("/a/b/c/f"), lstat("/a/b/c/f", fails("ENOENT"))],
    merged: { g: "g" },
    upper: { f: whiteout },
  },
  {
    call: "renaming a file",
    cites: "posix/rename",
    steps: [rename("/a/b/c/f", "/a/b/c/n"), readFile("/a/b/c/n", gives("f"))],
    merged: { g: "g", n: "f" },
    upper: { f: whiteout, n: "f" },
  },
  {
    call: "changing a file",
    cites: "posix/write",
    steps: [appendFile("/a/b/c/f", "+"), readFile("/a/b/c/f", gives("f+"))],
    merged: { f: "f+", g: "g" },
    upper: { f: "f+" },
  },
  {
    call: "linking a file",
    cites: "posix/link",
    steps: [link("/a/b/c/f", "/a/b/c/n"), lstat("/a/b/c/n", gives({ nlink: 2 }))],
    merged: { f: "f", g: "g", n: "f" },
    upper: { f: "f", n: "f" },
  },
  {
    call: "a file without a name, made by O_TMPFILE,",
    cites: "man/open.2#O_TMPFILE",
    needs: ["tmpfile"],
    steps: [
      open("t", "/a/b/c", ["O_RDWR", "O_TMPFILE"], 0o600),
      write("t", "t"),
      link(at("t", ""), "/a/b/c/n", ["AT_EMPTY_PATH"]),
      close("t"),
    ],
    merged: { f: "f", g: "g", n: is.file("t", { mode: 0o600 }) },
    upper: { n: is.file("t", { mode: 0o600 }) },
  },
];
