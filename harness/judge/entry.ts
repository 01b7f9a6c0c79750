import type { Bytes } from "../language/content.ts";
import type { Entry } from "../language/transcript.ts";
import { cut, show } from "./show.ts";

/** One field of one object of a tree that is not as it must be. */
export interface Difference {
  readonly path: string;
  /** `entry` where the object itself is missing or one too many, else as the tree names it: `mode`, `marks.opaque`. */
  readonly field: string;
  readonly expected: string;
  readonly observed: string;
}

type Field = Omit<Difference, "path">;

/** A character device 0:0: what overlay keeps in a layer for a name that is deleted. */
export function isWhiteout(entry: Entry): boolean {
  if (entry.type === "whiteout") return true;
  return entry.type === "chr" && entry.rdev?.[0] === 0 && entry.rdev[1] === 0;
}

/**
 * Compares two entries field by field. What the kernel leaves open is left out: the order of a listing, the size and
 * the link count of a directory (backing filesystems differ in both), an access time of the present, and of whiteouts everything that is not the whiteout (they may be hard
 * links of each other, or not).
 *
 * @param every compares all of it nevertheless, which two subjects on the same backing filesystem can stand
 */
export function entryDifferences(
  expected: Entry,
  observed: Entry,
  every = false,
): readonly Field[] {
  // Most entries are equal to the letter, and telling so is much cheaper than printing their fields.
  if (isSame(expected, observed)) return [];
  const [wanted, found] = every
    ? [allFieldsOf(expected), allFieldsOf(observed)]
    : [fieldsOf(expected), fieldsOf(observed)];
  if (wanted["type"] !== found["type"]) {
    return [{ field: "type", expected: typeOf(expected), observed: typeOf(observed) }];
  }
  const names =
    !every && (isWhiteout(expected) || isWhiteout(observed))
      ? ["rdev"]
      : [...new Set([...Object.keys(wanted), ...Object.keys(found)])].toSorted();
  return names
    .filter((name) => wanted[name] !== found[name])
    .filter((name) => name !== "atime" || isAbsolute(wanted[name], found[name]))
    .filter((name) => every || name !== "nlink" || expected.type !== "dir")
    .map((field) => ({
      field,
      expected: cut(wanted[field] ?? "absent"),
      observed: cut(found[field] ?? "absent"),
    }));
}

function isSame(a: Entry, b: Entry): boolean {
  const names = Object.keys(a) as (keyof Entry)[];
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => {
    const [one, other] = [a[name], b[name]];
    if (one === other) return true;
    return typeof one === "object" && JSON.stringify(one) === JSON.stringify(other);
  });
}

function isAbsolute(...times: readonly (string | undefined)[]): boolean {
  return times.every((time) => time !== undefined && time !== "now");
}

function allFieldsOf(entry: Entry): Readonly<Record<string, string>> {
  const { listing } = entry;
  return { ...fieldsOf(entry), ...(listing !== undefined && { listing: listing.join(" ") }) };
}

/** The fields that are compared, printed: equal text is equal meaning. */
export function fieldsOf(entry: Entry): Readonly<Record<string, string>> {
  const fields: Record<string, string> = { type: entry.type === "whiteout" ? "chr" : entry.type };
  // Linux gives every symbolic link the same mode, and other systems another one.
  if (entry.mode !== undefined && entry.type !== "symlink") fields["mode"] = printMode(entry.mode);
  for (const name of ["uid", "gid", "nlink"] as const) {
    if (entry[name] !== undefined) fields[name] = String(entry[name]);
  }
  if (entry.size !== undefined && entry.type !== "dir") fields["size"] = String(entry.size);
  for (const name of ["target", "content"] as const) {
    if (entry[name] !== undefined) fields[name] = printBytes(entry[name]);
  }
  for (const name of ["mtime", "atime", "inode", "dtype", "error", "encoding"] as const) {
    if (entry[name] !== undefined) fields[name] = entry[name];
  }
  if (entry.unlisted) fields["unlisted"] = "true";
  if (entry.type === "whiteout") fields["rdev"] = "0:0";
  if (entry.rdev !== undefined) fields["rdev"] = entry.rdev.join(":");
  for (const [name, value] of Object.entries(entry.xattrs ?? {})) {
    if (name !== "security.selinux") fields[`xattrs.${name}`] = printBytes(value);
  }
  for (const [name, value] of Object.entries(entry.marks ?? {})) fields[`marks.${name}`] = value;
  return fields;
}

export const printMode = (mode: number): string => `0${mode.toString(8).padStart(3, "0")}`;

/** Quoted text, `hex 00ff`, or `4096 bytes sha256 1f2e3d4c…`. The digest is whole, because it is compared. */
export function printBytes(bytes: Bytes): string {
  if (typeof bytes === "string") return JSON.stringify(bytes);
  if ("hex" in bytes) return `hex ${bytes.hex}`;
  return `${bytes.size} bytes sha256 ${bytes.sha256}`;
}

/** The type as a reader looks for it: a whiteout is called one. */
export function typeOf(entry: Entry): string {
  return isWhiteout(entry) ? "whiteout" : entry.type;
}

/** An object in one line, where it is missing or one too many. */
export function printEntry(entry: Entry): string {
  if (isWhiteout(entry)) return "whiteout";
  const mode = entry.mode === undefined ? [] : [printMode(entry.mode)];
  const content = entry.content === undefined ? [] : [printBytes(entry.content)];
  const target = entry.target === undefined ? [] : [`-> ${show(entry.target)}`];
  return cut([entry.type, ...mode, ...content, ...target].join(" "));
}
