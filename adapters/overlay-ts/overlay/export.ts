import type { Inode } from "../vfs/inode.ts";
import type { FileHandle, HandlePurpose } from "../vfs/filesystem-status.ts";
import { isDirectory } from "../vfs/mode.ts";
import { fail } from "../vfs/posix-error.ts";
import { copyUp } from "./copy-up.ts";
import { checkHandle, decodeReal, encodeReal, isOfUpper } from "./handle.ts";
import { decodedIndex, upperOfIndex } from "./index.ts";
import { type Node, isDirectoryNode, lowerOf } from "./node.ts";
import { obtain } from "./objects.ts";
import { decodeOrigin } from "./origin.ts";
import type { Layer, LowerPath, Mounted } from "./structure.ts";
import { isAnswer } from "./workdir.ts";

/*
 * File handles of overlay objects: that of a real inode, of the lower one where that can be found again by it. Source:
 * overlayfs.rst, "NFS export"; fs/overlayfs/export.c.
 */

/** OVL_FILEID_V1 */
const handleType = 0xf8;
/** Before the handle of the real inode, so that what it holds is aligned. */
const padding = 3;

/**
 * A directory may be copied up for it, so that its names can be found again.
 * @throws EOVERFLOW where a file is to be found under its name: there are no such handles
 */
export function encodeHandle(mounted: Mounted, node: Node, purpose: HandlePurpose): FileHandle {
  if (purpose === "connect" && !isDirectoryNode(node)) fail("EOVERFLOW");
  const byLower = goesByLower(mounted, node);
  const real = byLower || node.upper === undefined ? lowerOf(node).inode : node.upper;
  const handle = encodeReal(mounted, real, !byLower);
  const bytes = new Uint8Array(Math.ceil((padding + handle.length) / 4) * 4);
  bytes.set(handle, padding);
  return { type: handleType, bytes };
}

/** ovl_check_encode_origin */
function goesByLower(mounted: Mounted, node: Node): boolean {
  const decodable = mounted.config.nfsExport;
  if (mounted.upper === undefined) return true;
  if (node.upper === undefined && !decodable) return true;
  if (node.lowers.length === 0 || node === mounted.root) return false;
  if (node.upper !== undefined && decodable && !node.indexed) return false;
  if (!decodable) return true;
  if (isDirectoryNode(node)) connect(mounted, node);
  return node.upper === undefined || node.indexed;
}

/**
 * Copies up the topmost directory on the way to the root that still has its lower name, where one above it has not: by
 * the index of the copy it is found again. ovl_connect_layer
 */
function connect(mounted: Mounted, node: Node): void {
  const origin = lowerOf(node).layer.index;
  let at = node;
  for (let parent = at.entry?.parent; parent !== undefined; parent = at.entry?.parent) {
    if (reach(mounted, parent) < origin) {
      copyUp(at);
      return;
    }
    if (parent.indexed) return;
    at = parent;
  }
}

/** The lowest layer from which a directory of the overlay can be found. */
function reach(mounted: Mounted, node: Node): number {
  if (node === mounted.root) return node.lowers.length;
  return node.upper !== undefined && !node.indexed ? 0 : lowerOf(node).layer.index;
}

/** undefined where the handle is stale, or none of an overlay. */
export function decodeHandle(mounted: Mounted, { type, bytes }: FileHandle): Inode | undefined {
  const handle = bytes.subarray(padding, padding + (bytes[padding + 2] ?? 0));
  if (type !== handleType || checkHandle(handle) !== "ok") return undefined;
  try {
    return isOfUpper(handle) ? ofUpper(mounted, handle) : ofLower(mounted, handle);
  } catch (error) {
    if (isAnswer(error, "ESTALE")) return undefined;
    throw error;
  }
}

function ofUpper(mounted: Mounted, handle: Uint8Array): Node | undefined {
  const { upper } = mounted;
  if (upper === undefined) return undefined;
  const real = decodeReal(mounted, handle, upper.filesystem);
  if (real === undefined) return undefined;
  return isDirectory(real.getattr().mode)
    ? directoryOf(mounted, real, upper)
    : withoutName(mounted, real, undefined);
}

function ofLower(mounted: Mounted, handle: Uint8Array): Node | undefined {
  const origin = decodeOrigin(mounted, handle);
  if (origin === undefined) return undefined;
  if (isDirectory(origin.inode.getattr().mode)) {
    return directoryOf(mounted, origin.inode, origin.layer);
  }
  const known = mounted.objects.get(origin.inode) as Node | undefined;
  return known ?? withoutName(mounted, decodedIndex(mounted, origin.inode), origin);
}

/** The object of a file that no name was looked up for. */
function withoutName(
  mounted: Mounted,
  upper: Inode | undefined,
  origin: LowerPath | undefined,
): Node {
  return obtain(mounted.root as Node, {
    upper,
    lowers: origin === undefined ? [] : [origin],
    metacopy: false,
    indexed: upper !== undefined && origin !== undefined,
    redirect: undefined,
    dataRedirect: undefined,
  });
}

/**
 * The overlay's directory that a real one is part of: by the index of its copy, else by its name in that of its parent.
 * @throws ESTALE where no name leads to it
 */
function directoryOf(mounted: Mounted, real: Inode, layer: Layer): Node {
  if (real === layer.root) return mounted.root as Node;
  const known = mounted.objects.get(real) as Node | undefined;
  if (known !== undefined) return known;
  const index = layer.index === 0 ? undefined : decodedIndex(mounted, real);
  const upper = index && upperOfIndex(mounted, index);
  if (upper !== undefined && mounted.upper !== undefined) {
    return directoryOf(mounted, upper, mounted.upper);
  }
  const { parent, name } = real.standing() ?? fail("ESTALE");
  const found = directoryOf(mounted, parent, layer).lookup(name) as Node | undefined;
  if (found === undefined || !hasPart(found, real)) fail("ESTALE");
  return found;
}

function hasPart({ upper, lowers }: Node, real: Inode): boolean {
  return upper === real || lowers.some(({ inode }) => inode === real);
}
