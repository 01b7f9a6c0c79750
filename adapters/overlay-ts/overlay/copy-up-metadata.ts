import type { Attributes, Inode } from "../vfs/inode.ts";
import { PosixError } from "../vfs/posix-error.ts";
import { isDirectory, isRegular, isSymlink } from "../vfs/mode.ts";
import { copyFileFlags } from "./file-flags.ts";
import { markOrigin } from "./mark-origin.ts";
import { setMark } from "./marks.ts";
import type { Node } from "./node.ts";
import { isPrivate } from "./private-xattr.ts";
import type { Mounted } from "./structure.ts";

/* What an upper object gets of a lower one beside its data: ovl_copy_up_metadata. */

export interface Metadata {
  readonly node: Node;
  readonly lower: Inode;
  /** As upper's shall be: of a file that is cut its size is 0. */
  readonly attributes: Attributes;
  /** The mark. undefined where copy-up breaks a hard link. */
  readonly origin: Uint8Array | undefined;
  readonly metacopy: boolean;
}

export function copyMetadata(copy: Metadata, upper: Inode): void {
  const { node, lower, attributes, origin, metacopy } = copy;
  const { mounted } = node;
  const { mode, size } = attributes;
  copyXattrs(mounted, lower, upper);
  if (isRegular(mode) || isDirectory(mode)) copyFileFlags(node, lower, upper);
  if (origin !== undefined) markOrigin(mounted, upper, origin);
  if (metacopy) setMark(mounted, upper, "metacopy", new Uint8Array(0));
  if (isRegular(mode)) upper.setattr({ size });
  copyAttributes(attributes, upper);
}

/** Mode, owner and times; a link has no mode of its own. */
export function copyAttributes(attributes: Attributes, upper: Inode): void {
  const { mode, uid, gid, atime, mtime } = attributes;
  upper.setattr({ ...(!isSymlink(mode) && { mode: mode & 0o7777 }), uid, gid, atime, mtime });
}

/** All but the overlay's own. What upper's filesystem does not keep is left out, if security does not hang on it. */
export function copyXattrs(mounted: Mounted, from: Inode, to: Inode): void {
  for (const name of from.listxattr()) {
    if (isPrivate(mounted, name)) continue;
    const value = from.getxattr(name);
    if (value === undefined) continue;
    try {
      to.setxattr(name, value, 0);
    } catch (error) {
      if (!mayStayBehind(error, name)) throw error;
    }
  }
}

function mayStayBehind(error: unknown, name: string): boolean {
  if (!(error instanceof PosixError) || error.code !== "EOPNOTSUPP") return false;
  return !name.startsWith("security.") && !name.startsWith("system.posix_acl_");
}
