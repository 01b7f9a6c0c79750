import { openFlags as O } from "../../../../harness/agent/constants.ts";
import type { Trace } from "../trace.ts";

function offset(value: number): Buffer {
  const b = Buffer.alloc(8);
  b.writeBigInt64LE(BigInt(value));
  return b;
}

export const rangeSequences: Readonly<Record<string, (t: Trace) => void>> = {
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
      t.call("fcntl", each, 3, 0);
      t.call("fcntl", each, 4, 0);
      t.call("fcntl", each, 77, 0);
    }
  },
};
