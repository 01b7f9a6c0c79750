import { errnoNumbers } from "../../../harness/agent/errno-table.ts";
import { readNames } from "../../../harness/agent/structs.ts";
import { answered, host } from "./host.ts";

/* Extended attributes of what a magic link refers to: xattr(7). The host decides about namespaces, sizes and errors. */

/** XATTR_SIZE_MAX, XATTR_LIST_MAX */
const buffer = Buffer.alloc(65536);

/** undefined where it is not set. */
export function getXattr(path: string, name: string): Uint8Array | undefined {
  const size = host.getxattr(path, name, buffer, buffer.length);
  return size === -errnoNumbers.ENODATA ? undefined : copy(answered(size));
}

/** The same where a filesystem that has no such attributes counts as one without a value. */
export function getXattrIfAny(path: string, name: string): Uint8Array | undefined {
  const size = host.getxattr(path, name, buffer, buffer.length);
  return size === -errnoNumbers.EOPNOTSUPP || size === -errnoNumbers.ENODATA
    ? undefined
    : copy(answered(size));
}

export function setXattr(path: string, name: string, value: Uint8Array, flags: number): void {
  answered(host.setxattr(path, name, value, value.length, flags));
}

export function removeXattr(path: string, name: string): void {
  answered(host.removexattr(path, name));
}

export function listXattr(path: string): readonly string[] {
  return readNames(buffer, answered(host.listxattr(path, buffer, buffer.length)));
}

function copy(size: number): Uint8Array {
  return new Uint8Array(buffer.subarray(0, size));
}
