import { DirectoryFile } from "../vfs/directory-file.ts";
import type { DirectoryEntry } from "../vfs/inode.ts";
import { fail } from "../vfs/posix-error.ts";
import { memoryAt, numberAt } from "./arguments.ts";
import type { Handlers } from "./handler.ts";

/* getdents64(2) */

/** struct linux_dirent64 before the name. */
const header = 19;

export const directoryCalls: Handlers = {
  getdents64({ process }, args) {
    const file = process.descriptors.get(numberAt(args, 0));
    if (!(file instanceof DirectoryFile)) return fail("ENOTDIR");
    const b = memoryAt(args, 1).subarray(0, numberAt(args, 2) >>> 0);
    let used = 0;
    let full = false;
    file.iterate((entry, next) => {
      const length = write(b.subarray(used), entry, next);
      full = length === 0;
      used += length;
      return !full;
    });
    // Not even the first entry has room.
    return full && used === 0 ? fail("EINVAL") : used;
  },
};

/** Gives its length, which is a multiple of 8: 0 where it has no room. */
function write(b: Buffer, { name, ino, type }: DirectoryEntry, next: bigint): number {
  const bytes = Buffer.byteLength(name);
  const length = (header + bytes + 1 + 7) & ~7;
  if (length > b.length) return 0;
  b.writeBigUInt64LE(ino, 0);
  b.writeBigInt64LE(BigInt.asIntN(64, next), 8);
  b.writeUInt16LE(length, 16);
  b.writeUInt8(type >>> 12, 18);
  b.write(name, header);
  b.fill(0, header + bytes, length);
  return length;
}
