import { openFlags as O } from "../../../../harness/agent/constants.ts";
import type { Trace } from "../trace.ts";

const AT = -100;
const RESOLVE_CACHED = 0x20;
const EAGAIN = 11;

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
          // What is in no cache is EAGAIN, and so is a link whose time has to be set.
          const chance = resolve === RESOLVE_CACHED && (fd >= 0 || fd === -EAGAIN);
          t.note(`openat2 ${path} ${resolve} ${flags} = ${chance ? "open, or not cached" : fd}`);
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
};
