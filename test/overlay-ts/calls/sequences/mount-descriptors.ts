import { openFlags as O } from "../../../../harness/agent/constants.ts";
import type { Trace } from "../trace.ts";

const AT = -100;

function attributes(set: number, clear: number): Buffer {
  const b = Buffer.alloc(32);
  b.writeBigUInt64LE(BigInt(set), 0);
  b.writeBigUInt64LE(BigInt(clear), 8);
  return b;
}

export const descriptorMountSequences: Readonly<Record<string, (t: Trace) => void>> = {
  "filesystems are made parameter by parameter": (t) => {
    t.mkdir("/m");
    t.mkdir("/n");
    t.call("fsopen", "nofs", 1);
    const fd = t.high(t.silently("fsopen", "tmpfs", 1));
    t.call("fsconfig", fd, 0, "ro", null, 0);
    t.call("fsconfig", fd, 0, "rw", null, 0);
    t.call("fsconfig", fd, 0, "nothing", null, 0);
    t.call("fsconfig", fd, 0, null, null, 0);
    t.call("fsconfig", fd, 0, "ro", "x", 0);
    t.call("fsconfig", fd, 1, "mode", "700", 0);
    t.call("fsconfig", fd, 1, "mode", null, 0);
    t.call("fsconfig", fd, 1, "source", "s", 0);
    t.call("fsconfig", fd, 1, "source", "s", 0);
    t.call("fsconfig", fd, 5, "mode", null, -1);
    t.call("fsconfig", fd, 77, null, null, 0);
    t.call("fsconfig", fd, 6, "x", null, 0);
    t.call("fsmount", fd, 1, 0);
    t.call("fsconfig", fd, 7, null, null, 0);
    t.call("fsconfig", fd, 6, null, null, 0);
    t.call("fsconfig", fd, 6, null, null, 0);
    t.call("fsconfig", fd, 0, "ro", null, 0);
    t.call("fsmount", fd, 1, 0x40000000);
    const mount = t.high(t.silently("fsmount", fd, 1, 1));
    t.note(String(mount));
    t.call("fsmount", fd, 1, 0);
    t.call("mkdirat", mount, "x", 0o755);
    t.call("newfstatat", mount, "", Buffer.alloc(144), 0x1000);
    t.lookAt(mount);
    t.call("move_mount", mount, "", AT, "/m", 0);
    t.call("move_mount", mount, "", AT, "/none", 4);
    t.call("move_mount", mount, "", AT, "/m", 4);
    t.look("/m");
    t.call("mkdirat", AT, "/m/x", 0o755);
    t.call("mount_setattr", AT, "/m", 0, attributes(0, 1), 32);
    t.call("mkdirat", AT, "/m/x", 0o755);
    t.call("mount_setattr", AT, "/m/x", 0, attributes(0, 1), 32);
    t.call("mount_setattr", AT, "/m", 0, attributes(0, 1), 16);
    t.call("mount_setattr", AT, "/m", 0, attributes(0x40000000, 1), 32);
    t.call("fsconfig", fd, 6, null, null, 0);
    t.call("close", fd);
    t.call("close", mount);
    const picked = t.high(t.silently("fspick", AT, "/m", 1));
    t.call("fspick", AT, "/m/x", 1);
    t.call("fsconfig", picked, 0, "ro", null, 0);
    t.call("fsconfig", picked, 6, null, null, 0);
    t.call("fsconfig", picked, 7, null, null, 0);
    t.call("mkdirat", AT, "/m/y", 0o755);
    t.call("fsconfig", picked, 0, "rw", null, 0);
    t.call("fsconfig", picked, 7, null, null, 0);
    t.call("mkdirat", AT, "/m/y", 0o755);
    const tree = t.high(t.silently("open_tree", AT, "/m/y", 1));
    t.call("move_mount", tree, "", AT, "/n", 4);
    t.call("mkdirat", AT, "/n/below", 0o755);
    t.list("/m/y");
    t.call("open_tree", AT, "/m/y", 0x8000);
    t.call("open_tree", AT, "/none", 0);
    t.call("umount2", "/n", 0);
    t.call("close", tree);
    t.call("umount2", "/n", 0);
    t.call("umount2", "/m", 0);
  },
  "handles lead to their objects": (t) => {
    t.file("/f", "text");
    t.silently("symlinkat", "f", AT, "/l");
    const mount = t.open("/", O.O_DIRECTORY);
    const b = Buffer.alloc(136);
    const id = Buffer.alloc(8);
    t.call("name_to_handle_at", AT, "/f", b, id, 0);
    t.note(`${b.readUInt32LE(0)}`);
    t.call("name_to_handle_at", AT, "/f", b, id, 0x80);
    b.writeUInt32LE(200, 0);
    t.call("name_to_handle_at", AT, "/f", b, id, 0);
    b.writeUInt32LE(128, 0);
    t.call("name_to_handle_at", AT, "/none", b, id, 0);
    t.call("name_to_handle_at", AT, "/f", b, id, 0);
    t.note(`${b.readUInt32LE(0)} ${b.readInt32LE(4)}`);
    const fd = t.high(t.silently("open_by_handle_at", mount, b, O.O_RDWR));
    t.read(fd, 4);
    t.call("open_by_handle_at", mount, b, O.O_DIRECTORY);
    t.call("open_by_handle_at", 99999, b, 0);
    t.as(1000, 1000, () => t.call("open_by_handle_at", mount, b, 0));
    t.call("unlinkat", AT, "/f", 0);
    t.call("close", fd);
    t.call("open_by_handle_at", mount, b, 0);
    b.writeUInt32LE(0, 0);
    t.call("open_by_handle_at", mount, b, 0);
  },
  "flags of inodes guard them": (t) => {
    t.file("/f", "text");
    t.mkdir("/d");
    t.file("/d/in", "x");
    const b = Buffer.alloc(64);
    const set = (path: string, flags: number) => {
      const fd = t.open(path, 0);
      b.writeBigUInt64LE(BigInt(flags), 0);
      t.call("ioctl", fd, 0x40086602, b);
      t.call("ioctl", fd, 0x80086601, b);
      t.note(b.readUInt32LE(0).toString(16));
      t.call("ioctl", fd, 0x801c581f, b);
      t.note(b.toString("hex", 0, 20));
      t.silently("close", fd);
    };
    const attempt = () => {
      for (const path of ["/f", "/d"]) {
        t.call("fchmodat", AT, path, 0o700);
        t.call("fchownat", AT, path, 1, 1, 0);
        t.call("fchownat", AT, path, -1, -1, 0);
        t.call("utimensat", AT, path, null, 0);
        t.call("utimensat", AT, path, Buffer.alloc(32), 0);
        t.setxattr(path, "user.a", "1");
        t.setxattr(path, "system.posix_acl_access", "");
        t.call("linkat", AT, path, AT, "/link", 0);
        t.call("renameat2", AT, path, AT, "/moved", 0);
        t.call("renameat2", AT, "/moved", AT, path, 0);
      }
      t.call("truncate", "/f", 1);
      for (const how of [1, O.O_RDWR | O.O_APPEND, O.O_TRUNC, 1 | O.O_APPEND | O.O_TRUNC]) {
        const fd = t.open("/f", how);
        t.write(fd, "x");
        t.call("fallocate", fd, 3, 0, 1);
        t.call("fallocate", fd, 0, 0, 10);
        t.call("ftruncate", fd, 0);
        t.silently("close", fd);
      }
      t.call("mkdirat", AT, "/d/new", 0o755);
      t.call("unlinkat", AT, "/d/new", 0x200);
      t.call("unlinkat", AT, "/d/in", 0);
      t.call("renameat2", AT, "/d/in", AT, "/d/out", 0);
      t.call("unlinkat", AT, "/f", 0);
      t.call("unlinkat", AT, "/link", 0);
      t.file("/f", "text");
      t.file("/d/in", "x");
    };
    attempt();
    for (const flags of [0x10, 0x20, 0x40]) {
      set("/f", flags);
      set("/d", flags);
      attempt();
      set("/f", 0);
      set("/d", 0);
    }
    t.as(1000, 1000, () => {
      set("/f", 0x40);
      set("/f", 0);
    });
    t.call("ioctl", t.open("/f", 0), 0x1234, b);
    const [from, to] = [t.open("/f", 0), t.open("/d/in", O.O_RDWR)];
    t.call("ioctl", to, 0x40049409, from);
    t.call("ioctl", to, 0x40049409, 99999);
    t.call("ioctl", from, 0x40049409, to);
  },
  "another root hides what is above it": (t) => {
    t.mkdir("/jail");
    t.mkdir("/jail/in");
    t.mkdir("/out");
    t.file("/secret", "s");
    t.silently("symlinkat", "/secret", AT, "/jail/abs");
    t.silently("symlinkat", "../../secret", AT, "/jail/rel");
    const home = t.open("/", O.O_PATH);
    t.call("chdir", "/jail/in");
    t.call("chroot", "/jail");
    const b = Buffer.alloc(64);
    t.call("getcwd", b, 64);
    t.note(b.toString("latin1", 0, 8));
    for (const path of ["/abs", "/rel", "/../secret", "../../secret", "/in", "/.."])
      t.look(path, true);
    t.call("fchdir", home);
    t.look("secret");
    t.call("chroot", ".");
    t.call("chdir", "/out");
    t.call("getcwd", b, 64);
    t.call("chroot", "/secret");
    t.call("chroot", "/none");
  },
};
