import { openFlags as O } from "../../../../harness/agent/constants.ts";
import type { Trace } from "../trace.ts";

function lock(type: number, start: number, length: number, whence = 0): Buffer {
  const b = Buffer.alloc(32);
  b.writeInt16LE(type, 0);
  b.writeInt16LE(whence, 2);
  b.writeBigInt64LE(BigInt(start), 8);
  b.writeBigInt64LE(BigInt(length), 16);
  return b;
}

function record(t: Trace, fd: number, command: number, b: Buffer): void {
  t.call("fcntl", fd, command, b);
  t.note(`${b.readInt16LE(0)} ${b.readBigInt64LE(8)} ${b.readBigInt64LE(16)}`);
}

export const lockSequences: Readonly<Record<string, (t: Trace) => void>> = {
  "locks of open files and of whole files": (t) => {
    t.file("/f", "0123456789");
    const [a, b] = [t.open("/f", O.O_RDWR), t.open("/f", O.O_RDWR)];
    const ro = t.open("/f", 0);
    for (const [fd, command, type, start, length] of [
      [a, 37, 1, 0, 4],
      [b, 37, 1, 2, 4],
      [b, 37, 0, 3, 1],
      [b, 36, 1, 0, 0],
      [b, 37, 0, 4, 4],
      [a, 37, 0, 6, 4],
      [a, 36, 1, 4, 0],
      [a, 37, 2, 1, 1],
      [b, 36, 1, 1, 1],
      [b, 36, 1, 0, 0],
      [b, 36, 0, 2, 100],
      [a, 37, 1, 6, 0],
      [b, 37, 2, 0, 0],
      [a, 37, 1, 6, 0],
      [b, 36, 0, 100, 1],
      [a, 37, 3, 0, 0],
      [a, 37, 1, -1, 0],
      [a, 37, 1, 5, -2],
      [ro, 37, 1, 0, 0],
      [ro, 37, 0, 50, 1],
      [a, 6, 1, 0, 0],
      [b, 5, 1, 0, 0],
    ] as const)
      record(t, fd, command, lock(type, start, length));
    t.call("close", a);
    record(t, b, 36, lock(1, 0, 0));
    for (const [fd, operation] of [
      [b, 1],
      [ro, 1 | 4],
      [ro, 2 | 4],
      [b, 2 | 4],
      [ro, 8],
      [b, 2 | 4],
      [ro, 1 | 4],
      [b, 16],
      [b, 3],
      [t.open("/f", O.O_PATH), 1],
    ] as const)
      t.call("flock", fd, operation);
  },
};
