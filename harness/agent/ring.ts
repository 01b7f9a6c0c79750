import { memoryAt } from "./native.ts";
import { addressOf, system } from "./syscalls.ts";

/*
 * io_uring(7) without a library: a ring with room for one request. Source: include/uapi/linux/io_uring.h; the layout
 * is the one of IORING_FEAT_SINGLE_MMAP, Linux 5.4.
 */

const call = {
  io_uring_setup: system("io_uring_setup", "ip"),
  io_uring_enter: system("io_uring_enter", "iiiipi"),
  mmap: system("mmap", "piiiii"),
} as const;

export const opcodes = { FSYNC: 3, OPENAT: 18, READ: 22, WRITE: 23 } as const;

/** One request: `struct io_uring_sqe`, whose other fields are 0. */
export interface Request {
  readonly opcode: (typeof opcodes)[keyof typeof opcodes];
  readonly fd: number;
  /** IOSQE_* */
  readonly flags: number;
  readonly offset?: number;
  /** What the request points to. */
  readonly buffer?: Buffer;
  readonly length?: number;
  /** Of an open. */
  readonly how?: number;
}

const EINTR = 4;
const PROT_READ_WRITE = 3;
const MAP_SHARED_POPULATE = 0x8001;
const IORING_OFF_SQES = 0x10000000;
const IORING_ENTER_GETEVENTS = 1;
const pageSize = 4096;

/** The memory that the kernel shares, and where in it things are. */
interface Ring {
  readonly fd: number;
  readonly queues: Buffer;
  readonly entries: Buffer;
  readonly offsets: Readonly<Record<"sqTail" | "cqHead" | "cqMask" | "cqes", number>>;
}

/**
 * The ring of this thread. It stays: when one is closed, the kernel interrupts the thread to clean up, and a copy-up of
 * the next one's request would end with ERESTARTSYS (seen with Linux 6.18).
 */
let known: Ring | number | undefined;

/** Opens it, where it is not open; or gives a negative errno. */
function ringOfThread(): Ring | number {
  known ??= openRing();
  return known;
}

/** Whether the kernel gives rings. */
export const givesRings = (): boolean => typeof ringOfThread() !== "number";

function openRing(): Ring | number {
  const b = Buffer.alloc(120); // struct io_uring_params
  const fd = call.io_uring_setup(1, b);
  if (fd < 0) return fd;
  const [queues, entries] = [mapped(fd, 0), mapped(fd, IORING_OFF_SQES)];
  if (typeof queues === "number") return queues;
  if (typeof entries === "number") return entries;
  const at = (offset: number): number => b.readUInt32LE(offset);
  // In sq_off, at 40, and cq_off, at 80.
  const offsets = { sqTail: at(44), cqHead: at(80), cqMask: at(88), cqes: at(100) };
  return { fd, queues, entries, offsets };
}

function mapped(fd: number, from: number): Buffer | number {
  const address = call.mmap(null, pageSize, PROT_READ_WRITE, MAP_SHARED_POPULATE, fd, from);
  return address < 0 ? address : memoryAt(address, pageSize);
}

/** Carries it out, and gives what its completion says: a result, or a negative errno, of the ring's own calls too. */
export function submit(request: Request): number {
  const ring = ringOfThread();
  if (typeof ring === "number") return ring;
  const { fd, queues, entries, offsets } = ring;
  writeEntry(request).copy(entries);
  // The array of the queue's places is 0 from the start, as the number of the only entry is.
  queues.writeUInt32LE(queues.readUInt32LE(offsets.sqTail) + 1, offsets.sqTail);
  const entered = enter(fd);
  if (entered < 0) return entered;
  const head = queues.readUInt32LE(offsets.cqHead);
  const place = offsets.cqes + 16 * (head & queues.readUInt32LE(offsets.cqMask));
  queues.writeUInt32LE(head + 1, offsets.cqHead);
  return queues.readInt32LE(place + 8);
}

function writeEntry({ opcode, fd, flags, offset, buffer, length, how }: Request): Buffer {
  const b = Buffer.alloc(64);
  b.writeUInt8(opcode, 0);
  b.writeUInt8(flags, 1);
  b.writeInt32LE(fd, 4);
  b.writeBigInt64LE(BigInt(offset ?? 0), 8);
  if (buffer !== undefined && buffer.length > 0) b.writeBigUInt64LE(addressOf(buffer), 16);
  b.writeUInt32LE(length ?? 0, 24);
  b.writeUInt32LE(how ?? 0, 28);
  return b;
}

/** Submits, and waits for the completion. A signal may end the wait: what was submitted stays so. */
function enter(fd: number): number {
  let toSubmit = 1;
  for (;;) {
    const result = call.io_uring_enter(fd, toSubmit, 1, IORING_ENTER_GETEVENTS, null, 0);
    if (result !== -EINTR) return result;
    toSubmit = 0;
  }
}
