import { type FileFlags, type Inode } from "../vfs/inode.ts";
import { PosixError } from "../vfs/posix-error.ts";
import { inodeFlags } from "../../../harness/agent/constants.ts";
import { getMark, removeMark, setMark } from "./marks.ts";
import { type Node } from "./node.ts";
import type { Mounted } from "./structure.ts";

/*
 * Inode flags. Upper's inode must stay changeable, so that `append only` and `immutable` are kept in its mark `protattr`
 * as letters. Source: ovl_set_protattr, ovl_check_protattr, ovl_copy_fileattr.
 */

const { FS_SYNC_FL, FS_IMMUTABLE_FL, FS_APPEND_FL, FS_NOATIME_FL } = inodeFlags;

/** Flags that are kept in the mark. */
const PROTECTING = FS_IMMUTABLE_FL | FS_APPEND_FL;
const COPIED = FS_SYNC_FL | FS_NOATIME_FL;

const letters: readonly (readonly [letter: string, flag: number])[] = [
  ["a", FS_APPEND_FL],
  ["i", FS_IMMUTABLE_FL],
];

/** The flags in the mark of an upper inode. One in another form does not count. */
export function protectionOf(mounted: Mounted, upper: Inode): number {
  const text = Buffer.from(getMark(mounted, upper, "protattr") ?? []).toString("latin1");
  if (!/^[ai]+$/.test(text)) return 0;
  return letters.reduce(
    (flags, [letter, flag]) => (text.includes(letter) ? flags | flag : flags),
    0,
  );
}

/** Keeps the protecting ones of `flags` in the mark, and gives the others. */
export function protect(node: Node, upper: Inode, flags: number): number {
  const { mounted } = node;
  const text = letters.map(([letter, flag]) => ((flags & flag) === 0 ? "" : letter)).join("");
  if (text !== "") setMark(mounted, upper, "protattr", Buffer.from(text, "latin1"));
  else if (getMark(mounted, upper, "protattr") !== undefined) {
    removeMark(mounted, upper, "protattr");
  }
  node.protection = flags & PROTECTING;
  return flags & ~PROTECTING;
}

/** undefined where the filesystem has none. */
function flagsOf(inode: Inode): FileFlags | undefined {
  try {
    return inode.fileFlags();
  } catch (error) {
    if (error instanceof PosixError && error.code === "ENOTTY") return undefined;
    throw error;
  }
}

/** On copy-up. Where upper's filesystem has none they are lost. */
export function copyFileFlags(node: Node, lower: Inode, upper: Inode): void {
  const from = flagsOf(lower)?.flags ?? 0;
  if ((from & PROTECTING) !== 0) protect(node, upper, from);
  if ((from & COPIED) === 0) return;
  const own = flagsOf(upper);
  if (own !== undefined) {
    upper.setFileFlags({ ...own, flags: (own.flags & ~COPIED) | (from & COPIED) });
  }
}
