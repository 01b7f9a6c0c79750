import { statSize, statfsSize } from "../../../harness/agent/stat.ts";
import type { Attributes, Time } from "../vfs/inode.ts";
import { majorOf, minorOf } from "../vfs/mode.ts";
import { type Path, attribute } from "../vfs/mount.ts";
import { encodeDevice } from "./device-number.ts";

/* What stat(2), statx(2) and statfs(2) fill. The first is laid out differently on each architecture. */

const arm = process.arch === "arm64";

/** Offsets: arch/x86/include/uapi/asm/stat.h and asm-generic/stat.h */
const at = arm
  ? { mode: 16, nlink: 20, uid: 24, gid: 28, rdev: 32, blksize: 56, blocks: 64 }
  : { mode: 24, nlink: 16, uid: 28, gid: 32, rdev: 40, blksize: 56, blocks: 64 };

export function writeStat(b: Buffer, attributes: Attributes): void {
  const { size, blocks } = attributes;
  b.fill(0, 0, statSize);
  writeLong(b, 0, encodeDevice(attributes.dev));
  b.writeBigUInt64LE(attributes.ino, 8);
  b.writeUInt32LE(attributes.nlink, at.nlink);
  b.writeUInt32LE(attributes.mode, at.mode);
  b.writeUInt32LE(attributes.uid, at.uid);
  b.writeUInt32LE(attributes.gid, at.gid);
  writeLong(b, at.rdev, encodeDevice(attributes.rdev));
  writeLong(b, 48, size);
  b.writeUInt32LE(attributes.blksize, at.blksize);
  writeLong(b, at.blocks, blocks);
  writeTime(b, 72, attributes.atime);
  writeTime(b, 88, attributes.mtime);
  writeTime(b, 104, attributes.ctime);
}

const STATX_BASIC_STATS = 0x7ff;
const STATX_BTIME = 0x800;
const STATX_MNT_ID = 0x1000;
const STATX_ATTR_MOUNT_ROOT = 0x2000n;

/** Everything is filled, whatever was asked. */
export function writeStatx(b: Buffer, { mount, inode }: Path): void {
  const attributes = inode.getattr();
  b.fill(0, 0, 256);
  b.writeUInt32LE(STATX_BASIC_STATS | STATX_BTIME | STATX_MNT_ID, 0);
  b.writeUInt32LE(attributes.blksize, 4);
  if (inode === mount.root) b.writeBigUInt64LE(STATX_ATTR_MOUNT_ROOT, 8);
  b.writeUInt32LE(attributes.nlink, 16);
  b.writeUInt32LE(attributes.uid, 20);
  b.writeUInt32LE(attributes.gid, 24);
  b.writeUInt16LE(attributes.mode, 28);
  b.writeBigUInt64LE(attributes.ino, 32);
  writeLong(b, 40, attributes.size);
  writeLong(b, 48, attributes.blocks);
  writeTime(b, 64, attributes.atime);
  writeTime(b, 80, attributes.btime);
  writeTime(b, 96, attributes.ctime);
  writeTime(b, 112, attributes.mtime);
  b.writeUInt32LE(majorOf(attributes.rdev), 128);
  b.writeUInt32LE(minorOf(attributes.rdev), 132);
  b.writeUInt32LE(majorOf(attributes.dev), 136);
  b.writeUInt32LE(minorOf(attributes.dev), 140);
  writeLong(b, 144, mount.id);
}

const ST_VALID = 0x20;

/** Attributes of a mount, and what statfs(2) calls them. ST_RELATIME is what is neither of two. */
const flagsOfMount = [
  [attribute.nosuid, 2],
  [attribute.nodev, 4],
  [attribute.noexec, 8],
  [attribute.noatime, 0x400],
  [attribute.nodiratime, 0x800],
  [attribute.nosymfollow, 0x2000],
] as const;

export function writeStatfs(b: Buffer, { mount, inode }: Path): void {
  const status = inode.filesystem.status();
  b.fill(0, 0, statfsSize);
  const { type, bsize, blocks, bfree, bavail, files, ffree } = status;
  for (const [index, value] of [type, bsize, blocks, bfree, bavail, files, ffree].entries())
    writeLong(b, index * 8, value);
  b.set(status.fsid, 56);
  writeLong(b, 64, status.namelen);
  writeLong(b, 72, status.frsize);
  let flags = ST_VALID | (mount.readonly ? 1 : 0);
  for (const [bit, flag] of flagsOfMount) if (mount.has(bit)) flags |= flag;
  if (!mount.has(attribute.noatime | attribute.strictatime)) flags |= 0x1000;
  writeLong(b, 80, flags);
}

/** 64 bits; exact up to 2^53. */
function writeLong(b: Buffer, offset: number, value: number): void {
  b.writeUInt32LE(value % 0x1_0000_0000, offset);
  b.writeUInt32LE(Math.floor(value / 0x1_0000_0000), offset + 4);
}

const second = 1_000_000_000n;

/** Before the epoch, nanoseconds count forwards all the same. */
function writeTime(b: Buffer, offset: number, time: Time): void {
  const nsec = ((time % second) + second) % second;
  b.writeBigInt64LE((time - nsec) / second, offset);
  b.writeUInt32LE(Number(nsec), offset + 8);
  b.writeUInt32LE(0, offset + 12);
}
