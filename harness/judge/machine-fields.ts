import { isRecord } from "../language/kind.ts";

/**
 * Fields of an answer that name the machine and the moment, not the behaviour: inode and device numbers, cookies,
 * clocks, free space. They are never compared between two subjects, and never part of a fingerprint.
 */
export const machineFields: readonly string[] = [
  "ino",
  "off",
  "dev",
  "mountId",
  "fsid",
  "atime",
  "mtime",
  "ctime",
  "btime",
  "blocks",
  "blksize",
  "bsize",
  "frsize",
  "bfree",
  "bavail",
  "files",
  "ffree",
];

export function withoutMachineFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMachineFields);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !machineFields.includes(name))
      .map(([name, each]) => [name, withoutMachineFields(each)]),
  );
}
