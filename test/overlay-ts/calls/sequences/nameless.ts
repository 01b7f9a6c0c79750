import { openFlags as O } from "../../../../harness/agent/constants.ts";
import type { Trace } from "../trace.ts";

const AT = -100;

function populate(t: Trace): void {
  t.mkdir("/d");
  t.file("/f", "content");
  t.silently("symlinkat", "f", AT, "/l");
  t.silently("symlinkat", "d", AT, "/dl");
  t.silently("symlinkat", "made", AT, "/dangling");
  t.silently("symlinkat", "d/made", AT, "/dangling2");
  t.silently("symlinkat", "made/", AT, "/slash");
  t.silently("mknodat", AT, "/fifo", 0o010644, 0);
  t.silently("mknodat", AT, "/null", 0o020666, 0x103);
  t.silently("mknodat", AT, "/zero", 0o020666, 0x105);
  t.silently("mknodat", AT, "/whiteout", 0o020666, 0);
  t.silently("mknodat", AT, "/block", 0o060666, 0);
  t.silently("mknodat", AT, "/socket", 0o140666, 0);
}

export const namelessSequences: Readonly<Record<string, (t: Trace) => void>> = {
  "pipes and fifos do not block where that is asked": (t) => {
    populate(t);
    t.call("openat", AT, "/fifo", O.O_WRONLY | O.O_NONBLOCK, 0);
    const reader = t.open("/fifo", O.O_RDONLY | O.O_NONBLOCK);
    t.read(reader, 4);
    const writer = t.open("/fifo", O.O_WRONLY | O.O_NONBLOCK);
    t.read(reader, 4);
    t.write(writer, "hello");
    t.read(reader, 4);
    t.call("pread64", reader, Buffer.alloc(4), 4, 0);
    t.call("lseek", reader, 0, 0);
    t.call("ftruncate", writer, 0);
    t.call("fsync", writer);
    t.call("fallocate", writer, 0, 0, 1);
    t.call("close", writer);
    t.read(reader, 4);
    t.read(reader, 4);
    t.call("close", reader);
    const pair = Buffer.alloc(8);
    t.silently("pipe2", pair, O.O_NONBLOCK);
    const [a, b] = [t.high(pair.readInt32LE(0)), t.high(pair.readInt32LE(4))];
    t.read(a, 3);
    t.read(b, 3);
    t.write(a, "x");
    t.write(b, "abc");
    t.read(a, 2);
    const big = Buffer.alloc(70000, 1);
    t.silently("write", b, big, big.length);
    t.call("write", b, big, big.length);
    t.call("close", a);
    t.call("fcntl", b, 3, 0);
    t.call("close", b);
  },
  "files without a name get one by a link": (t) => {
    populate(t);
    const fd = t.open("/d", O.O_TMPFILE | O.O_RDWR, 0o640);
    t.lookAt(fd);
    t.write(fd, "hidden");
    t.call("linkat", fd, "", AT, "/named", 0x1000);
    t.look("/named");
    t.call("unlinkat", AT, "/named", 0);
    t.call("linkat", fd, "", AT, "/named", 0x1000);
    const closed = t.open("/d", O.O_TMPFILE | O.O_RDWR | O.O_EXCL, 0o640);
    t.call("linkat", closed, "", AT, "/named", 0x1000);
    t.list("/d");
    const path = t.open("/f", O.O_PATH);
    t.call("linkat", path, "", AT, "/f2", 0x1000);
    t.look("/f2");
    t.as(1000, 1000, () => {
      t.call("linkat", path, "", AT, "/f3", 0x1000);
      t.call("linkat", AT, "/f", AT, "/f3", 0);
    });
  },
};
