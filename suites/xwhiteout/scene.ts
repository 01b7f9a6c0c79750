import { dir, file, is, setxattr } from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { FileNode } from "../../harness/language/tree.ts";
/** An empty file that the mark makes a whiteout. */
export const xwhiteoutAt = (path: string, value = "y"): readonly Steps[] => [
  file(path),
  setxattr(path, "overlay:whiteout", value),
];

/** A directory that says that such whiteouts are in it. */
export const markedDir = (path: string): readonly Steps[] => [
  dir(path),
  setxattr(path, "overlay:opaque", "x"),
];

/** As it lies in a layer. */
export const xwhiteout: FileNode = is.file("", { marks: { whiteout: "y" } });
