import type { Inode } from "../vfs/inode.ts";
import { fail } from "../vfs/posix-error.ts";
import { getMark } from "./marks.ts";
import type { Mounted } from "./structure.ts";

/* Marks that lead a lookup on: where a directory was before it was renamed, and that data is further down. */

/** Bytes of struct ovl_metacopy without a digest, which is what an empty mark means. */
export const METACOPY_MIN_SIZE = 4;

/**
 * The mark of a regular file: 0 where there is none.
 * @throws EIO where it is too small
 */
export function metacopySize(mounted: Mounted, inode: Inode): number {
  const value = getMark(mounted, inode, "metacopy");
  if (value === undefined) return 0;
  if (value.length === 0) return METACOPY_MIN_SIZE;
  return value.length < METACOPY_MIN_SIZE ? fail("EIO") : value.length;
}

/**
 * A name, or a path from the root of the overlay.
 * @throws EINVAL where it is neither
 */
export function redirectOf(mounted: Mounted, inode: Inode): string | undefined {
  const value = getMark(mounted, inode, "redirect");
  if (value === undefined) return undefined;
  const [redirect = ""] = Buffer.from(value).toString().split("\0");
  if (!/^(?:[^/]*|(?:\/[^/]+)+)$/.test(redirect) || value.length === 0) fail("EINVAL");
  return redirect;
}
