import type { RawEntry } from "./raw.ts";

/**
 * Whether two looks found the very same thing. Most entries of most looks are as they were: this decides it without
 * making them comparable first.
 */
export function sameRaw(a: RawEntry, b: RawEntry): boolean {
  return (
    a.type === b.type &&
    a.mode === b.mode &&
    a.uid === b.uid &&
    a.gid === b.gid &&
    a.nlink === b.nlink &&
    a.size === b.size &&
    a.mtime === b.mtime &&
    a.atime === b.atime &&
    a.identity === b.identity &&
    a.target === b.target &&
    a.dtype === b.dtype &&
    a.unlisted === b.unlisted &&
    a.error === b.error &&
    a.encoding === b.encoding &&
    sameContent(a.content, b.content) &&
    sameList(a.listing, b.listing) &&
    sameList(a.rdev, b.rdev) &&
    sameXattrs(a.xattrs, b.xattrs)
  );
}

function sameContent(a: RawEntry["content"], b: RawEntry["content"]): boolean {
  if (typeof a !== "object" || typeof b !== "object") return a === b;
  if ("hex" in a) return "hex" in b && a.hex === b.hex;
  return "size" in b && a.size === b.size && a.sha256 === b.sha256;
}

function sameList(
  a: readonly (string | number)[] | undefined,
  b: readonly (string | number)[] | undefined,
): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

function sameXattrs(a: RawEntry["xattrs"], b: RawEntry["xattrs"]): boolean {
  if (a === undefined || b === undefined) return a === b;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => {
    const [first, second] = [a[name], b[name]];
    return first !== undefined && second !== undefined && Buffer.compare(first, second) === 0;
  });
}
