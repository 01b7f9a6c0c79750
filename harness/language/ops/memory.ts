import { bytes, content } from "../content.ts";
import { mapFlags, msyncFlags, protections } from "../flags.ts";
import { flags, integer, list, optional, slot, text } from "../kind.ts";
import { record } from "../record.ts";
import { changing, nothing, op } from "./op.ts";

/** Mappings. `map` names one; loads and stores beyond the end of the file answer EFAULT, not a signal. */
export const memoryOps = {
  /** mmap(2) */
  mmap: op(
    {
      map: slot,
      slot,
      length: integer,
      protection: flags(protections),
      flags: flags(mapFlags),
      offset: optional(integer),
    },
    nothing,
  ),
  /** A load of `length` bytes from the mapping */
  load: op({ map: slot, offset: integer, length: integer }, bytes),
  /** A store into the mapping */
  store: op({ map: slot, offset: integer, data: content }, nothing, changing),
  /** msync(2) of the whole mapping */
  msync: op({ map: slot, flags: flags(msyncFlags) }, nothing, changing),
  /** The file of the mapping, as /proc/self/maps shows it: `dev` is [major, minor] */
  mapinfo: op({ map: slot }, record({ dev: list(integer), ino: text })),
  /** munmap(2) of the whole mapping */
  munmap: op({ map: slot }, nothing, changing),
} as const;
