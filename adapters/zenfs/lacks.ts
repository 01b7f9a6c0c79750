import type { Lacks } from "../../harness/language/protocol.ts";

/** What ZenFS has no way to say. What it has and does wrong is not here: that is for the scenarios to show. */
export const lacks: Lacks = {
  mknod: "ZenFS has the calls of node:fs, which makes no special files",
  lower_marks: "a whiteout is a line in the journal of one CopyOnWrite, so layers hold none",
  trusted_xattr: "ZenFS refuses extended attributes outside the namespace user",
  "entry.marks": "the journal knows deletions only: no directory is opaque, nothing is redirected",
  "mount.upper": "CopyOnWrite has one writable layer, always",
  "mount.readonly": "a mount of ZenFS is read-only by its backend, and CopyOnWrite is none",
  "mount.dataOnly": "CopyOnWrite has one kind of lower",
};
