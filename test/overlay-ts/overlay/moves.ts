import fc from "fast-check";
import { openFlags } from "../../../harness/agent/constants.ts";
import { formatOf } from "../../../harness/agent/structs.ts";
import type { Trace } from "../calls/trace.ts";

/* What may happen to a tree: few names, so that things meet. */

/** Something that calls do, and that leaves its answers in the trace. */
export type Move = (trace: Trace) => void;

export const AT_FDCWD = -100;
const AT_REMOVEDIR = 0x200;
const AT_SYMLINK_NOFOLLOW = 0x100;
const { O_CREAT, O_WRONLY, O_RDWR, O_APPEND, O_TRUNC, O_NOFOLLOW, O_NONBLOCK } = openFlags;

const name = fc.constantFrom("a", "b", "c", "d");
const depth = { minLength: 1, maxLength: 3 };

/** A path below a directory. */
export const pathIn = (directory: string): fc.Arbitrary<string> =>
  fc.array(name, depth).map((names) => [directory, ...names].join("/"));

const path = pathIn("m");

const opened = fc.constantFrom(
  O_WRONLY | O_CREAT | O_TRUNC,
  O_WRONLY | O_APPEND,
  O_RDWR,
  O_RDWR | O_CREAT,
);

/** Opens, reads or writes what it can, and closes. */
const write = fc
  .tuple(path, opened, fc.constantFrom("x", "", "long"))
  .map(([at, flags, text]): Move => (trace) => {
    const fd = trace.open(at, flags | O_NOFOLLOW | O_NONBLOCK, 0o644);
    if (fd >= 0 && text !== "") trace.write(fd, text);
    if (fd >= 0) trace.silently("close", fd);
  });

const names = fc.oneof(
  path.map(
    (at): Move =>
      (trace) =>
        trace.call("mkdirat", AT_FDCWD, at, 0o755),
  ),
  path.map(
    (at): Move =>
      (trace) =>
        trace.call("unlinkat", AT_FDCWD, at, 0),
  ),
  path.map(
    (at): Move =>
      (trace) =>
        trace.call("unlinkat", AT_FDCWD, at, AT_REMOVEDIR),
  ),
  path.map(
    (at): Move =>
      (trace) =>
        trace.call("symlinkat", "target", AT_FDCWD, at),
  ),
  fc
    .tuple(path, fc.constantFrom(["fifo", 0] as const, ["chr", 0] as const, ["chr", 259] as const))
    .map(
      ([at, [type, device]]): Move =>
        (trace) =>
          trace.call("mknodat", AT_FDCWD, at, formatOf(type) | 0o644, device),
    ),
  fc.tuple(path, path).map(
    ([from, to]): Move =>
      (trace) =>
        trace.call("linkat", AT_FDCWD, from, AT_FDCWD, to, 0),
  ),
);

const rename = fc.tuple(path, path, fc.constantFrom(0, 0, 0, 1, 2, 4)).map(
  ([from, to, flags]): Move =>
    (trace) =>
      trace.call("renameat2", AT_FDCWD, from, AT_FDCWD, to, flags),
);

const attributes = fc.oneof(
  fc.tuple(path, fc.constantFrom(0o755, 0o700, 0o644)).map(
    ([at, mode]): Move =>
      (trace) =>
        trace.call("fchmodat2", AT_FDCWD, at, mode, AT_SYMLINK_NOFOLLOW),
  ),
  fc.tuple(path, fc.constantFrom(-1, 0, 1000)).map(
    ([at, id]): Move =>
      (trace) =>
        trace.call("fchownat", AT_FDCWD, at, id, id, AT_SYMLINK_NOFOLLOW),
  ),
  path.map(
    (at): Move =>
      (trace) =>
        trace.mark(at),
  ),
  fc.tuple(path, fc.constantFrom(0, 1, 5000)).map(
    ([at, size]): Move =>
      (trace) =>
        trace.call("truncate", at, size),
  ),
);

const xattr = fc.constantFrom("user.k", "trusted.t", "trusted.overlay.opaque", "user.overlay.x");

const xattrs = fc.oneof(
  fc.tuple(path, xattr, fc.constantFrom(0, 1, 2)).map(
    ([at, key, flags]): Move =>
      (trace) =>
        trace.setxattr(at, key, "value", flags),
  ),
  fc.tuple(path, xattr).map(
    ([at, key]): Move =>
      (trace) =>
        trace.call("lremovexattr", at, key),
  ),
  fc.tuple(path, xattr).map(
    ([at, key]): Move =>
      (trace) =>
        trace.getxattr(at, key),
  ),
);

const looks = fc.oneof(
  path.map(
    (at): Move =>
      (trace) =>
        trace.list(at),
  ),
  path.map(
    (at): Move =>
      (trace) =>
        trace.look(at),
  ),
);

export const moves = fc.array(fc.oneof(write, names, names, rename, attributes, xattrs, looks), {
  minLength: 5,
  maxLength: 30,
});
