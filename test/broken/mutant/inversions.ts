import type { Fault } from "../fault.ts";
import type { Mutation } from "./mutation.ts";

/* For each area a line of the overlay in TypeScript that does the opposite of what the area is about. */

export interface Inversion extends Pick<Fault, "name" | "says"> {
  /** Each of them has to condemn it. */
  readonly areas: readonly string[];
  readonly mutation: Mutation;
}

type Row = readonly [areas: string, says: string, file: string, find: string, replace: string];

/** Those that much of the suite finds out stand first: `npm run teeth` is done sooner. */
const rows: readonly Row[] = [
  [
    "readdir",
    "lists a name twice that two layers have",
    "overlay/merge",
    "names.delete(name);",
    ";",
  ],
  [
    "copy-up-trigger",
    "copies a file up when it is opened for reading",
    "overlay/file",
    "if (node.type === S_IFREG && opensForChange(flags))",
    "if (node.type === S_IFREG)",
  ],
  [
    "whiteout",
    "leaves a device 0:1 for a deleted name",
    "overlay/whiteout",
    "{ mode: S_IFCHR, uid, gid, rdev: 0 }",
    "{ mode: S_IFCHR, uid, gid, rdev: 1 }",
  ],
  [
    "copy-up-metadata",
    "gives what it copies up the time of the copy",
    "overlay/copy-up-metadata",
    "uid, gid, atime, mtime });",
    "uid, gid });",
  ],
  [
    "permission security",
    "permits everything to everybody",
    "vfs/permission",
    'fail("EACCES");',
    ";",
  ],
  [
    "multi-layer walkthrough-layers",
    "lists the topmost of several lowers only",
    "overlay/merge",
    "node.lowers.map(",
    "node.lowers.slice(0, 1).map(",
  ],
  [
    "merge",
    "lists what is in upper, and nothing else",
    "overlay/merge",
    "const sources = [...top, ...below];",
    "const sources = top.length > 0 ? top : below;",
  ],
  [
    "opaque",
    "shows what is below an opaque directory",
    "overlay/lookup-layer",
    "if (opaque[0] !== letterY)",
    "if (true)",
  ],
  [
    "docker-diff walkthrough-over-under",
    "leaves no whiteout where a file of lower is removed",
    "overlay/remove",
    "coverWithWhiteout(directory.mounted",
    "void (directory.mounted",
  ],
  [
    "redirect",
    "redirects by the last name also to another directory",
    "overlay/set-redirect",
    "const redirect = absolute ?",
    "const redirect = absolute && false ?",
  ],
  [
    "rename",
    "leaves no whiteout where something of lower was renamed",
    "overlay/rename",
    "if (showsBelow(from))",
    "if (showsBelow(from) && overWhiteout)",
  ],
  [
    "create",
    "makes no directory opaque that takes the place of a whiteout",
    "overlay/create",
    'markOpaque(mounted, inode, "EIO");',
    ";",
  ],
  [
    "remove",
    "removes a directory without looking inside",
    "overlay/remove",
    "const whiteouts = looksInside ?",
    "const whiteouts = looksInside && false ?",
  ],
  [
    "hardlink",
    "breaks hard links on copy-up in spite of the index",
    "overlay/copy-up",
    "const toIndex = indexed && !directory;",
    "const toIndex = false;",
  ],
  [
    "index-directory",
    "leaves the entry in the index of what has no name any more",
    "overlay/nlink",
    "dropIndex(node);",
    ";",
  ],
  [
    "inode-numbers",
    "shows the number of the copy",
    "overlay/attributes",
    "return sure ?",
    "return sure && false ?",
  ],
  [
    "xino",
    "says in no bit of a number which layer it is of",
    "overlay/inode-numbers",
    "return ino | (BigInt(layer.fsid)",
    "return ino | (0n * BigInt(layer.fsid)",
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
    "mount-options",
    "takes any word for an option",
    "overlay/options",
    "if (!words[key].includes(value))",
    "if (false)",
  ],
  [
    "mount-api",
    "takes any parameter",
    "overlay/context",
    "this.#refuse(`Unknown parameter",
    "void (`Unknown parameter",
  ],
  [
    "layers",
    "takes any lower under an upper that an index has bound to another one",
    "overlay/open-upper",
    'verifyOrSetMark(marking, top, "origin"',
    'void (marking, top, "origin"',
  ],
  [
    "read-only",
    "lets a mount be written that has no upper",
    "overlay/mounting",
    "const readonly = request.readonly || workdir === undefined;",
    "const readonly = false;",
  ],
  [
    "nesting",
    "mounts overlays as deep as one likes",
    "overlay/layers",
    "if (depth > deepestStack)",
    "if (depth > 100)",
  ],
  [
    "xattr",
    "lists its own attributes",
    "overlay/xattr",
    ".filter((name) => !isPrivate(mounted, name))",
    "",
  ],
  [
    "acl",
    "cuts no permission of a list by its mask",
    "vfs/acl",
    "const mask = acl.find(({ tag }) => tag === MASK)?.perm ?? 7;",
    "const mask = 7;",
  ],
  [
    "user-namespace",
    "keeps its marks in the trusted namespace in spite of userxattr",
    "overlay/mounting",
    'prefix: "user.overlay."',
    'prefix: "trusted.overlay."',
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
    "underlying",
    "removes what took the place in upper of what was looked up",
    "overlay/remove",
    "if (upper !== undefined && upperOf(directory).lookup(name) !== upper)",
    "if (false)",
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
    "security",
    "lets everybody into the directory where copies are put together",
    "overlay/workdir",
    "{ mode: S_IFDIR, uid: mounter.uid, gid: group }",
    "{ mode: S_IFDIR | 0o777, uid: mounter.uid, gid: group }",
  ],
  [
    "xwhiteout",
    "takes a file with the mark for a file",
    "overlay/whiteout",
    'return size === 0 && getMark(mounted, inode, "whiteout") !== undefined;',
    "return false;",
  ],
  [
    "copy-up-data",
    "loses the last byte of what it copies up",
    "overlay/copy-up",
    "{ inode: upper }, attributes.size);",
    "{ inode: upper }, Math.max(0, attributes.size - 1));",
  ],
  [
    "fsid",
    "tells the number of upper's filesystem for its own",
    "overlay/status",
    "...(own && { fsid: fsidOf(uuid) })",
    "",
  ],
  [
    "durability",
    "leaves no mark in work of a volatile mount",
    "overlay/open-upper",
    "markVolatile(workdir, mounter);",
    ";",
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

/** A name for each: the area that it is about first, with a number where there are more. */
export const inversions: readonly Inversion[] = rows.map(
  ([areas, says, file, find, replace], index) => {
    const [first = "", ...others] = areas.split(" ");
    const before = rows.slice(0, index).filter(([each]) => each.split(" ")[0] === first).length;
    return {
      name: `inverted-${first}${before === 0 ? "" : `-${before + 1}`}`,
      says,
      areas: [first, ...others],
      mutation: { file, find, replace },
    };
  },
);
