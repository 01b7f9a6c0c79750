import { Buffer } from "node:buffer";
import type { Move } from "./machine.ts";

const file = 0o100644;
const dir = 0o040755;
const text = (s: string) => Buffer.from(s);
const WHITEOUT = 4;
const KEEP_SIZE = 1;
const PUNCH_HOLE = 3;
const ZERO_RANGE = 0x10;
const page = 4096;

/** What is done to content, and to the space for it. */
export const movesOfContent: Readonly<Record<string, readonly Move[]>> = {
  "content in pages": [
    (m) => m.create("/f", file),
    (m) => m.open("f", "/f"),
    (m) => m.write("f", text("hello"), 0),
    (m) => m.write("f", text("world"), page - 2),
    (m) => m.write("f", text(""), 3),
    (m) => m.read("f", 100, 0),
    (m) => m.read("f", 100, page - 3),
    (m) => m.read("f", 100, 5 * page),
    (m) => m.read("f", 0, 0),
    (m) => m.truncate("f", 10 * page),
    (m) => m.seek("f", 0, "data"),
    (m) => m.seek("f", 0, "hole"),
    (m) => m.seek("f", 7, "data"),
    (m) => m.seek("f", 3 * page, "data"),
    (m) => m.seek("f", 3 * page + 1, "hole"),
    (m) => m.seek("f", 10 * page, "hole"),
    (m) => m.seek("f", -1, "data"),
    (m) => m.write("f", text("far"), 7 * page + 10),
    (m) => m.seek("f", 3 * page, "data"),
    (m) => m.truncate("f", 4),
    (m) => m.truncate("f", page),
    (m) => m.read("f", page, 0),
    (m) => m.truncate("f", page),
    (m) => m.setattr("/f", { size: page }),
    (m) => m.setattr("/f", { size: 3 }),
    (m) => m.truncate("f", 2 ** 40),
    (m) => m.seek("f", 2 ** 39, "hole"),
    (m) => m.seek("f", 1, "hole"),
    (m) => m.clone("f", "f"),
    (m) => m.close("f"),
  ],
  allocation: [
    (m) => m.create("/f", file),
    (m) => m.open("f", "/f"),
    (m) => m.allocate("f", 0, 100, page),
    (m) => m.seek("f", 0, "data"),
    (m) => m.allocate("f", 0, 0, 10),
    (m) => m.allocate("f", KEEP_SIZE, 0, 5 * page),
    (m) => m.write("f", text("data"), page + 1),
    (m) => m.seek("f", 0, "data"),
    (m) => m.seek("f", page, "hole"),
    (m) => m.setattr("/f", { size: page + 100 }),
    (m) => m.allocate("f", KEEP_SIZE, 0, 5 * page),
    (m) => m.allocate("f", PUNCH_HOLE, page + 2, 1),
    (m) => m.read("f", 10, page),
    (m) => m.write("f", Buffer.alloc(3 * page, "x"), 0),
    (m) => m.allocate("f", PUNCH_HOLE, page - 1, page + 2),
    (m) => m.read("f", 3 * page, 0),
    (m) => m.seek("f", 0, "hole"),
    (m) => m.allocate("f", PUNCH_HOLE, 5, page),
    (m) => m.allocate("f", PUNCH_HOLE, 0, 100 * page),
    (m) => m.allocate("f", ZERO_RANGE, 0, 1),
    (m) => m.allocate("f", 0, 0, 1000 * page),
    (m) => m.status(),
    (m) => m.unlink("/f"),
    (m) => m.status(),
    (m) => m.close("f"),
    (m) => m.status(),
  ],
  "the end of space": [
    (m) => m.create("/f", file),
    (m) => m.open("f", "/f"),
    (m) => m.write("f", Buffer.alloc(60 * page, "x"), 0),
    (m) => m.write("f", Buffer.alloc(10 * page, "y"), 59 * page + 7),
    (m) => m.write("f", text("z"), 200 * page),
    (m) => m.allocate("f", 0, 0, 65 * page),
    (m) => m.allocate("f", 0, 2 * page, 63 * page),
    (m) => m.symlink("x".repeat(200), "/l"),
    (m) => m.status(),
    (m) => m.truncate("f", 0),
    (m) => m.status(),
    (m) => m.close("f"),
  ],
  "the end of inodes": [
    ...Array.from(
      { length: 36 },
      (_, n): Move =>
        (m) =>
          m.create(`/${n}`, file),
    ),
    (m) => m.create("/a", file),
    (m) => m.create("/b", dir),
    (m) => m.link("/0", "/l"),
    (m) => m.link("/0", "/m"),
    (m) => m.status(),
    (m) => m.create("/c", file),
    (m) => m.rename("/0", "/z", WHITEOUT),
    (m) => m.setxattr("/a", "user.big", Buffer.alloc(1024)),
    (m) => m.unlink("/1"),
    (m) => m.setxattr("/a", "user.big", Buffer.alloc(900)),
    (m) => m.setxattr("/a", "trusted.big", Buffer.alloc(900)),
    (m) => m.status(),
    (m) => m.setxattr("/a", "user.big", Buffer.alloc(10)),
    (m) => m.status(),
    (m) => m.removexattr("/a", "user.big"),
    (m) => m.status(),
  ],
};
