import type { Row } from "../mutation.ts";

/* What mounts, as what, and what a mount leaves. */

export const mounts: readonly Row[] = [
  [
    "mount-options",
    "takes any word for an option",
    "overlay/options",
    "if (!words[key].includes(value))",
    "if (false)",
  ],
  [
    "mount-api",
    "takes a layer of data for a lower",
    "overlay/context",
    'this.#directories.add(value, key === "datadir+");',
    "this.#directories.add(value, false);",
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
    "user-namespace",
    "keeps its marks in the trusted namespace in spite of userxattr",
    "overlay/mounting",
    'prefix: "user.overlay."',
    'prefix: "trusted.overlay."',
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
];
