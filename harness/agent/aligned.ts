import { addressOf } from "./syscalls.ts";

/*
 * O_DIRECT wants memory at a multiple of the block size, and JavaScript gives memory anywhere. What is no whole number of
 * sectors is no direct transfer, and stays as it is.
 */

const page = 4096;
const sector = 512;

const isDirect = (size: number): boolean => size > 0 && size % sector === 0;

/** A buffer for reading into. */
export function roomFor(size: number): Buffer {
  if (!isDirect(size)) return Buffer.allocUnsafe(size);
  const b = Buffer.allocUnsafe(size + page);
  const start = (page - Number(addressOf(b) % BigInt(page))) % page;
  return b.subarray(start, start + size);
}

/** The same bytes where they can be written from. */
export function inPlace(data: Buffer): Buffer {
  if (!isDirect(data.length)) return data;
  const b = roomFor(data.length);
  data.copy(b);
  return b;
}
