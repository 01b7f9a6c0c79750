import { Buffer } from "node:buffer";
import type { Move } from "./machine.ts";

const file = 0o100644;
const dir = 0o040755;
const fifo = 0o010644;
const text = (s: string) => Buffer.from(s);

/** An access control list: tags, permissions, ids. */
const acl = (...entries: readonly (readonly [tag: number, perm: number, id?: number])[]) => {
  const b = Buffer.alloc(4 + entries.length * 8);
  b.writeUInt32LE(2, 0);
  for (const [index, [tag, perm, id = 0]] of entries.entries()) {
    b.writeUInt16LE(tag, 4 + index * 8);
    b.writeUInt16LE(perm, 6 + index * 8);
    b.writeUInt32LE(id, 8 + index * 8);
  }
  return b;
};
const ACCESS = "system.posix_acl_access";
const DEFAULT = "system.posix_acl_default";
const named = acl([1, 7], [2, 6, 1000], [4, 5], [8, 4, 50], [16, 3], [32, 1]);
const minimal = acl([1, 6], [4, 4], [32, 0]);

/** What is done to attributes of all kinds. */
export const movesOfAttributes: Readonly<Record<string, readonly Move[]>> = {
  attributes: [
    (m) => m.create("/f", file),
    (m) => m.setattr("/f", { mode: 0o711 }),
    (m) => m.setattr("/f", { uid: 5 }),
    (m) => m.setattr("/f", { gid: 6 }),
    (m) => m.setattr("/f", { uid: 7, gid: 8 }),
    (m) => m.setattr("/f", { atime: 1_000_000_007n }),
    (m) => m.setattr("/f", { mtime: 5_000_000_003n }),
    (m) => m.setattr("/f", { atime: 9n, mtime: 10n }),
    (m) => m.create("/d", dir),
    (m) => m.setattr("/d", { mode: 0o1777 }),
    (m) => m.symlink("x", "/l"),
    (m) => m.setattr("/l", { uid: 3, gid: 4 }),
    (m) => m.setattr("/l", { atime: 9n, mtime: 10n }),
  ],
  "access times as relatime has them": [
    (m) => m.create("/f", file),
    (m) => m.open("f", "/f"),
    (m) => m.write("f", text("x"), 0),
    (m) => m.read("f", 1, 0),
    (m) => m.read("f", 1, 0),
    (m) => m.setattr("/f", { mode: 0o600 }),
    (m) => m.read("f", 1, 0),
    (m) => m.setattr("/f", { atime: 9n }),
    (m) => m.read("f", 1, 0),
    (m) => m.setFlags("/f", 0x80),
    (m) => m.read("f", 1, 0),
    (m) => m.close("f"),
  ],
  "extended attributes": [
    (m) => m.create("/f", file),
    (m) => m.setxattr("/f", "user.m", text("1")),
    (m) => m.setxattr("/f", "user.aa", text("")),
    (m) => m.setxattr("/f", "trusted.z", text("2")),
    (m) => m.setxattr("/f", "security.q", text("3")),
    (m) => m.setxattr("/f", "user.a", text("4")),
    (m) => m.setxattr("/f", "user.ü", text("5")),
    (m) => m.setxattr("/f", "user.m", text("6"), 1),
    (m) => m.setxattr("/f", "user.m", text("7"), 2),
    (m) => m.setxattr("/f", "user.n", text("8"), 2),
    (m) => m.setxattr("/f", "user.n", text("9"), 1),
    (m) => m.setxattr("/f", "user.m", text("10")),
    (m) => m.getxattr("/f", "user.m"),
    (m) => m.getxattr("/f", "user.none"),
    (m) => m.removexattr("/f", "user.m"),
    (m) => m.removexattr("/f", "user.m"),
    (m) => m.setxattr("/f", "foo.a", text("")),
    (m) => m.setxattr("/f", "system.a", text("")),
    (m) => m.setxattr("/f", "user.", text("")),
    (m) => m.getxattr("/f", "foo.a"),
    (m) => m.getxattr("/f", "trusted."),
    (m) => m.removexattr("/f", "foo.a"),
    (m) => m.symlink("x", "/l"),
    (m) => m.setxattr("/l", "trusted.l", text("x")),
    (m) => m.create("/p", fifo),
    (m) => m.setxattr("/p", "security.p", text("x")),
  ],
  "access control lists": [
    (m) => m.create("/f", file),
    (m) => m.create("/d", dir),
    (m) => m.setxattr("/f", "user.x", text("")),
    (m) => m.setxattr("/f", ACCESS, named),
    (m) => m.setxattr("/d", DEFAULT, named),
    (m) => m.setxattr("/d", ACCESS, named),
    (m) => m.getxattr("/f", ACCESS),
    (m) => m.getxattr("/f", DEFAULT),
    (m) => m.setattr("/f", { mode: 0o4640 }),
    (m) => m.setxattr("/f", ACCESS, minimal),
    (m) => m.setattr("/f", { mode: 0o777 }),
    (m) => m.setxattr("/d", DEFAULT, minimal),
    (m) => m.removexattr("/d", DEFAULT),
    (m) => m.removexattr("/d", ACCESS),
    (m) => m.removexattr("/d", ACCESS),
    (m) => m.setxattr("/f", ACCESS, Buffer.alloc(3)),
    (m) => m.setxattr("/f", ACCESS, acl()),
    (m) => m.setxattr("/f", ACCESS, Buffer.alloc(4)),
    (m) => m.setxattr("/f", ACCESS, Buffer.concat([minimal, Buffer.alloc(1)])),
    (m) => m.setxattr("/f", ACCESS, acl([1, 6], [4, 4])),
    (m) => m.setxattr("/f", ACCESS, acl([1, 6], [32, 4], [4, 4])),
    (m) => m.setxattr("/f", ACCESS, acl([1, 8], [4, 4], [32, 0])),
    (m) => m.setxattr("/f", ACCESS, acl([1, 6], [2, 4, 3], [4, 4], [32, 0])),
    (m) => m.setxattr("/f", ACCESS, acl([1, 6], [4, 4], [16, 5], [32, 0])),
    (m) => m.setxattr("/f", ACCESS, acl([1, 6], [2, 4, 0xffffffff], [4, 4], [16, 5], [32, 0])),
    (m) => m.setxattr("/f", ACCESS, acl([1, 6], [64, 4], [32, 0])),
    (m) => m.create("/p", fifo),
    (m) => m.setxattr("/p", ACCESS, named),
  ],
  "flags of inodes": [
    (m) => m.create("/f", file),
    (m) => m.create("/d", dir),
    (m) => m.create("/p", fifo),
    ...[0, 1, 4, 8, 0x40, 0x80, 0xc0, 0x10000, 0x100000, 0x800000, 0x20000000].flatMap(
      (flags): readonly Move[] => [(m) => m.setFlags("/f", flags), (m) => m.getFlags("/f")],
    ),
    (m) => m.setFlags("/p", 0),
    (m) => m.getFlags("/p"),
    (m) => m.setFlags("/d", 0xe0),
    (m) => m.setFlags("/d", 0xc0),
    (m) => m.create("/d/f", file),
    (m) => m.create("/d/d", dir),
    (m) => m.getFlags("/d/f"),
    (m) => m.getFlags("/d/d"),
    (m) => m.getFlags("/d"),
  ],
};
