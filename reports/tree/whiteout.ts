import type { Entry } from "../../harness/language/transcript.ts";

/** A character device 0:0, or what a subject keeps in its place. */
export function isWhiteoutEntry({ type, rdev }: Entry): boolean {
  return type === "whiteout" || (type === "chr" && rdev?.[0] === 0 && rdev[1] === 0);
}
