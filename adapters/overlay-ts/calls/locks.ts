import { File } from "../vfs/file.ts";
import { type LockOwner, type RecordLock } from "../vfs/locks.ts";
import { fail } from "../vfs/posix-error.ts";
import { type Process } from "../vfs/process.ts";
import { RegularFile } from "../vfs/regular-file.ts";
import { waiting } from "../vfs/waiting.ts";
import { memoryAt, memoryOrNullAt, numberAt } from "./arguments.ts";
import { descriptorControl } from "./descriptors.ts";
import type { Handlers } from "./handler.ts";

/* flock(2), and fcntl(2) with its locks. */

const LOCK_SH = 1;
const LOCK_EX = 2;
const LOCK_NB = 4;
const LOCK_UN = 8;

export const lockCalls: Handlers = {
  flock({ process }, args) {
    const file = process.descriptors.get(numberAt(args, 0));
    const asked = numberAt(args, 1);
    const operation = asked & ~LOCK_NB;
    const { locks } = process.system;
    if (operation === LOCK_UN) return locks.unlockWhole(file.inode, file);
    if (operation !== LOCK_SH && operation !== LOCK_EX) return fail("EINVAL");
    return waiting(process, (asked & LOCK_NB) === 0, () =>
      locks.lockWhole(file.inode, file, operation === LOCK_SH ? "shared" : "exclusive"),
    );
  },
  fcntl({ process }, args) {
    const [fd, command] = [numberAt(args, 0), numberAt(args, 1)];
    const lock = memoryOrNullAt(args, 2);
    const known = commands.get(command);
    if (known === undefined || lock === null)
      return descriptorControl(process, fd, command, numberAt(args, 2));
    return record(process, fd, known, memoryAt(args, 2));
  },
};

interface Command {
  readonly asks: boolean;
  readonly waits: boolean;
  /** Of the open file, and not of the process. */
  readonly open: boolean;
}

/** F_GETLK, F_SETLK, F_SETLKW, and the same of open files. */
const commands: ReadonlyMap<number, Command> = new Map([
  [5, { asks: true, waits: false, open: false }],
  [6, { asks: false, waits: false, open: false }],
  [7, { asks: false, waits: true, open: false }],
  [36, { asks: true, waits: false, open: true }],
  [37, { asks: false, waits: false, open: true }],
  [38, { asks: false, waits: true, open: true }],
]);

const F_RDLCK = 0;
const F_WRLCK = 1;
const F_UNLCK = 2;

/** struct flock: type and whence, then start, length and pid. */
function record(process: Process, fd: number, { asks, waits, open }: Command, b: Buffer): void {
  const file = process.descriptors.get(fd);
  if (open && b.readInt32LE(24) !== 0) fail("EINVAL");
  const type = b.readInt16LE(0);
  const wanted = wantedBy(open ? file : process.descriptors, file, type, b);
  const { locks } = process.system;
  if (asks) return answer(b, locks.conflict(file.inode, wanted));
  if (type === F_UNLCK) return locks.unlock(file.inode, wanted);
  if (type === F_RDLCK ? !file.readable : !file.writable) fail("EBADF");
  waiting(process, waits, () => locks.lock(file.inode, wanted));
}

/** @throws EINVAL for no type of a lock, and before the begin of the file */
function wantedBy(owner: LockOwner, file: File, type: number, b: Buffer): RecordLock {
  if (type !== F_RDLCK && type !== F_WRLCK && type !== F_UNLCK) fail("EINVAL");
  const from = baseOf(file, b.readInt16LE(2)) + Number(b.readBigInt64LE(8));
  const length = Number(b.readBigInt64LE(16));
  const start = length < 0 ? from + length : from;
  if (start < 0) fail("EINVAL");
  const end = length === 0 ? Infinity : Math.max(from, from + length);
  return { owner, kind: type === F_RDLCK ? "shared" : "exclusive", start, end };
}

function baseOf(file: File, whence: number): number {
  if (whence === 0) return 0;
  if (whence === 1) return file instanceof RegularFile ? file.position : 0;
  return whence === 2 ? file.inode.getattr().size : fail("EINVAL");
}

/** The lock in the way, or F_UNLCK. */
function answer(b: Buffer, found: RecordLock | undefined): void {
  if (found === undefined) {
    b.writeInt16LE(F_UNLCK, 0);
    return;
  }
  b.writeInt16LE(found.kind === "shared" ? F_RDLCK : F_WRLCK, 0);
  b.writeInt16LE(0, 2);
  b.writeBigInt64LE(BigInt(found.start), 8);
  b.writeBigInt64LE(found.end === Infinity ? 0n : BigInt(found.end - found.start), 16);
  b.writeInt32LE(found.owner instanceof File ? -1 : 1, 24);
}
