import { system } from "./syscalls.ts";

const ioctl = system("ioctl", "iip");

/** linux/fs.h, linux/fiemap.h */
const FS_IOC_FIEMAP = 0xc020660b;
const FIEMAP_FLAG_SYNC = 1;
const headSize = 32;
const extentSize = 56;
const most = 128;
const buffer = Buffer.alloc(headSize + most * extentSize);

/** How many bytes of a file the first 128 of its extents cover, or a negative errno. */
export function mapped(fd: number): number {
  buffer.fill(0, 0, headSize);
  buffer.writeBigUInt64LE(2n ** 64n - 1n, 8); // fm_length
  buffer.writeUInt32LE(FIEMAP_FLAG_SYNC, 16);
  buffer.writeUInt32LE(most, 24); // fm_extent_count
  const result = ioctl(fd, FS_IOC_FIEMAP, buffer);
  if (result < 0) return result;
  const count = buffer.readUInt32LE(20);
  const lengths = Array.from({ length: count }, (_, at) =>
    Number(buffer.readBigUInt64LE(headSize + at * extentSize + 16)),
  );
  return lengths.reduce((sum, length) => sum + length, 0);
}
