import { openFlags as O } from "../../../../harness/agent/constants.ts";
import { readInotify } from "../../../../harness/agent/events.ts";
import { inotifyMasks as IN } from "../../../../harness/agent/notify-constants.ts";
import type { Trace } from "../trace.ts";

const AT = -100;

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

export const systemSequences: Readonly<Record<string, (t: Trace) => void>> = {
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
  "events of watched objects": (t) => {
    t.mkdir("/d");
    t.mkdir("/d/sub");
    t.file("/d/f", "x");
    t.silently("linkat", AT, "/d/f", AT, "/other", 0);
    const fd = t.high(t.silently("inotify_init1", O.O_NONBLOCK));
    const read = () => {
      const b = Buffer.alloc(4096);
      const n = t.silently("read", fd, b, b.length);
      t.note(n < 0 ? String(n) : JSON.stringify(readInotify(b.subarray(0, n))));
    };
    t.call("inotify_add_watch", fd, "/d", 0xfff);
    t.call("inotify_add_watch", fd, "/d/f", 0xfff);
    t.call("inotify_add_watch", fd, "/d/sub", 0xfff);
    t.call("inotify_add_watch", fd, "/none", 0xfff);
    t.call("inotify_add_watch", fd, "/d/f", 0);
    t.call("inotify_add_watch", fd, "/d/f", IN.IN_ONLYDIR | 1);
    t.call("inotify_add_watch", fd, "/d/f", IN.IN_MASK_CREATE | 1);
    read();
    const open = t.open("/d/f", O.O_RDWR);
    t.read(open, 1);
    t.write(open, "y");
    t.write(open, "z");
    t.call("ftruncate", open, 0);
    t.call("close", open);
    read();
    t.call("fchmodat", AT, "/d/f", 0o600);
    t.call("fchownat", AT, "/d/f", 1, 1, 0);
    t.call("fchownat", AT, "/d/f", -1, -1, 0);
    t.mark("/d/f");
    t.setxattr("/d/f", "user.a", "1");
    t.call("truncate", "/d/f", 3);
    read();
    t.file("/d/new", "text");
    t.mkdir("/d/newdir");
    t.call("symlinkat", "x", AT, "/d/link");
    t.call("linkat", AT, "/d/f", AT, "/d/hard", 0);
    t.list("/d");
    read();
    t.call("renameat2", AT, "/d/new", AT, "/d/newer", 0);
    t.call("renameat2", AT, "/d/newer", AT, "/d/f", 0);
    t.call("renameat2", AT, "/d/sub", AT, "/sub", 0);
    read();
    t.call("unlinkat", AT, "/d/link", 0);
    t.call("unlinkat", AT, "/d/hard", 0);
    t.call("unlinkat", AT, "/other", 0);
    t.call("unlinkat", AT, "/sub", 0x200);
    read();
    t.call("inotify_rm_watch", fd, 1);
    t.call("inotify_rm_watch", fd, 1);
    t.call("inotify_add_watch", fd, "/d/newdir", IN.IN_ONESHOT | IN.IN_CREATE);
    t.mkdir("/d/newdir/a");
    t.mkdir("/d/newdir/b");
    read();
    t.call("read", fd, Buffer.alloc(8), 8);
  },
  "mappings show files": (t) => {
    t.file("/f", "0123456789");
    const fd = t.open("/f", O.O_RDWR);
    const ro = t.open("/f", 0);
    t.call("mmap", null, 0, 1, 1, fd, 0);
    t.call("mmap", null, 10, 1, 1, fd, 5);
    t.call("mmap", null, 10, 1, 0, fd, 0);
    t.call("mmap", null, 10, 3, 1, ro, 0);
    t.call("mmap", null, 10, 1, 1, t.open("/f", 1), 0);
    t.call("mmap", null, 10, 1, 1, t.open("/", 0), 0);
    t.call("mmap", null, 10, 1, 1, t.open("/f", O.O_PATH), 0);
    t.call("mmap", null, 10, 1, 1, 99999, 0);
    const shared = t.silently("mmap", null, 10, 3, 1, fd, 0);
    const own = t.silently("mmap", null, 10, 3, 2, ro, 0);
    const copy = (name: "process_vm_readv" | "process_vm_writev", at: number, b: Buffer) => {
      const vectors = [t.addressOf(b), BigInt(at)].map((base) => {
        const v = Buffer.alloc(16);
        v.writeBigUInt64LE(base, 0);
        v.writeBigUInt64LE(BigInt(b.length), 8);
        return v;
      });
      const n = t.silently(name, process.pid, vectors[0] ?? null, 1, vectors[1] ?? null, 1, 0);
      t.note(`${name} = ${n} ${b.toString("latin1")}`);
    };
    copy("process_vm_readv", shared, Buffer.alloc(5));
    copy("process_vm_writev", shared + 2, Buffer.from("AB"));
    copy("process_vm_readv", own, Buffer.alloc(12));
    copy("process_vm_writev", own + 1, Buffer.from("xy"));
    copy("process_vm_writev", shared, Buffer.from("Q"));
    copy("process_vm_readv", own, Buffer.alloc(12));
    copy("process_vm_writev", shared + 8, Buffer.from("1234"));
    t.read(fd, 20);
    t.look("/f");
    t.call("ftruncate", fd, 0);
    copy("process_vm_readv", shared, Buffer.alloc(5));
    for (const [at, flags] of [
      [shared, 4],
      [shared, 5],
      [shared, 8],
      [own, 1],
    ] as const)
      t.note(String(t.silently("msync", at, 10, flags)));
    t.note(String(t.silently("munmap", shared, 10)));
    t.note(String(t.silently("munmap", own, 10)));
    t.note(String(t.silently("msync", own, 10, 1)));
  },
  "directories are read in pieces": (t) => {
    t.mkdir("/d");
    for (const name of ["a", "bb", "a-much-longer-name", "c"]) t.file(`/d/${name}`, "");
    t.mark("/d");
    const fd = t.open("/d", O.O_DIRECTORY);
    t.entries(fd, 10);
    t.entries(fd, 24);
    t.entries(fd, 30);
    t.call("unlinkat", AT, "/d/bb", 0);
    t.file("/d/late", "");
    t.entries(fd, 48);
    t.entries(fd, 4096);
    t.entries(fd, 4096);
    t.call("lseek", fd, 0, 0);
    t.entries(fd, 4096);
    t.call("lseek", fd, -1, 0);
    t.call("lseek", fd, 0, 2);
    t.call("read", fd, Buffer.alloc(1), 1);
    t.call("pread64", fd, Buffer.alloc(1), 1, 0);
    t.call("write", fd, Buffer.alloc(1), 1);
    t.call("getdents64", t.open("/d/a", 0), Buffer.alloc(9), 9);
    t.call("getdents64", t.open("/d", O.O_PATH), Buffer.alloc(9), 9);
  },
  "mounts are made, used and undone": (t) => {
    t.mkdir("/m");
    t.mkdir("/n");
    t.file("/f", "below");
    const mount = (source: string, at: string, type: string | null, flags: number) =>
      t.call("mount", source, at, type, flags, null);
    mount("x", "/none", "tmpfs", 0);
    mount("x", "/m", "nofs", 0);
    mount("x", "/m", null, 0);
    mount("x", "/f", "tmpfs", 0);
    mount("x", "/m", "tmpfs", 0);
    t.call("unlinkat", AT, "/m", 0x200);
    t.call("renameat2", AT, "/m", AT, "/o", 0);
    t.file("/m/in", "in");
    t.call("linkat", AT, "/m/in", AT, "/f2", 0);
    t.call("renameat2", AT, "/m/in", AT, "/f2", 0);
    mount("/m", "/n", null, 4096);
    t.list("/n");
    mount("x", "/n", null, 4096 | 32 | 1);
    for (const path of ["/n", "/m"]) {
      t.call("mkdirat", AT, `${path}/new`, 0o755);
      t.call("mkdirat", AT, `${path}/in`, 0o755);
      t.call("unlinkat", AT, `${path}/none`, 0);
      t.call("openat", AT, `${path}/none`, O.O_CREAT, 0);
      t.call("truncate", `${path}/in`, 1);
      t.call("fchmodat", AT, `${path}/in`, 0o600);
      t.call("faccessat", AT, `${path}/in`, 2);
      t.call("renameat2", AT, `${path}/none`, AT, `${path}/x`, 0);
      t.call("utimensat", AT, `${path}/in`, null, 0);
      t.setxattr(`${path}/in`, "user.a", "1");
      t.setxattr(`${path}/in`, "trusted.a", "1");
      t.silently("close", t.open(`${path}/in`, 1));
      t.silently("close", t.open(`${path}/in`, O.O_TRUNC));
    }
    t.call("umount2", "/n/in", 0);
    t.call("umount2", "/f", 0);
    t.call("umount2", "/none", 0);
    t.call("umount2", "/n", 64);
    t.silently("chdir", "/n");
    t.call("umount2", "/n", 0);
    t.silently("chdir", "/");
    t.call("umount2", "/n", 4);
    t.call("umount2", "/n", 4);
    t.call("umount2", "/n", 0);
    const fd = t.open("/m/in", 0);
    t.call("umount2", "/m", 0);
    t.call("umount2", "/m", 2);
    t.read(fd, 5);
    t.list("/m");
    mount("x", "/m", "tmpfs", 1);
    t.call("mkdirat", AT, "/m/x", 0o755);
    mount("x", "/m", null, 32);
    t.call("mkdirat", AT, "/m/x", 0o755);
    mount("x", "/m/x", "tmpfs", 0);
    t.look("/m/x/..");
    t.call("umount2", "/m", 0);
    mount("/m", "/n", null, 8192);
    t.list("/n/x");
    mount("/n", "/n/x", null, 8192);
    t.call("umount2", "/n", 2);
    t.as(1000, 1000, () => {
      mount("x", "/m", "tmpfs", 0);
      t.call("umount2", "/m", 0);
      t.call("chroot", "/m");
    });
  },
};
