import { openFlags as O } from "../../../../harness/agent/constants.ts";
import type { Trace } from "../trace.ts";

const AT = -100;

export const mountSequences: Readonly<Record<string, (t: Trace) => void>> = {
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
      t.silently("close", t.open(`${path}/none`, O.O_CREAT));
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
