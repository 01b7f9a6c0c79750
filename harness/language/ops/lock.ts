import { flockFlags, lockCommands, lockTypes } from "../flags.ts";
import { flags, integer, optional, slot, word } from "../kind.ts";
import { record } from "../record.ts";
import { nothing, op } from "./op.ts";

/** For the F_*GETLK commands: the lock that stands in the way, or F_UNLCK. Null for the others. */
const lock = record({
  type: word(lockTypes),
  start: optional(integer),
  length: optional(integer),
});

export const lockOps = {
  /** flock(2) */
  flock: op({ slot, operation: flags(flockFlags) }, nothing),
  /**
   * fcntl(2) record locks, of the process or of the open file description; the range is from SEEK_SET, length 0 is to the
   * end. A process loses its locks when it closes any descriptor of the file, and looking at the trees does that: a
   * scenario whose own process holds some asks to be looked at in the end only.
   */
  lock: op(
    {
      slot,
      command: word(lockCommands),
      type: word(lockTypes),
      start: optional(integer),
      length: optional(integer),
    },
    lock,
  ),
  /** fcntl(2), F_SETLEASE */
  setlease: op({ slot, type: word(lockTypes) }, nothing),
  /** fcntl(2), F_GETLEASE */
  getlease: op({ slot }, word(lockTypes)),
} as const;
