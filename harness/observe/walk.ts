import { AT_FDCWD, AT_SYMLINK_NOFOLLOW, calls } from "../agent/calls.ts";
import { errnoName } from "../agent/errno-table.ts";
import { type Dirent, readDirents, typeOf } from "../agent/structs.ts";
import type { EntryType } from "../language/transcript.ts";
import { byBytes } from "./order.ts";
import type { RawEntry, RawTree } from "./raw.ts";
import { openDirectory, openFile, readContent } from "./read-content.ts";
import { xattrsOf } from "./read-xattrs.ts";

/*
 * A tree on disk, looked at by system calls. The walk never follows a symbolic link, never opens what is not a
 * directory or a regular file, and leaves no access time behind where the kernel lets it. It stands in the directory
 * meanwhile, so that the kernel resolves short paths.
 */

const listing = Buffer.allocUnsafe(65536);
const link = Buffer.allocUnsafe(4096);
const x = Buffer.alloc(256);

/** STATX_BASIC_STATS: what an entry is made of. */
const basic = 0x7ff;

/** The tree below an absolute directory; its own root is `/`. */
export function walk(directory: string): RawTree {
  const tree = new Map<string, RawEntry>();
  const entered = inside(directory, () => visit(tree, "", undefined));
  if (entered < 0) tree.set("/", { type: "missing", error: `chdir ${errnoName(-entered)}` });
  return tree;
}

/** Objects below an absolute directory by themselves, as `walk` would show them; those that are there. */
export function lookAt(directory: string, paths: readonly string[]): RawTree {
  const tree = new Map<string, RawEntry>();
  inside(directory, () => {
    for (const path of paths) {
      if (status(relative(path)) === 0) tree.set(path, described(relative(path)));
    }
  });
  return tree;
}

/** A held working directory would keep a mount busy: it is left again at once. */
function inside(directory: string, look: () => void): number {
  const entered = calls.chdir(directory);
  if (entered < 0) return entered;
  try {
    look();
  } finally {
    calls.chdir("/");
  }
  return entered;
}

function relative(path: string): string {
  return path === "" ? "." : path.slice(1);
}

/** Fills `x`. */
function status(path: string): number {
  return calls.statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, basic, x);
}

function visit(tree: Map<string, RawEntry>, path: string, listed: EntryType | undefined): void {
  const at = path === "" ? "/" : path;
  const result = status(relative(path));
  if (result < 0) {
    tree.set(at, { type: "missing", error: `lstat ${errnoName(-result)}` });
    return;
  }
  const type = typeOf(x.readUInt16LE(28));
  const more = listed === undefined || listed === type ? {} : { dtype: listed };
  if (type === "dir") visitDirectory(tree, path, { ...basics(type), ...more });
  else tree.set(at, { ...described(relative(path)), ...more });
}

function visitDirectory(tree: Map<string, RawEntry>, path: string, own: RawEntry): void {
  const at = path === "" ? "/" : path;
  const fd = openDirectory(relative(path));
  if (fd < 0) {
    const xattrs = xattrsOf(relative(path), undefined);
    tree.set(at, { ...own, ...xattrs, error: `open ${errnoName(-fd)}` });
    return;
  }
  const entries = list(fd);
  const xattrs = xattrsOf(relative(path), fd);
  calls.close(fd);
  if (typeof entries === "string") {
    tree.set(at, { ...own, ...xattrs, error: entries });
    return;
  }
  tree.set(at, { ...own, ...xattrs, listing: entries.map(({ name }) => name) });
  for (const { name, type } of unique(entries)) visit(tree, `${path}/${name}`, type);
}

/** What `x` holds just now of something that is no directory, with everything that hangs on the path. */
function described(path: string): RawEntry {
  const type = typeOf(x.readUInt16LE(28));
  const own = basics(type);
  if (type !== "file") {
    const target = type === "symlink" ? { target: targetOf(path) } : {};
    return { ...own, ...target, ...xattrsOf(path, undefined) };
  }
  const fd = openFile(path);
  if (fd < 0) return { ...own, error: `open ${errnoName(-fd)}`, ...xattrsOf(path, undefined) };
  const content = readContent(fd);
  const xattrs = xattrsOf(path, fd);
  calls.close(fd);
  return { ...own, ...content, ...xattrs };
}

function basics(type: EntryType): RawEntry {
  const entry = {
    type,
    mode: x.readUInt16LE(28) & 0o7777,
    uid: x.readUInt32LE(20),
    gid: x.readUInt32LE(24),
    nlink: x.readUInt32LE(16),
    size: x.readUInt32LE(40) + x.readUInt32LE(44) * 0x1_0000_0000,
    mtime: nanoseconds(112),
    atime: nanoseconds(64),
    identity: x.toString("latin1", 32, 40) + x.toString("latin1", 136, 144),
  };
  if (type !== "chr" && type !== "blk") return entry;
  return { ...entry, rdev: [x.readUInt32LE(128), x.readUInt32LE(132)] };
}

function nanoseconds(at: number): bigint {
  return x.readBigInt64LE(at) * 1_000_000_000n + BigInt(x.readUInt32LE(at + 8));
}

/** The entries in their order without `.` and `..`, or what failed. */
function list(fd: number): readonly Dirent[] | string {
  const entries: Dirent[] = [];
  for (;;) {
    const n = calls.getdents64(fd, listing, listing.length);
    if (n < 0) return `getdents64 ${errnoName(-n)}`;
    if (n === 0) return entries;
    for (const entry of readDirents(listing, n)) {
      if (entry.name !== "." && entry.name !== "..") entries.push(entry);
    }
  }
}

function unique(entries: readonly Dirent[]): readonly Dirent[] {
  if (entries.length < 2) return entries;
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  return [...byName.values()].toSorted((a, b) => byBytes(a.name, b.name));
}

function targetOf(path: string): string {
  const n = calls.readlinkat(AT_FDCWD, path, link, link.length);
  return n < 0 ? `readlink ${errnoName(-n)}` : link.toString("utf8", 0, n);
}
