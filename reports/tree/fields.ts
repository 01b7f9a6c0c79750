import type { Bytes } from "../../harness/language/content.ts";
import type { Entry } from "../../harness/language/transcript.ts";
import { printMode } from "./mode.ts";

/** The fields of an entry as text, by the names that mismatches use; what an entry does not say is not there. */
export type FieldTexts = Readonly<Record<string, string>>;

type Printer = (entry: Entry) => string | undefined;

const text = (value: string | number | undefined): string | undefined =>
  value === undefined ? undefined : String(value);

/** In the order in which a reader wants them. */
const printers: Readonly<Record<string, Printer>> = {
  type: ({ type }) => type,
  mode: ({ mode }) => (mode === undefined ? undefined : printMode(mode)),
  uid: ({ uid }) => text(uid),
  gid: ({ gid }) => text(gid),
  nlink: ({ nlink }) => text(nlink),
  size: ({ size }) => text(size),
  rdev: ({ rdev }) => rdev?.join(":"),
  target: ({ target }) => (target === undefined ? undefined : JSON.stringify(target)),
  content: ({ content }) => (content === undefined ? undefined : printBytes(content)),
  listing: ({ listing }) => listing && (listing.map(quoteWhereNeeded).join(" ") || "(empty)"),
  dtype: ({ dtype }) => dtype,
  unlisted: ({ unlisted }) => unlisted && "found, but not listed",
  error: ({ error }) => error,
  inode: ({ inode }) => inode,
  mtime: ({ mtime }) => mtime,
  atime: ({ atime }) => atime,
  encoding: ({ encoding }) => encoding,
};

export function fieldsOf(entry: Entry): FieldTexts {
  const { type, ...rest } = printAll(entry);
  return {
    ...(type !== undefined && { type }),
    ...rest,
    ...prefixed("marks", entry.marks ?? {}, (value) => value),
    ...prefixed("xattrs", entry.xattrs ?? {}, printBytes),
  };
}

function printAll(entry: Entry): FieldTexts {
  const found = Object.entries(printers).flatMap(([name, print]) => {
    const value = print(entry);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found);
}

function prefixed<T>(
  prefix: string,
  values: Readonly<Record<string, T>>,
  print: (value: T) => string,
): FieldTexts {
  const sorted = Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, value]) => [`${prefix}.${name}`, print(value)]));
}

function printBytes(value: Bytes): string {
  if (typeof value === "string") return JSON.stringify(value);
  if ("hex" in value) return `hex ${value.hex}`;
  return `${value.size} bytes, sha256 ${value.sha256}`;
}

const quoteWhereNeeded = (name: string): string =>
  /^[^\s"]+$/u.test(name) ? name : JSON.stringify(name);

/** `dir 0755 0:0`: enough to know an object by. */
export function summaryOf(entry: Entry): string {
  const { type, mode, uid, gid } = entry;
  const all = fieldsOf(entry);
  const owner = uid === undefined && gid === undefined ? undefined : `${uid ?? "?"}:${gid ?? "?"}`;
  const nlink = entry.nlink === undefined ? undefined : `n${entry.nlink}`;
  const octal = mode === undefined ? undefined : printMode(mode).split(" ")[0];
  const device = all["rdev"] === undefined ? undefined : `rdev ${all["rdev"]}`;
  const target = all["target"] === undefined ? undefined : `-> ${all["target"]}`;
  const marks = Object.entries(all)
    .filter(([name]) => name.startsWith("marks.") || name.startsWith("xattrs."))
    .map(([name, value]) => `${name.replace(/^\w+\./, "")}=${value}`);
  const parts = [type, octal, owner, nlink, device, target, all["content"], ...marks];
  return [...parts, all["error"], all["unlisted"], all["encoding"]]
    .filter((part) => part !== undefined)
    .join(" ");
}
