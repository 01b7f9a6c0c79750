import { deviceOf, majorOf, minorOf } from "../vfs/mode.ts";

/* Device numbers as system calls take and give them: new_encode_dev of linux/kdev_t.h. */

export function decodeDevice(number: number): number {
  return deviceOf((number & 0xfff00) >>> 8, (number & 0xff) | ((number >>> 12) & 0xfff00));
}

export function encodeDevice(device: number): number {
  const minor = minorOf(device);
  return ((minor & 0xff) | (majorOf(device) << 8) | ((minor & ~0xff) << 12)) >>> 0;
}
