import { AT_FDCWD, AT_SYMLINK_NOFOLLOW, calls } from "../agent/calls.ts";
import { openFlags } from "../agent/constants.ts";
import { errnoName } from "../agent/errno-table.ts";
import { type Dirent, readDirents, readNames, typeOf } from "../agent/structs.ts";
import type { EntryType } from "../language/transcript.ts";
import { byBytes } from "./order.ts";
import { readContent } from "./read-content.ts";
import type { RawEntry, RawTree } from "./raw.ts";

/*
 * A tree on disk, looked at by system calls. The walk never follows a symbolic link, never opens what is not a
 * directory or a regular file, and leaves no access time behind where the kernel lets it.
 */

const names = Buffer.allocUnsafe(65536);
const value = Buffer.allocUnsafe(65536);
const listing = Buffer.allocUnsafe(65536);
const link = Buffer.allocUnsafe(4096);
const x = Buffer.alloc(256);

/** STATX_BASIC_STATS: what an entry is made of. */
const basic = 0x7ff;

/** The tree below an absolute directory; its own root is `/`. */
export function walk(directory: string): RawTree {
  const tree = new Map<string, RawEntry>();
  visit(tree, directory, "", undefined);
  return tree;
}

/** One object by itself, as `walk` would show it: undefined where there is nothing. */
export function lookAt(directory: string, path: string): RawEntry | undefined {
  const result = calls.statx(AT_FDCWD, directory + path, AT_SYMLINK_NOFOLLOW, basic, x);
  if (result < 0) return undefined;
  return described(directory + path, []);
}

function visit(
  tree: Map<string, RawEntry>,
  directory: string,
  path: string,
  listed: EntryType | undefined,
): void {
  const real = directory + path;
  const at = path === "" ? "/" : path;
  const result = calls.statx(AT_FDCWD, real, AT_SYMLINK_NOFOLLOW, basic, x);
  if (result < 0) {
    tree.set(at, { type: "missing", error: `lstat ${errnoName(-result)}` });
    return;
  }
  const type = typeOf(x.readUInt16LE(28));
  if (type !== "dir") {
    tree.set(at, described(real, differing(listed, type)));
    return;
  }
  const own = described(real, differing(listed, type));
  const entries = list(real);
  if (typeof entries === "string") {
    tree.set(at, { ...own, error: entries });
    return;
  }
  tree.set(at, { ...own, listing: entries.map(({ name }) => name) });
  for (const { name, type: dtype } of unique(entries))
    visit(tree, directory, `${path}/${name}`, dtype);
}

/** What `x` holds just now, with everything that hangs on the path. */
function described(real: string, more: readonly (readonly [string, unknown])[]): RawEntry {
  const mode = x.readUInt16LE(28);
  const type = typeOf(mode);
  const entry: Record<string, unknown> = {
    type,
    mode: mode & 0o7777,
    uid: x.readUInt32LE(20),
    gid: x.readUInt32LE(24),
    nlink: x.readUInt32LE(16),
    size: x.readUInt32LE(40) + x.readUInt32LE(44) * 0x1_0000_0000,
    mtime: nanoseconds(112),
    atime: nanoseconds(64),
    identity: x.toString("latin1", 32, 40) + x.toString("latin1", 136, 144),
  };
  if (type === "chr" || type === "blk") entry["rdev"] = [x.readUInt32LE(128), x.readUInt32LE(132)];
  for (const [name, each] of more) entry[name] = each;
  if (type === "symlink") entry["target"] = targetOf(real);
  if (type === "file") {
    const content = readContent(real);
    if (typeof content === "object" && "failed" in content) entry["error"] = content.failed;
    else entry["content"] = content;
  }
  const xattrs = xattrsOf(real);
  if (xattrs !== undefined) entry["xattrs"] = xattrs;
  return entry as unknown as RawEntry;
}

function nanoseconds(at: number): bigint {
  return x.readBigInt64LE(at) * 1_000_000_000n + BigInt(x.readUInt32LE(at + 8));
}

function differing(
  listed: EntryType | undefined,
  type: EntryType,
): readonly (readonly [string, unknown])[] {
  return listed === undefined || listed === type ? [] : [["dtype", listed]];
}

/** The entries in their order without `.` and `..`, or what failed. */
function list(real: string): readonly Dirent[] | string {
  const how =
    openFlags.O_RDONLY | openFlags.O_DIRECTORY | openFlags.O_NOFOLLOW | openFlags.O_CLOEXEC;
  let fd = calls.openat(AT_FDCWD, real, how | openFlags.O_NOATIME, 0);
  if (fd === -1) fd = calls.openat(AT_FDCWD, real, how, 0); // EPERM: not the owner, so no O_NOATIME
  if (fd < 0) return `open ${errnoName(-fd)}`;
  try {
    const entries: Dirent[] = [];
    for (;;) {
      const n = calls.getdents64(fd, listing, listing.length);
      if (n < 0) return `getdents64 ${errnoName(-n)}`;
      if (n === 0) return entries;
      for (const entry of readDirents(listing, n)) {
        if (entry.name !== "." && entry.name !== "..") entries.push(entry);
      }
    }
  } finally {
    calls.close(fd);
  }
}

function unique(entries: readonly Dirent[]): readonly Dirent[] {
  if (entries.length < 2) return entries;
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  return [...byName.values()].toSorted((a, b) => byBytes(a.name, b.name));
}

function targetOf(real: string): string {
  const n = calls.readlinkat(AT_FDCWD, real, link, link.length);
  return n < 0 ? `readlink ${errnoName(-n)}` : link.toString("utf8", 0, n);
}

/** All extended attributes; undefined where there are none, or none can be listed. */
function xattrsOf(real: string): Record<string, Uint8Array> | undefined {
  const length = calls.llistxattr(real, names, names.length);
  if (length <= 0) return undefined;
  const found: Record<string, Uint8Array> = {};
  for (const name of readNames(names, length).toSorted(byBytes)) {
    const n = calls.lgetxattr(real, name, value, value.length);
    found[name] = n < 0 ? Buffer.from(errnoName(-n)) : Uint8Array.prototype.slice.call(value, 0, n);
  }
  return found;
}
