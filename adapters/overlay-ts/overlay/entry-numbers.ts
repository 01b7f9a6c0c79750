import type { DirectoryEntry } from "../vfs/inode.ts";
import { getattr } from "./attributes.ts";
import { entryNumber, sameDevice } from "./inode-numbers.ts";
import type { ListedName } from "./listing.ts";
import { entryOf } from "./lookup.ts";
import { removeMark } from "./marks.ts";
import { readReal } from "./merge.ts";
import { type Node, hasOrigin, isMerged, lowerOf, upperOf } from "./node.ts";
import { fail } from "../vfs/posix-error.ts";

/*
 * Inode numbers in listings: what was copied up shows that of its origin, as stat(2) does. Source: ovl_cache_update,
 * ovl_iterate_real.
 */

/** The number of a name in a merged list; undefined where a lookup says that there is no such name. */
export function shownIno(directory: Node, listed: ListedName): bigint | undefined {
  const { mounted } = directory;
  const { ino, realIno, unsure, name } = listed;
  if (ino !== undefined && !unsure) return ino;
  if (!sameDevice(mounted) && !unsure) return realIno;
  listed.whiteout = true;
  const node = namedBy(directory, name);
  if (node === undefined) return undefined;
  listed.whiteout = false;
  listed.ino = ino ?? (sameDevice(mounted) ? numberOf(node, realIno) : realIno);
  return listed.ino;
}

function namedBy(directory: Node, name: string): Node | undefined {
  if (name === ".") return directory;
  if (name === "..") return directory.entry?.parent ?? directory;
  return entryOf(directory, name).node;
}

function numberOf(node: Node, realIno: bigint): bigint {
  if (hasOrigin(node)) return getattr(node).ino;
  return node.upper === undefined && node.mounted.config.xinoBits > 0
    ? entryNumber(node.mounted, realIno, lowerOf(node).layer)
    : realIno;
}

/**
 * How the entries of a directory that is not merged show their numbers; undefined where they show as they are.
 * @param upper it was opened in upper
 */
export function realNumbers(
  directory: Node,
  upper: boolean,
): ((entry: DirectoryEntry) => bigint) | undefined {
  const { mounted, entry, impure, lowers } = directory;
  const { xinoBits } = mounted.config;
  const parent = entry !== undefined && isMerged(entry.parent) ? entry.parent : undefined;
  const copies = upper && impure;
  if (xinoBits === 0 || (xinoBits < 0 && !copies && parent === undefined)) return undefined;
  const parentIno = parent && getattr(parent).ino;
  const known = copies ? numbersOfCopies(directory) : undefined;
  const layer = lowers[0]?.layer ?? mounted.upper ?? fail("EIO");
  return ({ name, ino }) => {
    if (name === ".." && parentIno !== undefined) return parentIno;
    return known === undefined ? entryNumber(mounted, ino, layer) : (known.get(name) ?? ino);
  };
}

/** Those that differ from the real ones. Where there are none the directory is impure no more. */
function numbersOfCopies(directory: Node): ReadonlyMap<string, bigint> | undefined {
  const { mounted, version } = directory;
  if (directory.copies?.version === version) return directory.copies.numbers;
  const numbers = new Map<string, bigint>();
  readReal(mounted, upperOf(directory), (name, _type, ino) => {
    if (name === "." || name === "..") return;
    const node = entryOf(directory, name).node;
    const shown = node === undefined ? ino : numberOf(node, ino);
    if (shown !== ino) numbers.set(name, shown);
  });
  directory.copies = { version, numbers };
  if (numbers.size > 0) return numbers;
  removeMark(mounted, upperOf(directory), "impure");
  directory.impure = false;
  return undefined;
}
