import { AT_FDCWD, AT_SYMLINK_NOFOLLOW, calls } from "../agent/calls.ts";
import { typeOf } from "../agent/structs.ts";
import type { EntryType } from "../language/transcript.ts";
import type { RawEntry } from "./raw.ts";

/* The status of one object: struct statx, read into one buffer that the next one overwrites. */

export const status = Buffer.alloc(256);

/** Offsets in struct statx, linux/stat.h. */
export const basicStats = {
  attributes: 8,
  nlink: 16,
  uid: 20,
  gid: 24,
  mode: 28,
  ino: 32,
  size: 40,
  atime: 64,
  mtime: 112,
  rdev: 128,
  dev: 136,
  end: 144,
} as const;

/** STATX_BASIC_STATS */
const mask = 0x7ff;

/** @returns 0, or a negative errno */
export function readStatus(path: string): number {
  return calls.statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, mask, status);
}

/** What an entry has beside its status. */
export type Hanging = Pick<RawEntry, "target" | "content" | "xattrs" | "listing" | "error">;

/** Everything that an entry is made of, and more: where it is equal, the entry is. */
export function statusText(): string {
  return status.toString("latin1", basicStats.nlink, basicStats.end);
}

/**
 * Device numbers of one look in the order of their first sight. The number of an anonymous device is whatever is free
 * when it is mounted: what counts is which objects share one.
 */
export type Devices = Map<string, number>;

/** STATX_ATTR_MOUNT_ROOT */
const mountRoot = 0x2000;
/** Marks a tree whose root begins no mount: what is mounted over it later is something else, and so are its numbers. */
const uncovered = "uncovered";

/** Of the device of the object whose status has been read last: the root of a tree first. */
export function deviceOf(devices: Devices): number {
  const begins = (status.readUInt32LE(basicStats.attributes) & mountRoot) !== 0;
  if (devices.size === 0 && !begins) devices.set(uncovered, 0);
  const device = status.toString("latin1", basicStats.dev, basicStats.end);
  if (!devices.has(device)) devices.set(device, devices.size);
  const number = devices.get(device) ?? 0;
  return devices.has(uncovered) ? -number : number;
}

/** The entry of the object whose status has been read last. */
export function entryOf(
  found: Hanging,
  deviceNumber: number,
  text?: string,
  dtype?: EntryType,
): RawEntry {
  const mode = status.readUInt16LE(basicStats.mode);
  const type = typeOf(mode);
  const ino = status.toString("latin1", basicStats.ino, basicStats.size);
  return {
    type,
    mode: mode & 0o7777,
    uid: status.readUInt32LE(basicStats.uid),
    gid: status.readUInt32LE(basicStats.gid),
    nlink: status.readUInt32LE(basicStats.nlink),
    size: Number(status.readBigUInt64LE(basicStats.size)),
    mtime: nanoseconds(basicStats.mtime),
    atime: nanoseconds(basicStats.atime),
    identity: `${deviceNumber}:${ino}`,
    ...(type === "chr" || type === "blk" ? { rdev: device() } : {}),
    ...found,
    ...(text !== undefined && { status: text }),
    ...(dtype !== undefined && { dtype }),
  };
}

function device(): readonly [number, number] {
  return [status.readUInt32LE(basicStats.rdev), status.readUInt32LE(basicStats.rdev + 4)];
}

function nanoseconds(at: number): bigint {
  return status.readBigInt64LE(at) * 1_000_000_000n + BigInt(status.readUInt32LE(at + 8));
}
