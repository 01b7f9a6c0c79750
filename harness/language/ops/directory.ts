import { atFlags, renameFlags } from "../flags.ts";
import { flags, integer, list, mode, optional, slot, text, word } from "../kind.ts";
import { path } from "../path.ts";
import { record } from "../record.ts";
import { changing, nothing, op } from "./op.ts";

export const nodeTypes = ["file", "chr", "blk", "fifo", "socket"] as const;

/** d_type of getdents64(2), in the words of the trees. */
export const entryTypes = [
  "file",
  "dir",
  "symlink",
  "chr",
  "blk",
  "fifo",
  "socket",
  "whiteout",
  "unknown",
] as const;

const entry = record({ name: text, type: word(entryTypes), ino: text, off: text });

/** Names: making, removing, moving and listing them. */
export const directoryOps = {
  /** mkdirat(2) */
  mkdir: op({ path, mode: optional(mode) }, nothing, changing),
  /** mknodat(2); `major` and `minor` are 0 where absent */
  mknod: op(
    {
      path,
      type: word(nodeTypes),
      mode: optional(mode),
      major: optional(integer),
      minor: optional(integer),
    },
    nothing,
    changing,
  ),
  /** symlinkat(2) */
  symlink: op({ target: text, path }, nothing, changing),
  /** linkat(2) */
  link: op({ from: path, to: path, flags: optional(flags(atFlags)) }, nothing, changing),
  /** unlinkat(2) without AT_REMOVEDIR */
  unlink: op({ path }, nothing, changing),
  /** unlinkat(2) with AT_REMOVEDIR */
  rmdir: op({ path }, nothing, changing),
  /** renameat2(2) */
  rename: op({ from: path, to: path, flags: optional(flags(renameFlags)) }, nothing, changing),
  /** readlinkat(2) */
  readlink: op({ path }, text),
  /** One getdents64(2) call with a buffer of `size` bytes: the entries as they come, `.` and `..` among them. */
  getdents64: op({ slot, size: integer }, list(entry)),
  /** getdents64(2) until it gives nothing: the names without `.` and `..`, sorted by their bytes. */
  readdir: op({ slot }, list(text)),
  /** chdir(2) */
  chdir: op({ path }, nothing),
  /** fchdir(2) */
  fchdir: op({ slot }, nothing),
  /** getcwd(2), seen from the root of the place */
  getcwd: op({}, text),
  /** umask(2): gives the old mask */
  umask: op({ mask: mode }, mode),
} as const;
