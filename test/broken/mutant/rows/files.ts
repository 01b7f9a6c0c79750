import type { Row } from "../mutation.ts";

/* What is copied up and when, and what an open file does. */

export const files: readonly Row[] = [
  [
    "copy-up-trigger",
    "copies a file up when it is opened for reading",
    "overlay/file",
    "if (node.type === S_IFREG && opensForChange(flags))",
    "if (node.type === S_IFREG)",
  ],
  [
    "copy-up-metadata",
    "gives what it copies up the time of the copy",
    "overlay/copy-up-metadata",
    "uid, gid, atime, mtime });",
    "uid, gid });",
  ],
  ["open concurrency", "opens with O_EXCL what is there", "vfs/open", 'fail("EEXIST");', ";"],
  [
    "metacopy",
    "copies the data up with the attributes",
    "overlay/copy-up",
    'metacopy: want === "attributes" && needsMetadataOnly(node)',
    "metacopy: false",
  ],
  [
    "data-only",
    "looks for data in no data-only layer but the last",
    "overlay/metacopy",
    "for (const layer of mounted.lowers)",
    "for (const layer of mounted.lowers.slice(-1))",
  ],
  [
    "coherence",
    "reads the lower file by a descriptor from before the copy-up",
    "overlay/file",
    "return this.#openOf(dataOf(this.inode));",
    "return this.#first;",
  ],
  [
    "lock",
    "gives a lock to everybody who asks",
    "vfs/locks",
    "if (this.conflict(inode, wanted) !== undefined)",
    "if (false)",
  ],
  [
    "notify",
    "tells no watch anything",
    "vfs/inotify",
    "if ((mask & (this.mask | always) & ~IN_ISDIR) === 0)",
    "if (true)",
  ],
  [
    "file-attributes",
    "protects no file that is made immutable",
    "overlay/file-flags",
    'if (text !== "")',
    "if (false)",
  ],
  [
    "special",
    "copies a device up with another number",
    "overlay/copy-up",
    "{ mode, uid, gid, rdev, ...target }",
    "{ mode, uid, gid, rdev: rdev + 1, ...target }",
  ],
  [
    "faults",
    "gives a name to what was copied by half",
    "overlay/copy-up",
    "discard(upper, mounted.mounter);",
    "linkIn(mounted, directory, name, upper);",
  ],
  [
    "copy-up-data",
    "loses the last byte of what it copies up",
    "overlay/copy-up",
    "{ inode: upper }, attributes.size);",
    "{ inode: upper }, Math.max(0, attributes.size - 1));",
  ],
  [
    "export",
    "gives handles of the copy for what has its lower one still",
    "overlay/export",
    "const byLower = goesByLower(mounted, node);",
    "const byLower = goesByLower(mounted, node) && node.upper === undefined;",
  ],
  [
    "verity",
    "uses data that no digest vouches for",
    "overlay/metacopy",
    'if (digest || verity === "require")',
    "if (false)",
  ],
];
