import { system } from "./syscalls.ts";

/* The ioctls of fs-verity. Source: include/uapi/linux/fsverity.h */

const ioctl = system("ioctl", "iip");

const FS_IOC_ENABLE_VERITY = 0x40806685;
const FS_IOC_MEASURE_VERITY = 0xc0046686;
const SHA256 = 1;

/** 0, or a negative errno. */
export function enableVerity(fd: number): number {
  const b = Buffer.alloc(128); // struct fsverity_enable_arg
  b.writeUInt32LE(1, 0); // version
  b.writeUInt32LE(SHA256, 4);
  b.writeUInt32LE(4096, 8);
  return ioctl(fd, FS_IOC_ENABLE_VERITY, b);
}

interface Measured {
  /** Negative for an errno. */
  readonly result: number;
  readonly algorithm: number;
  readonly digest: Buffer;
}

export function measureVerity(fd: number): Measured {
  const largest = 64;
  const b = Buffer.alloc(4 + largest); // struct fsverity_digest
  b.writeUInt16LE(largest, 2);
  const result = ioctl(fd, FS_IOC_MEASURE_VERITY, b);
  return { result, algorithm: b.readUInt16LE(0), digest: b.subarray(4, 4 + b.readUInt16LE(2)) };
}
