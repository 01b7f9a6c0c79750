import { openFlags as O } from "../../../../harness/agent/constants.ts";
import { readStat, readStatfs } from "../../../../harness/agent/stat.ts";
import type { Trace } from "../trace.ts";

const AT = -100;

export const statusSequences: Readonly<Record<string, (t: Trace) => void>> = {
  "sticky and setgid directories": (t) => {
    t.silently("umask", 0o027);
    t.mkdir("/sticky", 0o777);
    t.silently("fchmodat", AT, "/sticky", 0o1777);
    t.mkdir("/set");
    t.silently("fchownat", AT, "/set", 0, 7, 0);
    t.silently("fchmodat", AT, "/set", 0o2777);
    t.as(1000, 1000, () => {
      t.file("/sticky/a", "a", 0o666);
      t.mkdir("/sticky/dir", 0o777);
      for (const mode of [0o2777, 0o2767, 0o6755, 0o644]) {
        const path = `/set/${mode}`;
        t.file(path, "a", mode);
        t.look(path);
        t.mkdir(`${path}d`, mode);
        t.look(`${path}d`);
        t.call("mknodat", AT, `${path}n`, 0o010000 | mode, 0);
        t.look(`${path}n`);
      }
      t.call("symlinkat", "x", AT, "/set/l");
      t.look("/set/l");
      t.call("mknodat", AT, "/set/chr", 0o020644, 0x103);
      t.call("mknodat", AT, "/set/white", 0o020644, 0);
      t.call("mknodat", AT, "/set/dir", 0o040644, 0);
      t.call("mknodat", AT, "/set/odd", 0o030644, 0);
      t.call("mknodat", AT, "/set/none", 0o644, 0);
    });
    t.as(1001, 1001, () => {
      t.file("/sticky/b", "b", 0o666);
      t.call("unlinkat", AT, "/sticky/a", 0);
      t.call("unlinkat", AT, "/sticky/dir", 0x200);
      t.call("renameat2", AT, "/sticky/a", AT, "/sticky/c", 0);
      t.call("renameat2", AT, "/sticky/b", AT, "/sticky/a", 0);
      t.call("renameat2", AT, "/sticky/b", AT, "/sticky/a", 2);
      t.call("linkat", AT, "/sticky/a", AT, "/sticky/link", 0);
      t.call("unlinkat", AT, "/sticky/b", 0);
      t.call("unlinkat", AT, "/f", 0);
      t.call("renameat2", AT, "/sticky", AT, "/moved", 0);
    });
    t.as(1001, 1001, () => t.call("unlinkat", AT, "/sticky/a", 0), 1n << 3n);
    t.list("/sticky");
    t.list("/set");
  },
  "the structures of stat and statfs": (t) => {
    t.file("/f", "0123456789");
    t.silently("mknodat", AT, "/dev", 0o020644, 0x12345678);
    for (const path of ["/f", "/dev"]) {
      const b = Buffer.alloc(144);
      t.silently("newfstatat", AT, path, b, 0);
      const status = readStat(b) as Record<string, unknown>;
      const same = ["type", "mode", "nlink", "uid", "gid", "size", "blocks", "blksize", "rdev"];
      t.note(JSON.stringify(same.map((key) => status[key])));
    }
    const b = Buffer.alloc(120);
    t.silently("statfs", "/f", b);
    const { type, bsize, namelen, frsize, flags } = readStatfs(b) as Record<string, unknown>;
    t.note(JSON.stringify({ type, bsize, namelen, frsize, flags }));
    t.call("statfs", "/none", b);
    t.call("fstatfs", 99999, b);
    t.call("fstatfs", t.open("/f", O.O_PATH), b);
    t.call("statx", AT, "/f", 0x6000, 0x7ff, Buffer.alloc(256));
    t.call("statx", AT, "/f", 0x20, 0x7ff, Buffer.alloc(256));
    t.call("newfstatat", AT, "/f", Buffer.alloc(144), 0x20);
    t.call("newfstatat", AT, "", Buffer.alloc(144), 0x1000);
    t.call("unlinkat", AT, "/f", 0x20);
  },
};
