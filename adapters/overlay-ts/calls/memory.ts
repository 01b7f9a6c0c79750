import { pageSize } from "../vfs/mappings.ts";
import { attribute } from "../vfs/mount.ts";
import { fail } from "../vfs/posix-error.ts";
import { RegularFile } from "../vfs/regular-file.ts";
import { type Arguments, memoryAt, numberAt } from "./arguments.ts";
import type { Caller, Handlers } from "./handler.ts";

/* Calls about mappings, which only other calls can reach. */

const PROT_WRITE = 2;
const PROT_EXEC = 4;
const MAP_SHARED = 1;
const MAP_PRIVATE = 2;
const MAP_TYPE = 0xf;
const MAP_ANONYMOUS = 0x20;
const MS_ASYNC = 1;
const MS_INVALIDATE = 2;
const MS_SYNC = 4;

export const memoryCalls: Handlers = {
  mmap({ process }, args) {
    const [length, protection, flags] = [1, 2, 3].map((at) => numberAt(args, at));
    const offset = numberAt(args, 5);
    if (offset % pageSize !== 0) fail("EINVAL");
    // Programs are not run here: there is no memory but that of files.
    if (((flags ?? 0) & MAP_ANONYMOUS) !== 0) fail("ENOMEM");
    const file = process.descriptors.get(numberAt(args, 4));
    if (length === undefined || length <= 0) return fail("EINVAL");
    const type = (flags ?? 0) & MAP_TYPE;
    if (type === 0 || type > 3) fail("EINVAL");
    const shared = type !== MAP_PRIVATE;
    const kept = protection ?? 0;
    if (shared && (kept & PROT_WRITE) !== 0 && !file.writable) fail("EACCES");
    if (!file.readable) fail("EACCES");
    if ((kept & PROT_EXEC) !== 0 && file.path?.mount.has(attribute.noexec) === true) fail("EPERM");
    if (!(file instanceof RegularFile)) return fail("ENODEV");
    file.references += 1;
    return process.mappings.add({
      length: Math.ceil(length / pageSize) * pageSize,
      file,
      shown: file.opened.mapped(),
      offset,
      shared: (type & MAP_SHARED) !== 0,
      readable: kept !== 0,
      writable: (kept & PROT_WRITE) !== 0,
    });
  },
  munmap({ process }, args) {
    const address = numberAt(args, 0);
    if (address % pageSize !== 0 || numberAt(args, 1) <= 0) fail("EINVAL");
    const mapping = process.mappings.remove(address);
    if (mapping !== undefined) process.letGo(mapping.file);
  },
  msync({ process }, args) {
    const flags = numberAt(args, 2);
    const both = MS_ASYNC | MS_SYNC;
    if ((flags & ~(both | MS_INVALIDATE)) !== 0 || (flags & both) === both) fail("EINVAL");
    const { shared, shown } = process.mappings.at(numberAt(args, 0)) ?? fail("ENOMEM");
    if (shared && (flags & MS_SYNC) !== 0) shown.sync(false);
  },
  process_vm_readv: (caller, args) => copy(caller, args, "read"),
  process_vm_writev: (caller, args) => copy(caller, args, "write"),
};

/** One piece, between a buffer of the caller and a mapping of its own. */
function copy({ process, addresses }: Caller, args: Arguments, what: "read" | "write"): number {
  const local = memoryAt(args, 1);
  const remote = memoryAt(args, 3);
  const length = Number(remote.readBigUInt64LE(8));
  const buffer = addresses.at(local.readBigUInt64LE(0)).subarray(0, length);
  process.mappings[what](Number(remote.readBigUInt64LE(0)), buffer);
  return length;
}
