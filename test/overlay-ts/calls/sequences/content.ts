import { openFlags as O } from "../../../../harness/agent/constants.ts";
import type { Trace } from "../trace.ts";

const AT = -100;

function offset(value: number): Buffer {
  const b = Buffer.alloc(8);
  b.writeBigInt64LE(BigInt(value));
  return b;
}

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
  "times and privileges change with the content": (t) => {
    for (const mode of [0o4755, 0o2755, 0o2745, 0o6777, 0o644]) {
      for (const [uid, gid] of [
        [0, 0],
        [1000, 1000],
        [1000, 5],
      ] as const) {
        t.silently("unlinkat", AT, "/f", 0);
        t.file("/f", "0123456789", 0o777);
        t.silently("fchownat", AT, "/f", uid, 5, 0);
        t.silently("fchmodat", AT, "/f", mode);
        const reset = () => {
          t.silently("fchmodat", AT, "/f", mode | 0o222);
          t.mark("/f");
        };
        reset();
        t.as(uid, gid, () => {
          const fd = t.open("/f", O.O_RDWR);
          t.look("/f");
          t.call("write", fd, Buffer.alloc(0), 0);
          t.look("/f");
          t.write(fd, "x");
          t.look("/f");
        });
        reset();
        t.as(uid, gid, () => {
          t.call("truncate", "/f", 10);
          t.look("/f");
          t.call("truncate", "/f", 5);
          t.look("/f");
        });
        reset();
        t.as(uid, gid, () => {
          const fd = t.open("/f", O.O_RDWR);
          t.call("ftruncate", fd, 5);
          t.look("/f");
        });
        reset();
        t.as(uid, gid, () => {
          const fd = t.open("/f", O.O_RDWR);
          t.call("fallocate", fd, 0, 0, 20);
          t.look("/f");
        });
        reset();
        t.as(uid, gid, () => {
          const fd = t.open("/f", O.O_RDWR | O.O_TRUNC);
          t.look("/f");
          t.call("fallocate", fd, 1, 0, 20);
          t.look("/f");
        });
        reset();
        t.as(uid, gid, () => {
          const fd = t.open("/f", O.O_RDONLY);
          t.read(fd, 0);
          t.look("/f");
          t.read(fd, 1);
          t.look("/f");
        });
        reset();
        t.as(uid, gid, () => {
          t.call("fchownat", AT, "/f", -1, -1, 0);
          t.look("/f");
        });
      }
    }
  },
  "a file capability goes with the content": (t) => {
    const caps = Buffer.from("0100000200040000000000000000000000000000", "hex");
    for (const change of [
      () => t.call("truncate", "/f", 1),
      () => t.call("fchownat", AT, "/f", -1, -1, 0),
      () => t.call("fchownat", AT, "/f", 5, 5, 0),
      () => t.call("fchmodat", AT, "/f", 0o700),
      () => t.write(t.open("/f", O.O_RDWR), "x"),
      () => t.open("/f", O.O_RDWR | O.O_TRUNC),
    ]) {
      t.file("/f", "0123");
      t.setxattr("/f", "security.capability", caps);
      t.listxattr("/f");
      change();
      t.listxattr("/f");
    }
    t.setxattr("/f", "security.capability", "x");
    t.setxattr("/f", "security.capability", "");
    t.setxattr("/f", "security.capability", "xxxxxxxxxxxxxxxxxxxx");
    t.as(1000, 1000, () => {
      t.setxattr("/f", "security.capability", caps);
      t.setxattr("/f", "security.capability", "x");
      t.call("lremovexattr", "/f", "security.capability");
      t.setxattr("/f", "security.other", "x");
      t.call("lremovexattr", "/f", "security.other");
      t.getxattr("/f", "security.other");
    });
  },
  "ranges are allocated where that makes sense": (t) => {
    t.file("/f", "0123456789");
    t.mkdir("/d");
    const fd = t.open("/f", O.O_RDWR);
    for (const mode of [0, 1, 2, 3, 8, 9, 0x10, 0x11, 0x20, 0x21, 0x40, 0x41, 0x18, 0x100, 0x80])
      t.call("fallocate", fd, mode, 0, 4096);
    t.call("fallocate", fd, 0, -1, 5);
    t.call("fallocate", fd, 0, 0, 0);
    t.call("fallocate", fd, 0, 5, -5);
    t.call("fallocate", t.open("/f", 0), 0, 0, 5);
    t.call("fallocate", t.open("/d", 0), 0, 0, 5);
    t.call("fallocate", 99999, 0, 0, 5);
    t.look("/f");
  },
  "ranges are copied between descriptors": (t) => {
    t.file("/a", "0123456789");
    t.file("/b", "abcdefghij");
    t.mkdir("/d");
    const a = t.open("/a", O.O_RDWR);
    const b = t.open("/b", O.O_RDWR);
    const ro = t.open("/b", O.O_RDONLY);
    const wo = t.open("/a", O.O_WRONLY);
    const ap = t.open("/b", O.O_RDWR | O.O_APPEND);
    const d = t.open("/d", 0);
    t.call("copy_file_range", a, null, b, null, 3, 0);
    t.call("copy_file_range", a, offset(8), b, offset(1), 10, 0);
    t.call("copy_file_range", a, offset(80), b, offset(1), 10, 0);
    t.call("copy_file_range", a, offset(0), a, offset(5), 10, 0);
    t.call("copy_file_range", a, offset(0), a, offset(20), 10, 0);
    t.call("copy_file_range", a, null, ro, null, 3, 0);
    t.call("copy_file_range", wo, null, b, null, 3, 0);
    t.call("copy_file_range", a, null, ap, null, 3, 0);
    t.call("copy_file_range", d, null, b, null, 3, 0);
    t.call("copy_file_range", a, null, d, null, 3, 0);
    t.call("copy_file_range", a, null, b, null, 3, 1);
    t.call("copy_file_range", a, offset(-1), b, null, 3, 0);
    t.call("copy_file_range", a, null, b, null, 0, 0);
    t.call("lseek", a, 0, 0);
    t.call("sendfile", b, a, null, 4);
    t.call("sendfile", b, a, offset(2), 4);
    t.call("sendfile", b, a, offset(200), 4);
    t.call("sendfile", ro, a, null, 4);
    t.call("sendfile", ap, a, null, 4);
    t.call("sendfile", b, wo, null, 4);
    t.call("sendfile", b, d, null, 4);
    t.call("sendfile", d, a, null, 4);
    const pair = Buffer.alloc(8);
    t.silently("pipe2", pair, O.O_NONBLOCK);
    const [r, w] = [t.high(pair.readInt32LE(0)), t.high(pair.readInt32LE(4))];
    t.call("splice", a, null, b, null, 4, 0);
    t.call("splice", a, null, w, null, 4, 0);
    t.call("splice", r, null, b, null, 40, 0);
    t.call("splice", r, null, b, null, 40, 0);
    t.call("splice", r, offset(0), b, null, 40, 0);
    t.call("splice", a, offset(1), w, null, 4, 0);
    t.call("splice", r, null, b, offset(1), 2, 0);
    t.call("splice", r, null, ap, null, 2, 0);
    t.call("splice", r, null, ro, null, 2, 0);
    t.call("splice", a, null, w, null, 0, 0);
    t.call("splice", d, null, w, null, 4, 0);
    t.call("sendfile", w, a, offset(0), 4);
    t.call("sendfile", b, r, null, 4);
    t.read(r, 20);
    for (const path of ["/a", "/b"]) t.read(t.open(path, 0), 100);
  },
  "advice and syncs are taken": (t) => {
    t.file("/f", "x");
    t.mkdir("/d");
    const fd = t.open("/f", O.O_RDWR);
    const wo = t.open("/f", O.O_WRONLY);
    const d = t.open("/d", 0);
    const p = t.open("/d", O.O_PATH);
    for (const each of [fd, wo, d, p, 99999]) {
      t.call("fadvise64", each, 0, 0, 3);
      t.call("fadvise64", each, 0, -1, 3);
      t.call("fadvise64", each, 0, 0, 9);
      t.call("readahead", each, 0, 10);
      t.call("fsync", each);
      t.call("fdatasync", each);
      t.call("syncfs", each);
      t.call("fcntl", each, 1, 0);
      t.call("fcntl", each, 3, 0);
      t.call("fcntl", each, 4, 0);
      t.call("fcntl", each, 77, 0);
    }
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
