import { type Stamp, long, typeOf } from "./structs.ts";

/* struct stat and struct statfs. The first is laid out differently on each architecture. */

const arm = process.arch === "arm64";
export const statSize = 144;
export const statfsSize = 120;

/** Offsets: arch/x86/include/uapi/asm/stat.h and asm-generic/stat.h */
const at = arm
  ? { mode: 16, nlink: 20, uid: 24, gid: 28, rdev: 32, blksize: 56, blocks: 64 }
  : { mode: 24, nlink: 16, uid: 28, gid: 32, rdev: 40, blksize: 56, blocks: 64 };

export function readStat(b: Buffer): unknown {
  const mode = b.readUInt32LE(at.mode);
  return {
    type: typeOf(mode),
    mode: mode & 0o7777,
    nlink: b.readUInt32LE(at.nlink),
    uid: b.readUInt32LE(at.uid),
    gid: b.readUInt32LE(at.gid),
    size: long(b, 48),
    blocks: long(b, at.blocks),
    blksize: b.readUInt32LE(at.blksize),
    ino: b.readBigUInt64LE(8).toString(),
    dev: device(b, 0),
    rdev: device(b, at.rdev),
    atime: stamp(b, 72),
    mtime: stamp(b, 88),
    ctime: stamp(b, 104),
  };
}

function stamp(b: Buffer, offset: number): Stamp {
  return { sec: long(b, offset), nsec: b.readUInt32LE(offset + 8) };
}

/** [major, minor] of the encoding of linux/kdev_t.h, new_decode_dev. */
function device(b: Buffer, offset: number): readonly [number, number] {
  const dev = b.readUInt32LE(offset);
  return [(dev & 0xfff00) >> 8, (dev & 0xff) | ((dev >>> 12) & 0xfff00)];
}

/** Fields of 64 bits, asm-generic/statfs.h; fsid is two words. */
export function readStatfs(
  b: Buffer,
): { readonly type: string } & Readonly<Record<string, unknown>> {
  const [type, bsize, blocks, bfree, bavail, files, ffree] = [0, 8, 16, 24, 32, 40, 48].map((o) =>
    long(b, o),
  );
  return {
    type: ((type ?? 0) >>> 0).toString(16).padStart(8, "0"),
    bsize,
    blocks,
    bfree,
    bavail,
    files,
    ffree,
    fsid: b.toString("hex", 56, 64),
    namelen: long(b, 64),
    frsize: long(b, 72),
    flags: long(b, 80),
  };
}
