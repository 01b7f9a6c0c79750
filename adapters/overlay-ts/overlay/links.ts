import type { Inode } from "../vfs/inode.ts";
import { getMark, setMark } from "./marks.ts";
import type { Mounted } from "./structure.ts";

/*
 * How many names an indexed file has in the union: kept as a difference to the link count of the lower or of the upper
 * inode in the mark `nlink`, as `L-1` or `U+2`. Source: ovl_get_nlink, ovl_set_nlink_upper.
 */

const format = /^([LU])([+-]\d+)$/;

/** The link count that the overlay shows. */
export function unionLinks(
  mounted: Mounted,
  lower: Inode | undefined,
  upper: Inode | undefined,
  fallback: number,
): number {
  if (lower === undefined || upper === undefined) return fallback;
  const lowerLinks = lower.getattr().nlink;
  if (lowerLinks === 1) return fallback;
  const value = getMark(mounted, upper, "nlink");
  const [, base, difference] = format.exec(Buffer.from(value ?? []).toString("latin1")) ?? [];
  if (difference === undefined) return fallback;
  const links = (base === "L" ? lowerLinks : upper.getattr().nlink) + Number(difference);
  return links > 0 ? links : fallback;
}

/**
 * Keeps the link count of the union as a difference.
 * @param base what it is a difference to: `lower` while the upper inode is being made, `upper` before its names change
 */
export function setLinks(
  mounted: Mounted,
  upper: Inode,
  links: number,
  base: { readonly lower: Inode } | "upper",
): void {
  const [letter, real] = base === "upper" ? ["U", upper] : ["L", base.lower];
  const difference = links - real.getattr().nlink;
  const text = `${letter}${difference < 0 ? "-" : "+"}${Math.abs(difference)}`;
  setMark(mounted, upper, "nlink", Buffer.from(text, "latin1"));
}
