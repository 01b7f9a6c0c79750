import type { RawEntry } from "./raw.ts";

/*
 * Comparisons of what a look found with what the one before found. Most of it is as it was, and then the old entry
 * stands for the new one.
 */

export function sameContent(a: RawEntry["content"], b: RawEntry["content"]): boolean {
  if (typeof a !== "object" || typeof b !== "object") return a === b;
  if ("hex" in a) return "hex" in b && a.hex === b.hex;
  return "size" in b && a.size === b.size && a.sha256 === b.sha256;
}

export function sameListing(a: RawEntry["listing"], b: RawEntry["listing"]): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

export function sameXattrs(a: RawEntry["xattrs"], b: RawEntry["xattrs"]): boolean {
  if (a === undefined || b === undefined) return a === b;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => {
    const [first, second] = [a[name], b[name]];
    return first !== undefined && second !== undefined && Buffer.compare(first, second) === 0;
  });
}
