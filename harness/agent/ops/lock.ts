import type * as F from "../../language/flags.ts";
import type { lockOps } from "../../language/ops/lock.ts";
import { bits } from "../constants.ts";
import { fdOf } from "../context.ts";
import { done, failed, made } from "../outcome.ts";
import { long } from "../structs.ts";
import { system } from "../syscalls.ts";
import type { Performers } from "./op.ts";

const call = {
  flock: system("flock", "ii"),
  fcntl: system("fcntl", "iii"),
  fcntlLock: system("fcntl", "iip"),
  rt_sigaction: system("rt_sigaction", "ippi"),
} as const;

type Values<W extends readonly string[]> = Readonly<Record<W[number], number>>;

/** Source: asm-generic/fcntl.h and linux/fcntl.h */
const flockFlags: Values<typeof F.flockFlags> = { LOCK_SH: 1, LOCK_EX: 2, LOCK_NB: 4, LOCK_UN: 8 };
const lockTypes: Values<typeof F.lockTypes> = { F_RDLCK: 0, F_WRLCK: 1, F_UNLCK: 2 };
const commands: Values<typeof F.lockCommands> = {
  F_GETLK: 5,
  F_SETLK: 6,
  F_SETLKW: 7,
  F_OFD_GETLK: 36,
  F_OFD_SETLK: 37,
  F_OFD_SETLKW: 38,
};
const F_SETLEASE = 1024;
const F_GETLEASE = 1025;

type LockType = (typeof F.lockTypes)[number];
const typeNames = Object.keys(lockTypes) as readonly LockType[];

function typeOf(value: number): LockType {
  return typeNames.find((name) => lockTypes[name] === value) ?? "F_UNLCK";
}

/** struct flock: type and whence are 16 bits wide, start and length 64. The pid has to be 0 for OFD locks. */
function lockOf(type: LockType, start: number, length: number): Buffer {
  const b = Buffer.alloc(32);
  b.writeInt16LE(lockTypes[type], 0);
  b.writeBigInt64LE(BigInt(start), 8);
  b.writeBigInt64LE(BigInt(length), 16);
  return b;
}

const SIGIO = 29;
/**
 * The kernel announces the break of a lease by SIGIO, whose default is to end the process. It is ignored in the
 * kernel, since a handler of JavaScript would come too late for a break that follows at once; and anew for each lease,
 * since it does not last as long as the agent.
 */
function ignoreBreaks(): void {
  const action = Buffer.alloc(32); // struct sigaction of the kernel
  action.writeBigUInt64LE(1n, 0); // SIG_IGN
  const result = call.rt_sigaction(SIGIO, action, null, 8);
  if (result < 0) throw new Error(`Cannot ignore SIGIO: errno ${-result}`);
}

export const lockPerformers: Performers<keyof typeof lockOps> = {
  flock: (context, { slot, operation }) =>
    done(call.flock(fdOf(context, slot), bits(flockFlags, operation))),
  lock(context, { slot, command, type, start, length }) {
    const b = lockOf(type, start ?? 0, length ?? 0);
    const result = call.fcntlLock(fdOf(context, slot), commands[command], b);
    if (result < 0) return failed(result);
    if (!command.endsWith("GETLK")) return done(result);
    const found = typeOf(b.readInt16LE(0));
    if (found === "F_UNLCK") return { value: { type: found } };
    return { value: { type: found, start: long(b, 8), length: long(b, 16) } };
  },
  setlease(context, { slot, type }) {
    ignoreBreaks();
    return done(call.fcntl(fdOf(context, slot), F_SETLEASE, lockTypes[type]));
  },
  getlease: (context, { slot }) => made(call.fcntl(fdOf(context, slot), F_GETLEASE, 0), typeOf),
};
