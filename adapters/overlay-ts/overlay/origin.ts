import { S_IFMT, isWhiteoutDevice } from "../vfs/mode.ts";
import type { Inode } from "../vfs/inode.ts";
import { fail } from "../vfs/posix-error.ts";
import { checkHandle, decodeReal, encodeReal, sameBytes } from "./handle.ts";
import { type Mark, type Marking, getMark, setMark } from "./marks.ts";
import type { HandleUser } from "./handle.ts";
import type { LowerPath, Mounted } from "./structure.ts";

/*
 * Where an upper object was copied from: a file handle in `origin` of its marks, kept over mounts. Source: overlayfs.rst,
 * "Inode properties" and "Sharing and copying layers"; ovl_check_origin, ovl_verify_fh.
 */

const none = new Uint8Array(0);

/**
 * The value of `origin` for a copy of `real`. Empty says "copied, from something without a handle": where the filesystem
 * gives none, or where the mounter could not decode it again.
 */
export function encodeOrigin(mounted: HandleUser, real: Inode): Uint8Array {
  return mounted.decodesHandles ? encodeReal(mounted, real, false) : none;
}

/** The handle in a mark. undefined where there is none that says something. */
export function handleOf(mounted: Marking, real: Inode, mark: Mark): Uint8Array | undefined {
  const bytes = getMark(mounted, real, mark);
  return bytes !== undefined && checkHandle(bytes) === "ok" ? bytes : undefined;
}

/**
 * The lower object of a handle that `checkHandle` found ok. undefined where no layer has it.
 * @param upper what was copied from it: EIO where it is of another type
 */
export function decodeOrigin(
  mounted: Mounted,
  value: Uint8Array,
  upper?: Inode,
): LowerPath | undefined {
  for (const layer of mounted.lowers) {
    if (layer.dataOnly || layer.sharedUuid) continue;
    const inode = decodeReal(mounted, value, layer.filesystem);
    if (inode === undefined) continue;
    if (upper !== undefined && !comesFrom(upper, inode)) fail("EIO");
    return { layer, inode };
  }
  return undefined;
}

function comesFrom(upper: Inode, lower: Inode): boolean {
  const { mode, rdev } = upper.getattr();
  return isWhiteoutDevice(mode, rdev) || sameType(mode, lower.getattr().mode);
}

export function sameType(mode: number, other: number): boolean {
  return ((mode ^ other) & S_IFMT) === 0;
}

/** The lower object that an upper one was copied from, by its mark: ovl_check_origin. */
export function originOf(mounted: Mounted, upper: Inode): LowerPath | undefined {
  const handle = handleOf(mounted, upper, "origin");
  return handle && decodeOrigin(mounted, handle, upper);
}

/**
 * Compares a mark with a handle: `absent` where the mark says nothing, `stale` where it is of another inode.
 */
export function verifyMark(
  mounted: Marking,
  real: Inode,
  mark: Mark,
  handle: Uint8Array,
): "same" | "stale" | "absent" {
  const found = handleOf(mounted, real, mark);
  if (found === undefined) return "absent";
  return sameBytes(found, handle) ? "same" : "stale";
}

/** Sets the mark where it is absent: ESTALE where it is of another inode. */
export function verifyOrSetMark(
  mounted: Marking,
  real: Inode,
  mark: Mark,
  handle: Uint8Array,
): void {
  const found = verifyMark(mounted, real, mark, handle);
  if (found === "stale") fail("ESTALE");
  if (found === "absent") setMark(mounted, real, mark, handle);
}
