import type { Row } from "../mutation.ts";

/* Who may do what, and the attributes that say so. */

export const rights: readonly Row[] = [
  [
    "permission security",
    "permits everything to everybody",
    "vfs/permission",
    'fail("EACCES");',
    ";",
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
    "security",
    "lets everybody into the directory where copies are put together",
    "overlay/workdir",
    "{ mode: S_IFDIR, uid: mounter.uid, gid: group }",
    "{ mode: S_IFDIR | 0o777, uid: mounter.uid, gid: group }",
  ],
];
