import type { Trace } from "../trace.ts";

const AT = -100;

/** version 2 and entries of tag, permissions and id. */
function acl(...entries: readonly (readonly [number, number, number])[]): Buffer {
  const b = Buffer.alloc(4 + 8 * entries.length);
  b.writeUInt32LE(2, 0);
  for (const [index, [tag, perm, id]] of entries.entries()) {
    b.writeUInt16LE(tag, 4 + index * 8);
    b.writeUInt16LE(perm, 6 + index * 8);
    b.writeInt32LE(id, 8 + index * 8);
  }
  return b;
}

const minimal = acl([1, 7, -1], [4, 5, -1], [0x20, 4, -1]);
const full = acl([1, 6, -1], [2, 7, 1000], [4, 4, -1], [8, 3, 1001], [0x10, 6, -1], [0x20, 0, -1]);
const bad = [
  acl(),
  acl([1, 7, -1]),
  acl([4, 5, -1], [1, 7, -1], [0x20, 4, -1]),
  acl([1, 7, -1], [2, 7, 1000], [4, 5, -1], [0x20, 4, -1]),
  acl([1, 9, -1], [4, 5, -1], [0x20, 4, -1]),
  acl([1, 7, -1], [3, 5, -1], [0x20, 4, -1]),
  Buffer.from("xx"),
  Buffer.from("0300000001000700ffffffff", "hex"),
  Buffer.concat([minimal, Buffer.from("x")]),
  Buffer.alloc(0),
];

const names = [
  "user.a",
  "trusted.a",
  "security.a",
  "system.a",
  "other.a",
  "user.",
  "user",
  "trusted.",
  "",
  "a".repeat(256),
  `user.${"a".repeat(250)}`,
];

export const xattrSequences: Readonly<Record<string, (t: Trace) => void>> = {
  "names, sizes and flags": (t) => {
    t.file("/f", "x");
    for (const name of names) {
      t.setxattr("/f", name, "value");
      t.getxattr("/f", name);
      t.call("lremovexattr", "/f", name);
      t.call("lremovexattr", "/f", name);
    }
    t.setxattr("/f", "user.a", "1", 2);
    t.setxattr("/f", "user.a", "1", 1);
    t.setxattr("/f", "user.a", "2", 1);
    t.setxattr("/f", "user.a", "2", 2);
    t.setxattr("/f", "user.a", "2", 3);
    t.setxattr("/f", "user.b", "2", 3);
    t.setxattr("/f", "user.a", "2", 4);
    t.setxattr("/none", "user.a", "2", 4);
    t.setxattr("/none", "", "2");
    t.setxattr("/none", "user.a", Buffer.alloc(65537));
    t.setxattr("/f", "user.empty", "");
    t.getxattr("/f", "user.empty");
    t.getxattr("/f", "user.a", 0);
    t.setxattr("/f", "user.long", "0123456789");
    t.getxattr("/f", "user.long", 0);
    t.getxattr("/f", "user.long", 9);
    t.getxattr("/f", "user.long", 10);
    t.listxattr("/f", 0);
    t.listxattr("/f", 5);
    t.listxattr("/f");
    t.call("fsetxattr", t.open("/f", 0o10000000), "user.x", Buffer.from("1"), 1, 0);
    t.call("fsetxattr", t.open("/f", 0), "user.x", Buffer.from("1"), 1, 0);
    t.call("fgetxattr", t.open("/f", 0o10000000), "user.x", Buffer.alloc(9), 9);
    t.call("flistxattr", t.open("/f", 0o10000000), Buffer.alloc(9), 9);
    t.call("fremovexattr", t.open("/f", 0), "user.x");
  },
  "kinds of objects and who asks": (t) => {
    t.file("/f", "x");
    t.file("/mine", "x");
    t.silently("fchownat", AT, "/mine", 1000, 1000, 0);
    t.mkdir("/d");
    t.mkdir("/sticky");
    t.silently("fchmodat", AT, "/sticky", 0o1777);
    t.silently("symlinkat", "f", AT, "/l");
    t.silently("mknodat", AT, "/fifo", 0o010666, 0);
    t.silently("mknodat", AT, "/sock", 0o140666, 0);
    t.silently("mknodat", AT, "/chr", 0o020666, 0);
    for (const [uid, capabilities] of [
      [0, 0n],
      [1000, 0n],
      [1000, 1n << 21n],
      [1000, 1n << 3n],
    ] as const) {
      t.as(
        uid,
        uid,
        () => {
          for (const path of ["/f", "/mine", "/d", "/sticky", "/l", "/fifo", "/sock", "/chr"]) {
            t.mark(path);
            for (const name of ["user.a", "trusted.a", "security.a", "security.capability"]) {
              t.getxattr(path, name);
              t.setxattr(path, name, "v");
              t.getxattr(path, name);
            }
            t.listxattr(path);
            t.setxattr(path, "user.gone", "v");
            t.call("lremovexattr", path, "user.gone");
            t.call("lremovexattr", path, "trusted.none");
            for (const name of ["system.posix_acl_access", "system.posix_acl_default"]) {
              t.getxattr(path, name);
              t.setxattr(path, name, minimal);
              t.getxattr(path, name);
              t.call("lremovexattr", path, name);
            }
            t.look(path);
          }
        },
        capabilities,
      );
    }
  },
  "access lists and modes": (t) => {
    const access = "system.posix_acl_access";
    t.file("/f", "x");
    t.mkdir("/d");
    for (const value of bad)
      for (const path of ["/f", "/d"]) {
        t.setxattr(path, access, value);
        t.setxattr(path, "system.posix_acl_default", value);
      }
    t.setxattr("/f", access, minimal);
    t.look("/f");
    t.getxattr("/f", access);
    t.setxattr("/f", access, full);
    t.look("/f");
    t.getxattr("/f", access);
    t.getxattr("/f", access, 0);
    t.getxattr("/f", access, 10);
    t.listxattr("/f");
    for (const mode of [0o777, 0o700, 0o640, 0]) {
      t.call("fchmodat", AT, "/f", mode);
      t.getxattr("/f", access);
    }
    t.setxattr("/f", access, full, 1);
    for (const uid of [1000, 1001, 1002])
      for (const gid of [0, 1001, 5])
        t.as(uid, gid, () => {
          for (const how of [1, 2, 4]) t.call("faccessat", AT, "/f", how);
        });
    t.call("lremovexattr", "/f", access);
    t.call("lremovexattr", "/f", access);
    t.look("/f");
    t.file("/own", "x");
    t.silently("fchownat", AT, "/own", 1000, 5, 0);
    t.silently("fchmodat", AT, "/own", 0o2755);
    t.as(1000, 1000, () => {
      t.setxattr("/own", access, full);
      t.look("/own");
    });
  },
  "default lists are inherited": (t) => {
    for (const [index, value] of [minimal, full].entries()) {
      const dir = `/d${index}`;
      t.mkdir(dir);
      t.setxattr(dir, "system.posix_acl_default", value);
      t.look(dir);
      t.silently("umask", 0o077);
      for (const mode of [0o777, 0o666, 0o2751, 0]) {
        t.file(`${dir}/f${mode}`, "x", mode);
        t.mkdir(`${dir}/d${mode}`, mode);
        t.silently("mknodat", AT, `${dir}/n${mode}`, 0o010000 | mode, 0);
        t.silently("symlinkat", "x", AT, `${dir}/l${mode}`);
        for (const kind of ["f", "d", "n", "l"]) {
          t.look(`${dir}/${kind}${mode}`);
          t.getxattr(`${dir}/${kind}${mode}`, "system.posix_acl_access");
          t.getxattr(`${dir}/${kind}${mode}`, "system.posix_acl_default");
        }
      }
      t.silently("umask", 0o022);
    }
  },
};
