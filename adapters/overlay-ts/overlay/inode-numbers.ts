import type { Attributes } from "../vfs/inode.ts";
import { isDirectory } from "../vfs/mode.ts";
import type { Layer, Mounted } from "./structure.ts";

/*
 * Which inode and device numbers objects show. Where all layers share a filesystem its numbers are unique, and shown as
 * they are; with xino the high bits tell the filesystem; else files show the device of their layer's filesystem, and
 * directories a number made up. Source: overlayfs.rst, "Inode properties"; ovl_map_dev_ino, ovl_map_ino.
 *
 * `layer` is the one which the number is of: the origin's where there is one, so that it survives copy-up.
 */

export interface Numbers {
  readonly ino: bigint;
  readonly dev: number;
}

type Numbering = Pick<Mounted, "config" | "device" | "nextNumber">;

/** Whether all objects show the device of the overlay, and copied ones the number of their origin. */
export function sameDevice(mounted: Pick<Mounted, "config">): boolean {
  return mounted.config.xinoBits !== 0;
}

/**
 * What stat(2) shows.
 * @param own the object's number by `inodeNumber`
 */
export function showNumbers(
  mounted: Numbering,
  real: Pick<Attributes, "ino" | "mode">,
  layer: Layer,
  own: bigint,
): Numbers {
  const ino = unified(mounted, real.ino, layer);
  if (ino !== undefined) return { ino, dev: mounted.device };
  return isDirectory(real.mode)
    ? { ino: own, dev: mounted.device }
    : { ino: real.ino, dev: layer.pseudoDevice };
}

/** The number of an object itself, decided when it comes to be: what /proc/locks shows. */
export function inodeNumber(
  mounted: Numbering,
  real: Pick<Attributes, "ino" | "mode">,
  layer: Layer,
): bigint {
  const ino = unified(mounted, real.ino, layer);
  if (ino !== undefined) return ino;
  if (!isDirectory(real.mode)) return real.ino;
  const { xinoBits } = mounted.config;
  // The lowest of the high bits keeps numbers that are made up apart from those of upper.
  return mounted.nextNumber() | (xinoBits > 0 ? 1n << shiftOf(xinoBits) : 0n);
}

/** The number in a directory entry of a real object that is not copied up. */
export function entryNumber(mounted: Numbering, ino: bigint, layer: Layer): bigint {
  return unified(mounted, ino, layer) ?? ino;
}

/** undefined where the numbers of the layers do not fit into one space. */
function unified(mounted: Numbering, ino: bigint, layer: Layer): bigint | undefined {
  const { xinoBits } = mounted.config;
  if (xinoBits < 0) return ino;
  if (xinoBits === 0 || ino >> shiftOf(xinoBits) !== 0n) return undefined;
  return ino | (BigInt(layer.fsid) << (shiftOf(xinoBits) + 1n));
}

function shiftOf(xinoBits: number): bigint {
  return BigInt(64 - xinoBits);
}
