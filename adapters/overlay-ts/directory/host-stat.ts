import { deviceOf } from "../vfs/mode.ts";
import type { Attributes, Time } from "../vfs/inode.ts";
import { AT_EMPTY_PATH, AT_SYMLINK_NOFOLLOW, answered, host } from "./host.ts";

/* struct statx of the host: statx(2) */

const buffer = Buffer.alloc(256);

/** STATX_BASIC_STATS and STATX_BTIME */
const everything = 0xfff;
/**
 * STATX_TYPE, MODE, NLINK, UID, GID, INO and MNT_ID. A change time that nobody asked for stays coarse; asking would give
 * the next change a finer one, and the object would look changed after it was made.
 */
const withoutTimes = 0x1 | 0x2 | 0x4 | 0x8 | 0x10 | 0x100 | 0x1000;

const STATX_ATTR_IMMUTABLE = 0x10;

/** What can be known of an object without looking at its times. */
export interface Identity {
  readonly dev: number;
  readonly ino: bigint;
  /** With the type bits. */
  readonly mode: number;
  readonly nlink: number;
  readonly uid: number;
  readonly gid: number;
  readonly immutable: boolean;
  /** As the first column of mountinfo. */
  readonly mount: number;
}

export function identify(fd: number): Identity {
  answered(host.statx(fd, "", AT_EMPTY_PATH, withoutTimes, buffer));
  return {
    dev: deviceAt(136),
    ino: buffer.readBigUInt64LE(32),
    mode: buffer.readUInt16LE(28),
    nlink: buffer.readUInt32LE(16),
    uid: buffer.readUInt32LE(20),
    gid: buffer.readUInt32LE(24),
    immutable: (buffer.readUInt32LE(8) & STATX_ATTR_IMMUTABLE) !== 0,
    mount: Number(buffer.readBigUInt64LE(144)),
  };
}

/** The inode number behind a name; undefined where there is none. */
export function inodeNumber(directory: number, name: string): bigint | undefined {
  const result = host.statx(directory, name, AT_SYMLINK_NOFOLLOW, withoutTimes, buffer);
  return result < 0 ? undefined : buffer.readBigUInt64LE(32);
}

export function attributesOf(fd: number): Attributes {
  answered(host.statx(fd, "", AT_EMPTY_PATH, everything, buffer));
  return {
    mode: buffer.readUInt16LE(28),
    nlink: buffer.readUInt32LE(16),
    uid: buffer.readUInt32LE(20),
    gid: buffer.readUInt32LE(24),
    size: Number(buffer.readBigUInt64LE(40)),
    rdev: deviceAt(128),
    ino: buffer.readBigUInt64LE(32),
    dev: deviceAt(136),
    blocks: Number(buffer.readBigUInt64LE(48)),
    blksize: buffer.readUInt32LE(4),
    atime: timeAt(64),
    btime: timeAt(80),
    ctime: timeAt(96),
    mtime: timeAt(112),
  };
}

function deviceAt(offset: number): number {
  return deviceOf(buffer.readUInt32LE(offset), buffer.readUInt32LE(offset + 4));
}

function timeAt(offset: number): Time {
  const seconds = buffer.readBigInt64LE(offset);
  return seconds * 1_000_000_000n + BigInt(buffer.readUInt32LE(offset + 8));
}
