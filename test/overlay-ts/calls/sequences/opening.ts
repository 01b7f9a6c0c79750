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

const paths = [
  "/f",
  "/l",
  "/d",
  "/dl",
  "/f/",
  "/l/",
  "/d/",
  "/dl/",
  "/none",
  "/none/",
  "/dangling",
  "/dangling/",
  "/dangling2",
  "/slash",
  "/d/.",
  "/d/..",
  "/",
  ".",
  "/f/x",
  "/none/x",
  "/null",
  "/zero",
  "/socket",
  "/whiteout",
  "",
];

const flags = [
  O.O_RDONLY,
  O.O_WRONLY,
  O.O_RDWR,
  O.O_RDWR | O.O_TRUNC,
  O.O_RDONLY | O.O_TRUNC,
  O.O_CREAT,
  O.O_CREAT | O.O_WRONLY,
  O.O_CREAT | O.O_EXCL,
  O.O_CREAT | O.O_NOFOLLOW,
  O.O_CREAT | O.O_TRUNC | O.O_RDWR,
  O.O_CREAT | O.O_DIRECTORY,
  O.O_DIRECTORY,
  O.O_DIRECTORY | O.O_NOFOLLOW,
  O.O_DIRECTORY | O.O_RDWR,
  O.O_NOFOLLOW,
  O.O_PATH,
  O.O_PATH | O.O_NOFOLLOW,
  O.O_PATH | O.O_DIRECTORY,
  O.O_PATH | O.O_CREAT | O.O_RDWR,
  O.O_TMPFILE | O.O_RDWR,
  O.O_TMPFILE,
  O.O_TMPFILE | O.O_RDWR | O.O_CREAT,
  3,
  O.O_EXCL,
  O.O_NOATIME,
  O.O_APPEND | O.O_WRONLY,
  O.O_DIRECT,
];

export const openingSequences: Readonly<Record<string, (t: Trace) => void>> = {
  "every path is opened with every flags as by the kernel": (t) => {
    for (const how of flags) {
      for (const path of paths) {
        populate(t);
        t.mark("/f");
        const fd = t.open(path, how, 0o4755);
        if (fd >= 0) {
          t.lookAt(fd);
          t.read(fd, 3);
          t.call("fcntl", fd, 3, 0);
          t.call("ftruncate", fd, 2);
          t.call("lseek", fd, 1, 0);
          t.call("lseek", fd, 0, 2);
          t.write(fd, "w");
          t.call("close", fd);
        }
        t.list("/");
        t.look("/f");
        t.call("unlinkat", AT, "/made", 0);
        t.call("unlinkat", AT, "/d/made", 0);
        t.call("unlinkat", AT, "/none", 0);
        t.silently("unlinkat", AT, "/f", 0);
      }
    }
  },
  "openat2 obeys its rules": (t) => {
    populate(t);
    t.silently("symlinkat", "/f", AT, "/d/abs");
    t.silently("symlinkat", "../f", AT, "/d/up");
    t.silently("symlinkat", "in", AT, "/d/here");
    t.file("/d/in", "x");
    t.mkdir("/m");
    t.silently("mount", "none", "/m", "tmpfs", 0, null);
    const d = t.open("/d", O.O_DIRECTORY);
    for (const resolve of [0, 1, 2, 4, 8, 0x10, 0x18, 0x20, 0x40, 5, 0xc]) {
      for (const [dirfd, path] of [
        [d, "in"],
        [d, "here"],
        [d, "abs"],
        [d, "up"],
        [d, ".."],
        [d, "../f"],
        [d, "/in"],
        [d, "/f"],
        [d, "."],
        [AT, "/m"],
        [AT, "m"],
        [AT, "m/.."],
        [AT, "/l"],
      ] as const) {
        for (const flags of [0, O.O_NOFOLLOW | O.O_PATH, O.O_CREAT]) {
          const how = Buffer.alloc(24);
          how.writeBigUInt64LE(BigInt(flags), 0);
          how.writeBigUInt64LE(BigInt(resolve), 16);
          const fd = t.high(t.silently("openat2", dirfd, path, how, 24));
          t.note(`openat2 ${path} ${resolve} ${flags} = ${fd}`);
          if (fd >= 0) t.silently("close", fd);
        }
      }
    }
    const how = Buffer.alloc(40);
    t.call("openat2", AT, "/f", how, 16);
    how.writeBigUInt64LE(0o644n, 8);
    t.call("openat2", AT, "/f", how, 24);
    how.writeBigUInt64LE(0n, 8);
    how.writeUInt8(1, 30);
    t.call("openat2", AT, "/f", how, 32);
    how.writeBigUInt64LE(0x1_0000_0000n, 0);
    t.call("openat2", AT, "/f", how, 24);
    how.writeBigUInt64LE(BigInt(O.O_PATH | O.O_RDWR), 0);
    t.call("openat2", AT, "/f", how, 24);
    how.writeBigUInt64LE(BigInt(O.O_CREAT), 0);
    how.writeBigUInt64LE(0o10644n, 8);
    t.call("openat2", AT, "/f", how, 24);
    t.silently("umount2", "/m", 2);
  },
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
    t.call("write", b, big, big.length);
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
