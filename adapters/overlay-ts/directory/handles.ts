import { errnoNumbers } from "../../../harness/agent/errno-table.ts";
import type { FileHandle } from "../vfs/filesystem-status.ts";
import { AT_EMPTY_PATH, REFERENCE, answered, host } from "./host.ts";

/* struct file_handle: open_by_handle_at(2) */

const MAX_HANDLE_SZ = 128;
const headerSize = 8;
const mountId = Buffer.alloc(4);

/** The handle of what `fd` refers to; undefined where its filesystem gives none. */
export function handleOf(fd: number): FileHandle | undefined {
  const buffer = Buffer.alloc(headerSize + MAX_HANDLE_SZ);
  buffer.writeUInt32LE(MAX_HANDLE_SZ, 0);
  const result = host.name_to_handle_at(fd, "", buffer, mountId, AT_EMPTY_PATH);
  if (result === -errnoNumbers.EOPNOTSUPP) return undefined;
  answered(result);
  const end = headerSize + buffer.readUInt32LE(0);
  return { type: buffer.readInt32LE(4), bytes: buffer.subarray(headerSize, end) };
}

/**
 * A descriptor for what a handle names; a negative errno where there is none.
 * @param anchor any opened object of the mount in which the descriptor is to be
 */
export function openHandle(anchor: number, { type, bytes }: FileHandle): number {
  const buffer = Buffer.alloc(headerSize + bytes.length);
  buffer.writeUInt32LE(bytes.length, 0);
  buffer.writeInt32LE(type, 4);
  buffer.set(bytes, headerSize);
  return host.open_by_handle_at(anchor, buffer, REFERENCE);
}

export function sameHandle(one: FileHandle, other: FileHandle): boolean {
  return one.type === other.type && Buffer.compare(one.bytes, other.bytes) === 0;
}
