import type { FileSystem, Stats } from "../../../adapters/file-system.ts";
import { byBytes } from "../../observe/order.ts";
import { toBytes } from "../../observe/bytes.ts";
import type { RawEntry } from "../../observe/raw.ts";
import { outcomeOf } from "./failure.ts";
import type { ShownStats } from "./shown-upper.ts";
import { device, nanoseconds, openNumber, typeOf } from "./numbers.ts";

/* A walk over a file system, by whatever calls it has. */

/** Every object that can be reached by listing, from `/`. */
export async function walk(fs: FileSystem): Promise<Map<string, RawEntry>> {
  const tree = new Map<string, RawEntry>();
  const pending = ["/"];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (tree.has(path)) continue;
    const entry = (await lookAt(fs, path)) ?? { type: "missing" };
    tree.set(path, entry);
    const names = (entry.listing ?? []).toSorted(byBytes).toReversed();
    pending.push(...names.map((name) => (path === "/" ? `/${name}` : `${path}/${name}`)));
  }
  return tree;
}

/** The object at a path; undefined where a look-up finds none. */
export async function lookAt(fs: FileSystem, path: string): Promise<RawEntry | undefined> {
  try {
    const stats = await (fs.lstat === undefined ? fs.stat?.(path) : fs.lstat(path));
    if (stats === undefined) return { type: "unknown", error: "lstat ENOSYS" };
    return await entryOf(fs, path, stats);
  } catch (thrown) {
    const said = errnoOrMessage(thrown);
    return said === "ENOENT" || said === "ENOTDIR"
      ? undefined
      : { type: "unknown", error: `lstat ${said}` };
  }
}

async function entryOf(fs: FileSystem, path: string, stats: ShownStats): Promise<RawEntry> {
  const type = typeOf(stats.mode);
  const { encoding } = stats;
  const other = encoding === undefined ? {} : { encoding, identity: `${encoding}:${path}` };
  const common = { type, mode: stats.mode & 0o7777, ...attributes(stats), ...other };
  const xattrs =
    type === "symlink" || encoding !== undefined
      ? {}
      : await attempt("listxattr", () => xattrsOf(fs, path));
  switch (type) {
    case "file":
      return { ...common, ...xattrs, ...(await attempt("read", () => contentOf(fs, path))) };
    case "dir":
      return { ...common, ...xattrs, ...(await attempt("readdir", () => listingOf(fs, path))) };
    case "symlink":
      return { ...common, ...(await attempt("readlink", () => targetOf(fs, path))) };
    case "chr":
    case "blk":
      return { ...common, ...xattrs, rdev: device(stats.rdev ?? 0) };
    default:
      return { ...common, ...xattrs };
  }
}

function attributes({ uid, gid, nlink, size, ino, dev, mtimeMs, atimeMs }: Stats): object {
  return {
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
    ...(nlink !== undefined && { nlink }),
    size,
    ...(ino !== undefined && { identity: `${dev ?? 0}:${ino}` }),
    ...(mtimeMs !== undefined && { mtime: nanoseconds(mtimeMs) }),
    ...(atimeMs !== undefined && { atime: nanoseconds(atimeMs) }),
  };
}

/** What a look gives, or how it failed: a subject that cannot be read is seen as that, and the walk goes on. */
async function attempt(
  what: string,
  look: () => Promise<Partial<RawEntry>>,
): Promise<Partial<RawEntry>> {
  try {
    return await look();
  } catch (thrown) {
    return { error: `${what} ${errnoOrMessage(thrown)}` };
  }
}

function errnoOrMessage(thrown: unknown): string {
  const outcome = outcomeOf(thrown);
  if ("errno" in outcome) return outcome.errno;
  return "threw" in outcome ? outcome.threw : "failed";
}

async function contentOf(fs: FileSystem, path: string): Promise<Partial<RawEntry>> {
  if (fs.open === undefined) return { error: "open ENOSYS" };
  const handle = await fs.open(path, openNumber(["O_RDONLY"]), 0);
  try {
    const chunks: Uint8Array[] = [];
    for (let position = 0; ;) {
      const chunk = new Uint8Array(65536);
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, position);
      if (bytesRead <= 0) return { content: toBytes(Buffer.concat(chunks)) };
      chunks.push(chunk.subarray(0, bytesRead));
      position += bytesRead;
    }
  } finally {
    await handle.close();
  }
}

async function listingOf(fs: FileSystem, path: string): Promise<Partial<RawEntry>> {
  if (fs.readdir === undefined) return { error: "readdir ENOSYS" };
  return { listing: await fs.readdir(path) };
}

async function targetOf(fs: FileSystem, path: string): Promise<Partial<RawEntry>> {
  if (fs.readlink === undefined) return { error: "readlink ENOSYS" };
  return { target: await fs.readlink(path) };
}

async function xattrsOf(fs: FileSystem, path: string): Promise<Partial<RawEntry>> {
  if (fs.listxattr === undefined || fs.getxattr === undefined) return {};
  const xattrs: Record<string, Uint8Array> = {};
  for (const name of await fs.listxattr(path)) xattrs[name] = await fs.getxattr(path, name);
  return Object.keys(xattrs).length > 0 ? { xattrs } : {};
}
