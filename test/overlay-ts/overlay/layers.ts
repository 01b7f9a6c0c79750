import fc from "fast-check";
import { openFlags } from "../../../harness/agent/constants.ts";
import { formatOf } from "../../../harness/agent/structs.ts";
import type { Trace } from "../calls/trace.ts";
import { AT_FDCWD, type Move, pathIn } from "./moves.ts";

/* Layers as somebody may have left them, marks and whiteouts included. */

const marks: fc.Arbitrary<readonly (readonly [name: string, value: string])[]> = fc.constantFrom(
  [],
  [],
  [["user.k", "v"]],
  [["trusted.overlay.opaque", "y"]],
  [["trusted.overlay.opaque", "x"]],
  [["trusted.overlay.redirect", "a"]],
  [["trusted.overlay.redirect", "/b/c"]],
  [["trusted.overlay.whiteout", ""]],
  [["trusted.overlay.metacopy", ""]],
  [
    ["trusted.overlay.metacopy", ""],
    ["trusted.overlay.redirect", "/d"],
  ],
);

type Kind = "dir" | "file" | "empty" | "link" | "symlink" | "fifo" | "whiteout";

const kind = fc.constantFrom<Kind>(
  "dir",
  "dir",
  "dir",
  "file",
  "file",
  "empty",
  "link",
  "symlink",
  "fifo",
  "whiteout",
);

/** Objects of a layer, made one after the other as far as they can be. */
const layer = (root: string) =>
  fc.array(
    fc
      .tuple(kind, pathIn(root), marks, pathIn(root))
      .map(([what, path, given, other]): Move => (trace) => {
        make(trace, what, path, other);
        for (const [name, value] of given) {
          trace.silently("lsetxattr", path, name, Buffer.from(value), value.length, 0);
        }
        trace.mark(path);
      }),
    { maxLength: 9 },
  );

function make(trace: Trace, what: Kind, path: string, other: string): void {
  if (what === "dir") trace.mkdir(path);
  else if (what === "file") newFile(trace, path, path);
  else if (what === "empty") newFile(trace, path, "");
  else if (what === "link") trace.silently("linkat", AT_FDCWD, other, AT_FDCWD, path, 0);
  else if (what === "symlink") trace.silently("symlinkat", "target", AT_FDCWD, path);
  else if (what === "fifo") trace.silently("mknodat", AT_FDCWD, path, formatOf("fifo") | 0o644, 0);
  else trace.silently("mknodat", AT_FDCWD, path, formatOf("chr"), 0);
}

/** Where there is nothing yet: a pipe would wait for somebody who reads it. */
function newFile(trace: Trace, path: string, text: string): void {
  const { O_CREAT, O_EXCL, O_WRONLY } = openFlags;
  const fd = trace.silently("openat", AT_FDCWD, path, O_CREAT | O_EXCL | O_WRONLY, 0o644);
  if (fd < 0) return;
  trace.silently("write", fd, Buffer.from(text), text.length);
  trace.silently("close", fd);
}

export const layers = fc.tuple(layer("l0"), layer("l1"), layer("l2"), layer("u"));

export const options = fc.constantFrom(
  "",
  "redirect_dir=on",
  "redirect_dir=nofollow",
  "index=on",
  "index=on,redirect_dir=on",
  "metacopy=on",
  "metacopy=on,index=on",
  "nfs_export=on",
  "xino=on",
  "userxattr",
);

/** Which directories are lower layers: `::` begins those that have data only. */
export const stacks = fc.constantFrom("l0", "l0:l1", "l0:l1:l2", "l0:l1::l2");
