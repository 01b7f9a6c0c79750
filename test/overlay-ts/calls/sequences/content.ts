import { openFlags as O } from "../../../../harness/agent/constants.ts";
import type { Trace } from "../trace.ts";

const AT = -100;

function vectors(t: Trace, buffers: readonly Buffer[]): Buffer {
  const b = Buffer.alloc(16 * buffers.length);
  for (const [index, buffer] of buffers.entries()) {
    b.writeBigUInt64LE(buffer.length === 0 ? 0n : t.addressOf(buffer), index * 16);
    b.writeBigUInt64LE(BigInt(buffer.length), index * 16 + 8);
  }
  return b;
}

export const contentSequences: Readonly<Record<string, (t: Trace) => void>> = {
  "offsets move, and are shared by dup": (t) => {
    t.file("/f", "0123456789");
    const fd = t.open("/f", O.O_RDWR);
    const other = t.high(t.silently("dup", fd));
    t.read(fd, 3);
    t.read(other, 3);
    for (const [by, whence] of [
      [2, 0],
      [2, 1],
      [-1, 2],
      [-1, 0],
      [-100, 1],
      [5, 2],
      [0, 3],
      [0, 4],
      [10, 3],
      [12, 4],
      [-1, 3],
      [0, 5],
      [0, 9],
    ] as const)
      t.call("lseek", fd, by, whence);
    t.call("lseek", fd, 20, 0);
    t.write(other, "end");
    t.look("/f");
    t.call("lseek", fd, 0, 3);
    t.call("lseek", fd, 0, 4);
    t.call("pread64", fd, Buffer.alloc(4), 4, 18);
    t.call("pread64", fd, Buffer.alloc(4), 4, -1);
    t.call("pwrite64", fd, Buffer.from("xy"), 2, 1);
    t.call("pwrite64", fd, Buffer.from("xy"), 2, -1);
    t.call("lseek", fd, 0, 1);
    t.call("lseek", fd, 0, 0);
    t.read(fd, 30);
    t.read(fd, 30);
    t.call("close", fd);
    t.call("lseek", other, 0, 1);
    t.call("close", fd);
  },
  "appending goes to the end": (t) => {
    t.file("/f", "0123456789");
    const fd = t.open("/f", O.O_RDWR | O.O_APPEND);
    t.call("lseek", fd, 2, 0);
    t.write(fd, "a");
    t.call("lseek", fd, 0, 1);
    t.call("pwrite64", fd, Buffer.from("b"), 1, 0);
    t.call("lseek", fd, 0, 1);
    t.call("lseek", fd, 0, 0);
    t.read(fd, 30);
    t.call("fcntl", fd, 4, 0);
    t.call("fcntl", fd, 3, 0);
    t.call("lseek", fd, 0, 0);
    t.write(fd, "Z");
    t.call("lseek", fd, 0, 0);
    t.read(fd, 30);
    const reader = t.open("/f", O.O_RDONLY);
    t.write(reader, "x");
    t.call("ftruncate", reader, 1);
    const writer = t.open("/f", O.O_WRONLY);
    t.read(writer, 1);
  },
  "vectors scatter and gather": (t) => {
    t.file("/f", "0123456789");
    const fd = t.open("/f", O.O_RDWR);
    const parts = [Buffer.alloc(3), Buffer.alloc(0), Buffer.alloc(4), Buffer.alloc(10)];
    t.call("readv", fd, vectors(t, parts), 4);
    t.note(parts.map((b) => b.toString("latin1")).join("|"));
    t.call("writev", fd, vectors(t, [Buffer.from("ab"), Buffer.from("cde")]), 2);
    t.call("writev", fd, vectors(t, []), 0);
    t.call("readv", fd, vectors(t, []), -1);
    t.call("readv", fd, vectors(t, []), 2000);
    t.look("/f");
  },
  "devices of memory": (t) => {
    t.silently("mknodat", AT, "/null", 0o020666, 0x103);
    t.silently("mknodat", AT, "/zero", 0o020666, 0x105);
    for (const path of ["/null", "/zero"]) {
      const fd = t.open(path, O.O_RDWR);
      t.read(fd, 2);
      t.write(fd, "abc");
      t.call("lseek", fd, 5, 0);
      t.call("lseek", fd, 5, 2);
      t.call("pread64", fd, Buffer.alloc(2), 2, 7);
      t.call("ftruncate", fd, 0);
      t.call("fallocate", fd, 0, 0, 1);
      t.call("fsync", fd);
      t.call("getdents64", fd, Buffer.alloc(64), 64);
      t.call("fadvise64", fd, 0, 0, 0);
      t.call("truncate", path, 0);
    }
  },
};
