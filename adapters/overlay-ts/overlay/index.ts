import type { Inode } from "../vfs/inode.ts";
import { S_IFDIR, isDirectory, isWhiteoutDevice } from "../vfs/mode.ts";
import { fail } from "../vfs/posix-error.ts";
import { decodeReal, encodeReal } from "./handle.ts";
import { renameIn } from "./layer-names.ts";
import { makeNode } from "./make-node.ts";
import { setMark } from "./marks.ts";
import { handleOf, sameType, verifyMark } from "./origin.ts";
import type { Mounted } from "./structure.ts";
import { inWork, prepared } from "./work.ts";

/*
 * The index: in `work/index`, an entry for each copied-up lower object that has several names, and with nfs_export for
 * every one. Its name is the handle of the lower object in hexadecimal; it is a link of the upper file, or a directory
 * whose mark `upper` has the handle of the upper directory. Source: overlayfs.rst, "Inode properties", "NFS export";
 * ovl_lookup_index, ovl_create_index.
 */

/** Of the entry of a lower object. */
export function indexName(mounted: Mounted, origin: Inode): string {
  return Buffer.from(encodeReal(mounted, origin, false)).toString("hex");
}

/** Whether copying up a lower object makes an index entry: ovl_need_index. */
export function needsIndex(mounted: Mounted, lower: Inode): boolean {
  if (mounted.indexdir === undefined) return false;
  if (mounted.config.nfsExport) return true;
  const { mode, nlink } = lower.getattr();
  return !isDirectory(mode) && nlink > 1;
}

/**
 * The entry of a lower object, as a lookup by name meets it. undefined where there is none.
 * @param upper the upper directory that the name has
 * @throws EIO where the entry belongs to something else: a second directory that says it was copied from `origin`, or a
 *   whiteout, for all names of `origin` were removed
 */
export function lookupIndex(mounted: Mounted, origin: Inode, upper?: Inode): Inode | undefined {
  const entry = mounted.indexdir?.lookup(indexName(mounted, origin));
  if (entry === undefined) return undefined;
  const { mode, rdev } = entry.getattr();
  if (isWhiteoutDevice(mode, rdev) || !sameType(mode, origin.getattr().mode)) fail("EIO");
  if (isDirectory(mode) && (upper === undefined || !isEntryOf(mounted, entry, upper))) fail("EIO");
  return entry;
}

/**
 * The entry of a lower object, when a file handle of the overlay is decoded.
 * @throws ESTALE where all names of `origin` were removed, EIO where the entry is of another type
 */
export function decodedIndex(mounted: Mounted, origin: Inode): Inode | undefined {
  const entry = mounted.indexdir?.lookup(indexName(mounted, origin));
  if (entry === undefined) return undefined;
  const { mode, rdev } = entry.getattr();
  if (isWhiteoutDevice(mode, rdev)) fail("ESTALE");
  if (!sameType(mode, origin.getattr().mode)) fail("EIO");
  return entry;
}

function isEntryOf(mounted: Mounted, entry: Inode, upper: Inode): boolean {
  return verifyMark(mounted, entry, "upper", encodeReal(mounted, upper, true)) === "same";
}

/**
 * What an entry stands for: itself, or the upper directory in its mark. undefined where it has no mark that says
 * something.
 * @throws ESTALE where the upper directory is gone, EIO where it is none
 */
export function upperOfIndex(mounted: Mounted, entry: Inode): Inode | undefined {
  if (!isDirectory(entry.getattr().mode)) return entry;
  const handle = handleOf(mounted, entry, "upper");
  if (handle === undefined || mounted.upper === undefined) return undefined;
  const upper = decodeReal(mounted, handle, mounted.upper.filesystem);
  if (upper === undefined) fail("ESTALE");
  if (!isDirectory(upper.getattr().mode)) fail("EIO");
  return upper;
}

/** Makes the entry of an upper directory that was copied from `origin`, prepared under a name of its own. */
export function linkIntoIndex(mounted: Mounted, origin: Inode, upper: Inode): void {
  const { uid, gid } = mounted.mounter;
  const indexdir = inWork(mounted);
  const make = (temporary: string): Inode =>
    makeNode(mounted, indexdir, temporary, { mode: S_IFDIR, uid, gid });
  prepared(mounted, indexdir, make, (entry, temporary) => {
    setMark(mounted, entry, "upper", encodeReal(mounted, upper, true));
    renameIn(mounted, indexdir, temporary, indexdir, indexName(mounted, origin), 0);
  });
}
