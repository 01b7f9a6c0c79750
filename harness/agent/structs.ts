import type { EntryType } from "../language/transcript.ts";

/*
 * Structures that system calls fill, read by their offsets. Both architectures are little-endian and 64 bits wide.
 */

/** S_IFMT of inode(7), by the type bits. */
const formats: ReadonlyMap<number, EntryType> = new Map([
  [0o100000, "file"],
  [0o040000, "dir"],
  [0o120000, "symlink"],
  [0o020000, "chr"],
  [0o060000, "blk"],
  [0o010000, "fifo"],
  [0o140000, "socket"],
]);

/** DT_* of getdents64(2) */
const dirent: ReadonlyMap<number, EntryType> = new Map([
  [0, "unknown"],
  [1, "fifo"],
  [2, "chr"],
  [4, "dir"],
  [6, "blk"],
  [8, "file"],
  [10, "symlink"],
  [12, "socket"],
  [14, "whiteout"],
]);

export const S_IFMT = 0o170000;

export function typeOf(mode: number): EntryType {
  return formats.get(mode & S_IFMT) ?? "unknown";
}

/** The type bits for mknod(2). */
export function formatOf(type: EntryType): number {
  for (const [bits, name] of formats) if (name === type) return bits;
  return 0;
}

export interface Stamp {
  readonly sec: number;
  readonly nsec: number;
}

/** struct statx of statx(2) */
export interface Statx {
  readonly mask: number;
  readonly attributes: number;
  readonly nlink: number;
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
  /** Decimal: overlay's xino uses the highest bits. */
  readonly ino: string;
  readonly size: number;
  readonly blocks: number;
  readonly blksize: number;
  readonly atime: Stamp;
  readonly btime: Stamp;
  readonly ctime: Stamp;
  readonly mtime: Stamp;
  readonly rdev: readonly [number, number];
  readonly dev: readonly [number, number];
  readonly mountId: number;
}

export const statxSize = 256;

/** STATX_BASIC_STATS, STATX_BTIME and STATX_MNT_ID */
export const statxMask = 0x7ff | 0x800 | 0x1000;

export function readStatx(b: Buffer): Statx {
  return {
    mask: b.readUInt32LE(0),
    blksize: b.readUInt32LE(4),
    attributes: Number(b.readBigUInt64LE(8)),
    nlink: b.readUInt32LE(16),
    uid: b.readUInt32LE(20),
    gid: b.readUInt32LE(24),
    mode: b.readUInt16LE(28),
    ino: b.readBigUInt64LE(32).toString(),
    size: long(b, 40),
    blocks: long(b, 48),
    atime: statxStamp(b, 64),
    btime: statxStamp(b, 80),
    ctime: statxStamp(b, 96),
    mtime: statxStamp(b, 112),
    rdev: [b.readUInt32LE(128), b.readUInt32LE(132)],
    dev: [b.readUInt32LE(136), b.readUInt32LE(140)],
    mountId: long(b, 144),
  };
}

function statxStamp(b: Buffer, at: number): Stamp {
  return { sec: long(b, at), nsec: b.readUInt32LE(at + 8) };
}

/** A 64-bit number as a JavaScript one: exact up to 2^53. */
export function long(b: Buffer, at: number): number {
  return b.readUInt32LE(at) + b.readInt32LE(at + 4) * 0x1_0000_0000;
}

export interface Dirent {
  readonly name: string;
  readonly type: EntryType;
  readonly ino: string;
  readonly off: string;
}

/** The struct linux_dirent64 that one getdents64(2) call left in the first `length` bytes. */
export function readDirents(b: Buffer, length: number): readonly Dirent[] {
  const entries: Dirent[] = [];
  for (let at = 0; at < length; at += b.readUInt16LE(at + 16)) {
    const end = b.indexOf(0, at + 19);
    entries.push({
      name: b.toString("utf8", at + 19, end),
      type: dirent.get(b.readUInt8(at + 18)) ?? "unknown",
      ino: b.readBigUInt64LE(at).toString(),
      off: b.readBigInt64LE(at + 8).toString(),
    });
  }
  return entries;
}

export interface Name {
  readonly name: string;
  readonly type: EntryType;
}

/** The same without numbers and without the two dots, for a look that only goes through the names. */
export function addNames(names: Name[], b: Buffer, length: number): void {
  for (let at = 0; at < length; at += b.readUInt16LE(at + 16)) {
    const end = b.indexOf(0, at + 19);
    const name = b.toString("utf8", at + 19, end);
    if (name === "." || name === "..") continue;
    names.push({ name, type: dirent.get(b.readUInt8(at + 18)) ?? "unknown" });
  }
}

/** Two struct timespec, for utimensat(2). */
export function timespecs(times: readonly (Stamp | "now" | "omit")[]): Buffer {
  const b = Buffer.alloc(16 * times.length);
  for (const [index, time] of times.entries()) {
    const { sec, nsec } = typeof time === "string" ? special[time] : time;
    b.writeBigInt64LE(BigInt(sec), index * 16);
    b.writeBigInt64LE(BigInt(nsec), index * 16 + 8);
  }
  return b;
}

/** UTIME_NOW and UTIME_OMIT */
const special = { now: { sec: 0, nsec: 0x3fffffff }, omit: { sec: 0, nsec: 0x3ffffffe } } as const;

/** dev_t as mknod(2) takes it: the encoding of linux/kdev_t.h, new_encode_dev. */
export function deviceNumber(major: number, minor: number): number {
  return ((minor & 0xff) | (major << 8) | ((minor & ~0xff) << 12)) >>> 0;
}

/** The names in a list of strings that each end with NUL. */
export function readNames(b: Buffer, length: number): readonly string[] {
  return length === 0 ? [] : b.toString("utf8", 0, length - 1).split("\0");
}
