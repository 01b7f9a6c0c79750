import { fails, flock, gives, lock } from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
/** A kind of lock: how it is taken for reading and for writing, refused, and given back. */
export interface LockKind {
  readonly word: string;
  readonly cites: string;
  readonly share: (slot: string) => Steps;
  readonly exclude: (slot: string) => Steps;
  readonly refused: (slot: string) => Steps;
  readonly release: (slot: string) => Steps;
}

const byFlock: LockKind = {
  word: "flock",
  cites: "man/flock.2#locks",
  share: (slot) => flock(slot, ["LOCK_SH"]),
  exclude: (slot) => flock(slot, ["LOCK_EX", "LOCK_NB"]),
  refused: (slot) => flock(slot, ["LOCK_EX", "LOCK_NB"], fails("EAGAIN")),
  release: (slot) => flock(slot, ["LOCK_UN"]),
};

/** Bytes 2 to 5: a lock on others does not stand in the way. */
const records = (word: string, prefix: "F_" | "F_OFD_", cites: string): LockKind => ({
  word,
  cites,
  share: (slot) => lock(slot, `${prefix}SETLK`, "F_RDLCK", 2, 4),
  exclude: (slot) => [
    lock(slot, `${prefix}SETLK`, "F_WRLCK", 2, 4),
    lock(slot, `${prefix}SETLK`, "F_WRLCK", 6, 0),
  ],
  refused: (slot) => [
    lock(slot, `${prefix}SETLK`, "F_WRLCK", 5, 1, fails("EAGAIN")),
    lock(slot, `${prefix}GETLK`, "F_WRLCK", gives({ type: "F_RDLCK", start: 2, length: 4 })),
    lock(slot, `${prefix}SETLK`, "F_WRLCK", 6, 4),
    lock(slot, `${prefix}SETLK`, "F_UNLCK", 6, 4),
  ],
  release: (slot) => lock(slot, `${prefix}SETLK`, "F_UNLCK"),
});

export const lockKinds: readonly LockKind[] = [
  byFlock,
  records("a record lock", "F_", "man/fcntl.2#F_SETLK"),
  records("a lock of an open file description", "F_OFD_", "man/fcntl.2#F_OFD_SETLK"),
];
