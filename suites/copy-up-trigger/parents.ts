import {
  dir,
  fails,
  file,
  gives,
  is,
  list,
  mkdir,
  on,
  open,
  rmdir,
  symlink,
  unlink,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";
import { changes } from "./parent-changes.ts";

const lowers = [
  [
    dir("/a", 0o711),
    dir("/a/b", 0o770),
    dir("/a/b/c", 0o700),
    file("/a/b/c/f", "f"),
    file("/a/b/c/g", "g"),
    file("/a/b/h", "h"),
    dir("/a/x"),
  ],
];

/** The tree of these lowers, with the innermost directory as given. */
const chain = (inner: Children, around: Children = {}, outer: Children = {}): Children => ({
  a: is.dir(
    { b: is.dir({ c: is.dir(inner, { mode: 0o700 }), ...around }, { mode: 0o770 }), ...outer },
    { mode: 0o711 },
  ),
});

const failing: readonly (readonly [call: string, cites: string, steps: readonly Steps[]])[] = [
  ["mkdir of what exists", "posix/mkdir", [mkdir("/a/b/c/f", fails("EEXIST"))]],
  ["mkdir below a file", "posix/mkdir", [mkdir("/a/b/h/n", fails("ENOTDIR"))]],
  ["unlink of what is missing", "posix/unlink", [unlink("/a/b/c/n", fails("ENOENT"))]],
  ["rmdir of what is not empty", "posix/rmdir", [rmdir("/a/b/c", fails("ENOTEMPTY"))]],
  ["opening what is missing", "posix/open", [open("x", "/a/b/c/n", ["O_RDWR"], fails("ENOENT"))]],
  ["symlink at a name that exists", "posix/symlink", [symlink("x", "/a/x", fails("EEXIST"))]],
];

const all = { f: "f", g: "g" };
const restOf = { around: { h: "h" }, outer: { x: {} } };

/** Directories are copied up with what changes in them: all of the path, none of what lies beside it. */
export const parents: readonly WrittenScenario[] = [
  ...changes.map(({ call, cites, steps, merged, upper, needs }): WrittenScenario => ({
    title: `${call} copies up the directories above it, with their modes, and nothing beside them`,
    cites: ["non-directories/4", cites],
    ...(needs && { needs }),
    lowers,
    mount: plain,
    steps: [
      steps,
      on("upper", list("/a", gives(["b"]))),
      on("upper", list("/a/b", gives(["c"]))),
      list("/a/b", gives(["c", "h"])),
    ],
    merged: chain(merged, restOf.around, restOf.outer),
    upper: chain(upper),
  })),
  ...failing.map(([call, cites, steps]): WrittenScenario => ({
    title: `${call} fails and copies up no directory`,
    cites: ["measured/9", cites],
    lowers,
    steps: [steps, list("/a/b/c", gives(["f", "g"])), on("upper", list("/", gives([])))],
    merged: chain(all, restOf.around, restOf.outer),
    upper: {},
  })),
];
