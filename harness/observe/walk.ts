import { AT_FDCWD, calls } from "../agent/calls.ts";
import { errnoName } from "../agent/errno-table.ts";
import { type Name, addNames, typeOf } from "../agent/structs.ts";
import type { EntryType } from "../language/transcript.ts";
import { byBytes } from "./order.ts";
import type { RawEntry, RawTree } from "./raw.ts";
import { openDirectory, openFile, readContent } from "./read-content.ts";
import { xattrsOf } from "./read-xattrs.ts";
import { sameContent, sameListing, sameXattrs } from "./same.ts";
import {
  type Devices,
  type Hanging,
  basicStats,
  deviceOf,
  entryOf,
  readStatus,
  status,
  statusText,
} from "./status.ts";

/*
 * A tree on disk, looked at by system calls. The walk never follows a symbolic link, never opens what is not a
 * directory or a regular file, and leaves no access time behind where the kernel lets it. It stands in the directory
 * meanwhile, so that the kernel resolves short paths.
 */

const listing = Buffer.allocUnsafe(65536);
const link = Buffer.allocUnsafe(4096);

/**
 * The tree below an absolute directory; its own root is `/`. Everything is read anew each time; what is as it was in
 * `before` is given as the same object.
 */
export function walk(directory: string, before?: RawTree): RawTree {
  const tree = new Map<string, RawEntry>();
  const entered = inside(directory, () =>
    visit({ tree, before, devices: new Map() }, "", undefined),
  );
  if (entered < 0) tree.set("/", { type: "missing", error: `chdir ${errnoName(-entered)}` });
  return tree;
}

/** Objects below an absolute directory by themselves, as `walk` would show them; those that are there. */
export function lookAt(directory: string, paths: readonly string[]): RawTree {
  const tree = new Map<string, RawEntry>();
  const devices: Devices = new Map();
  inside(directory, () => {
    if (readStatus(".") === 0) deviceOf(devices);
    for (const path of paths) {
      if (readStatus(relative(path)) === 0)
        tree.set(path, entryOf(hanging(relative(path)), deviceOf(devices)));
    }
  });
  return tree;
}

function inside(directory: string, look: () => void): number {
  const entered = calls.chdir(directory);
  if (entered >= 0) look();
  return entered;
}

/** After the last walk of a look: a held working directory would keep a mount busy. */
export function stepOut(): void {
  calls.chdir("/");
}

function relative(path: string): string {
  return path === "" ? "." : path.slice(1);
}

interface Walk {
  readonly tree: Map<string, RawEntry>;
  readonly before: RawTree | undefined;
  readonly devices: Devices;
}

function visit(walking: Walk, path: string, listed: EntryType | undefined): void {
  const { tree, before } = walking;
  const at = path === "" ? "/" : path;
  const result = readStatus(relative(path));
  if (result < 0) {
    tree.set(at, { type: "missing", error: `lstat ${errnoName(-result)}` });
    return;
  }
  const text = statusText();
  const device = deviceOf(walking.devices);
  const type = typeOf(status.readUInt16LE(basicStats.mode));
  const names: Name[] = [];
  const found = type === "dir" ? directory(relative(path), names) : hanging(relative(path));
  const old = before?.get(at);
  const dtype = listed === undefined || listed === type ? undefined : listed;
  const same =
    old !== undefined && old.status === text && old.dtype === dtype && sameHanging(old, found);
  tree.set(at, same ? old : entryOf(found, device, text, dtype));
  for (const { name, type: listedType } of unique(names))
    visit(walking, `${path}/${name}`, listedType);
}

function sameHanging(old: RawEntry, found: Hanging): boolean {
  return (
    old.target === found.target &&
    old.error === found.error &&
    sameContent(old.content, found.content) &&
    sameListing(old.listing, found.listing) &&
    sameXattrs(old.xattrs, found.xattrs)
  );
}

/** Lists a directory into `names`. */
function directory(path: string, names: Name[]): Hanging {
  const fd = openDirectory(path);
  if (fd < 0) return { error: `open ${errnoName(-fd)}`, ...xattrsOf(path, undefined) };
  const failed = list(fd, names);
  const xattrs = xattrsOf(path, fd);
  calls.close(fd);
  if (failed !== undefined) return { ...xattrs, error: failed };
  return { listing: names.map(({ name }) => name), ...xattrs };
}

/** Of something that is no directory, whose status has just been read. */
function hanging(path: string): Hanging {
  const type = typeOf(status.readUInt16LE(basicStats.mode));
  if (type === "symlink") return { target: targetOf(path), ...xattrsOf(path, undefined) };
  if (type !== "file") return xattrsOf(path, undefined);
  const fd = openFile(path);
  if (fd < 0) return { error: `open ${errnoName(-fd)}`, ...xattrsOf(path, undefined) };
  const content = readContent(fd);
  const xattrs = xattrsOf(path, fd);
  calls.close(fd);
  return { ...content, ...xattrs };
}

/** Gives what failed. */
function list(fd: number, names: Name[]): string | undefined {
  for (;;) {
    const n = calls.getdents64(fd, listing, listing.length);
    if (n < 0) return `getdents64 ${errnoName(-n)}`;
    if (n === 0) return undefined;
    addNames(names, listing, n);
  }
}

function unique(names: readonly Name[]): readonly Name[] {
  if (names.length < 2) return names;
  const byName = new Map(names.map((each) => [each.name, each]));
  return [...byName.values()].toSorted((a, b) => byBytes(a.name, b.name));
}

function targetOf(path: string): string {
  const n = calls.readlinkat(AT_FDCWD, path, link, link.length);
  return n < 0 ? `readlink ${errnoName(-n)}` : link.toString("utf8", 0, n);
}
