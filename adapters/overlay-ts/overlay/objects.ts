import type { Inode } from "../vfs/inode.ts";
import { isDirectory } from "../vfs/mode.ts";
import { fail } from "../vfs/posix-error.ts";
import { type Entry, type Node, type Parts, isDirectoryNode } from "./node.ts";
import type { Layer, Mounted } from "./structure.ts";

/*
 * One object for one real inode: names that lead to the same one share it, and two directories that claim the same
 * lower one are found. Source: ovl_get_inode, ovl_hash_bylower, ovl_verify_inode.
 */

/**
 * The object for what a lookup found.
 * @param near any object of the mount
 * @throws ESTALE where the same real inode is part of another object
 */
export function obtain(near: Node, parts: Parts): Node {
  const { mounted } = near;
  const lower = parts.lowers[0];
  const byLower = lower !== undefined && keyedByLower(mounted, parts, lower.inode);
  const keyOwner = byLower || parts.upper === undefined ? lower?.inode : parts.upper;
  const key = byLower || parts.upper !== undefined ? keyOwner : undefined;
  const known = key && (mounted.objects.get(key) as Node | undefined);
  if (known !== undefined) {
    if (!agrees(known, parts)) fail("ESTALE");
    return known;
  }
  const layer = numbering(mounted, parts, byLower);
  const node = near.make(parts, keyOwner ?? fail("EIO"), layer);
  node.keepsNumber = byLower;
  node.key = key;
  if (key !== undefined) mounted.objects.set(key, node);
  return node;
}

/** Whether the lower inode stands for the object, also after copy-up. */
function keyedByLower(mounted: Mounted, { upper, indexed }: Parts, lower: Inode): boolean {
  if (indexed || mounted.upper === undefined) return true;
  const { mode, nlink } = lower.getattr();
  const breaks = upper !== undefined || mounted.indexdir === undefined;
  if (breaks && !isDirectory(mode) && nlink > 1) return false;
  return !(mounted.config.nfsExport && upper !== undefined);
}

function numbering(mounted: Mounted, { upper, lowers }: Parts, byLower: boolean): Layer {
  const own = byLower || upper === undefined ? lowers[0]?.layer : mounted.upper;
  return own ?? fail("EIO");
}

/** Directories have to agree in full; a file may be known with more than a name tells. */
function agrees(known: Node, { upper, lowers }: Parts): boolean {
  const lower = lowers[0]?.inode;
  const knownLower = known.lowers[0]?.inode;
  if (isDirectoryNode(known)) return lower === knownLower && upper === known.upper;
  return (
    (lower === undefined || lower === knownLower) && (upper === undefined || upper === known.upper)
  );
}

/** A name of an object is known from now on. */
export function hash(node: Node): void {
  node.aliases += 1;
  hold(node);
}

/** A name that is known, or an open file, keeps an object. */
export function hold(node: Node): void {
  node.users += 1;
}

/** What nobody holds is made anew when it is looked up, from what the layers say then. */
export function release(node: Node): void {
  node.users -= 1;
  if (node.users > 0 || node.key === undefined) return;
  node.mounted.objects.delete(node.key);
}

/** Forgets a name: the next lookup asks the layers. */
export function unhash(entry: Entry): void {
  const { parent, name, node } = entry;
  if (parent.children.get(name) !== entry) return;
  parent.children.delete(name);
  if (node === undefined) return;
  node.aliases -= 1;
  release(node);
}
