import { fail } from "../vfs/posix-error.ts";

/* Arguments of system calls as they come: numbers, strings, memory, null pointers. */

export type Argument = number | bigint | string | Uint8Array | null;

export type Arguments = readonly Argument[];

/** Of an int or a long. */
export function numberAt(args: Arguments, index: number): number {
  const value = args[index];
  return typeof value === "number" ? value : Number(value ?? 0);
}

/** @throws EFAULT for a null pointer */
export function stringAt(args: Arguments, index: number): string {
  const value = args[index];
  return typeof value === "string" ? value : fail("EFAULT");
}

export function stringOrNullAt(args: Arguments, index: number): string | null {
  const value = args[index];
  return typeof value === "string" ? value : null;
}

/** @throws EFAULT for a null pointer */
export function memoryAt(args: Arguments, index: number): Buffer {
  return memoryOrNullAt(args, index) ?? fail("EFAULT");
}

export function memoryOrNullAt(args: Arguments, index: number): Buffer | null {
  const value = args[index];
  if (!(value instanceof Uint8Array)) return null;
  return Buffer.isBuffer(value)
    ? value
    : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}
