import { openFlags } from "../../../harness/agent/constants.ts";
import type { File } from "./file.ts";
import { isDirectory } from "./mode.ts";
import { fail } from "./posix-error.ts";
import { RegularFile } from "./regular-file.ts";

/** ioctl_ficlonerange(2). A length of 0 is all behind the offset. */
export function cloneRange(
  from: File,
  fromOffset: number,
  length: number,
  to: File,
  toOffset: number,
): void {
  const modes = [from, to].map((file) => file.path?.inode.getattr().mode ?? 0);
  if (modes.some(isDirectory)) fail("EISDIR");
  if (!(from instanceof RegularFile) || !(to instanceof RegularFile)) return fail("EINVAL");
  if (!from.readable || !to.writable || to.has(openFlags.O_APPEND)) fail("EBADF");
  to.opened.clone(from.opened, fromOffset, length, toOffset);
}
