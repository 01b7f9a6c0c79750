import { host } from "./host.ts";

/** struct fsuuid2: a length, and 16 bytes at most. Since Linux 6.9. */
const FS_IOC_GETFSUUID = 0x80111500;
const buffer = Buffer.alloc(17);

/** Of the filesystem on which `file` is opened; undefined where it tells none. */
export function uuidOf(file: number): Uint8Array | undefined {
  if (host.ioctl(file, FS_IOC_GETFSUUID, buffer) < 0) return undefined;
  return new Uint8Array(buffer.subarray(1, 1 + buffer.readUInt8(0)));
}
