import { bytes, content } from "../content.ts";
import { fsxFlags, inodeFlags, xattrFlags } from "../flags.ts";
import { flags, integer, list, optional, slot, text } from "../kind.ts";
import { path } from "../path.ts";
import { record } from "../record.ts";
import { changing, nothing, op } from "./op.ts";

const set = { name: text, value: content, flags: optional(flags(xattrFlags)) };
/** `size` is the buffer's: 0 asks how large the value is, and gives no bytes. Absent is large enough for any. */
const get = { name: text, size: optional(integer) };

const fsx = record({
  flags: flags(fsxFlags),
  extsize: integer,
  nextents: integer,
  projid: integer,
  cowextsize: integer,
});

/**
 * Extended attributes and inode flags. A name that begins with `overlay:` stands for the namespace of the mount:
 * `overlay:opaque` is trusted.overlay.opaque, or user.overlay.opaque under userxattr.
 */
export const attributeOps = {
  /** setxattr(2) */
  setxattr: op({ path, ...set }, nothing, changing),
  /** lsetxattr(2) */
  lsetxattr: op({ path, ...set }, nothing, changing),
  /** fsetxattr(2) */
  fsetxattr: op({ slot, ...set }, nothing, changing),
  /** getxattr(2) */
  getxattr: op({ path, ...get }, bytes),
  /** lgetxattr(2) */
  lgetxattr: op({ path, ...get }, bytes),
  /** fgetxattr(2) */
  fgetxattr: op({ slot, ...get }, bytes),
  /** listxattr(2): the names, sorted */
  listxattr: op({ path, size: optional(integer) }, list(text)),
  /** llistxattr(2) */
  llistxattr: op({ path, size: optional(integer) }, list(text)),
  /** flistxattr(2) */
  flistxattr: op({ slot, size: optional(integer) }, list(text)),
  /** removexattr(2) */
  removexattr: op({ path, name: text }, nothing, changing),
  /** lremovexattr(2) */
  lremovexattr: op({ path, name: text }, nothing, changing),
  /** fremovexattr(2) */
  fremovexattr: op({ slot, name: text }, nothing, changing),
  /** ioctl_iflags(2), FS_IOC_GETFLAGS: the flags of a scenario's vocabulary, others are left out */
  getflags: op({ slot }, flags(inodeFlags)),
  /** ioctl_iflags(2), FS_IOC_SETFLAGS; flags that tell how the filesystem keeps the object stay as they are */
  setflags: op({ slot, flags: flags(inodeFlags) }, nothing, changing),
  /** FS_IOC_FSGETXATTR */
  fsgetxattr: op({ slot }, fsx),
  /** FS_IOC_FSSETXATTR: reads the structure, changes what is given, writes it back */
  fssetxattr: op(
    { slot, flags: optional(flags(fsxFlags)), projid: optional(integer) },
    nothing,
    changing,
  ),
} as const;
