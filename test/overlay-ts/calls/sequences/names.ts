import { openFlags } from "../../../../harness/agent/constants.ts";
import type { Trace } from "../trace.ts";

const AT = -100;
const { O_PATH, O_DIRECTORY } = openFlags;

/** Ends of paths that are no plain names. */
const odd = [
  "",
  ".",
  "..",
  "/",
  "//",
  "./",
  "../",
  "d/.",
  "d/..",
  "d/",
  "f/",
  "f/.",
  "f/..",
  "none/",
  "l/",
  "dl/",
  "dangling",
  "dangling/",
  "l",
  "dl",
  "f",
  "d",
  "none",
  "f/x",
  "none/x",
  "dl/x",
  "loop",
  "loop/",
  "loop/x",
];

function populate(t: Trace): void {
  t.mkdir("/d");
  t.mkdir("/full");
  t.file("/full/x", "x");
  t.file("/f", "file");
  t.silently("symlinkat", "f", AT, "/l");
  t.silently("symlinkat", "d", AT, "/dl");
  t.silently("symlinkat", "nowhere", AT, "/dangling");
  t.silently("symlinkat", "loop", AT, "/loop");
}

export const nameSequences: Readonly<Record<string, (t: Trace) => void>> = {
  "odd names are made, removed and renamed as by the kernel": (t) => {
    populate(t);
    for (const path of odd) {
      t.call("mkdirat", AT, path, 0o755);
      t.call("unlinkat", AT, path, 0x200);
      t.silently("mkdirat", AT, "/d", 0o755);
      t.call("mknodat", AT, path, 0o100644, 0);
      t.call("symlinkat", "t", AT, path);
      t.call("linkat", AT, "/f", AT, path, 0);
      t.call("linkat", AT, path, AT, "/new", 0);
      t.call("unlinkat", AT, "/new", 0);
      t.call("linkat", AT, path, AT, "/new2", 0x400);
      t.call("unlinkat", AT, "/new2", 0);
      t.call("newfstatat", AT, path, Buffer.alloc(144), 0);
      t.call("newfstatat", AT, path, Buffer.alloc(144), 0x100);
      t.call("readlinkat", AT, path, Buffer.alloc(64), 64);
      t.call("truncate", path, 2);
      t.call("chdir", path);
      t.silently("chdir", "/");
      t.list("/");
    }
  },
  "odd names are renamed as by the kernel": (t) => {
    for (const flags of [0, 1, 2]) {
      for (const path of odd) {
        populate(t);
        t.call("renameat2", AT, path, AT, "/new", flags);
        t.call("renameat2", AT, "/new", AT, path, flags);
        t.call("renameat2", AT, "/f", AT, path, flags);
        t.call("renameat2", AT, "/d", AT, path, flags);
        t.call("renameat2", AT, "/full", AT, path, flags);
        t.call("renameat2", AT, path, AT, "/full", flags);
        t.call("renameat2", AT, path, AT, "/full/y/", flags);
        t.list("/");
        t.list("/full");
      }
    }
  },
  "odd names are unlinked as by the kernel": (t) => {
    for (const path of odd) {
      populate(t);
      t.call("unlinkat", AT, path, 0);
      t.call("unlinkat", AT, path, 0x100);
      t.list("/");
    }
  },
  "a directory cannot go below itself": (t) => {
    t.mkdir("/a");
    t.mkdir("/a/b");
    t.mkdir("/a/b/c");
    t.call("renameat2", AT, "/a", AT, "/a/b/x", 0);
    t.call("renameat2", AT, "/a", AT, "/a/b", 0);
    t.call("renameat2", AT, "/a/b/c", AT, "/a", 0);
    t.call("renameat2", AT, "/a/b/c", AT, "/a", 2);
    t.call("renameat2", AT, "/a", AT, "/a/b", 2);
    t.call("renameat2", AT, "/a/b/c", AT, "/a/b", 0);
    t.call("renameat2", AT, "/a", AT, "/a", 0);
    t.call("renameat2", AT, "/a", AT, "/a", 1);
    t.call("renameat2", AT, "/a/b/c", AT, "/c", 3);
    t.call("renameat2", AT, "/a/b/c", AT, "/c", 8);
    t.call("renameat2", AT, "/a/b/c", AT, "/c", 6);
    t.call("renameat2", AT, "/a/b/c", AT, "/c", 5);
    t.list("/");
    t.list("/a/b");
  },
  "names and paths have their longest": (t) => {
    const name = "n".repeat(255);
    t.call("mkdirat", AT, `/${name}`, 0o755);
    t.call("mkdirat", AT, `/${name}n`, 0o755);
    t.call("mkdirat", AT, `/${"ä".repeat(127)}`, 0o755);
    t.call("mkdirat", AT, `/${"ä".repeat(128)}`, 0o755);
    t.call("unlinkat", AT, `/${name}n`, 0);
    t.call("newfstatat", AT, `/${"/".repeat(4094)}`, Buffer.alloc(144), 0);
    t.call("newfstatat", AT, `/${"/".repeat(4095)}`, Buffer.alloc(144), 0);
    t.call("symlinkat", "x".repeat(4095), AT, "/long");
    t.call("symlinkat", "x".repeat(4096), AT, "/longer");
    t.call("renameat2", AT, `/${name}`, AT, `/${name}n`, 0);
    t.look("/long");
  },
  "links are followed up to forty": (t) => {
    t.file("/0", "end");
    for (let n = 1; n < 45; n += 1) t.silently("symlinkat", String(n - 1), AT, `/${n}`);
    for (const n of [20, 41]) t.call("newfstatat", AT, `/${n}`, Buffer.alloc(144), 0);
    t.mkdir("/d0");
    for (let n = 1; n < 45; n += 1) t.silently("symlinkat", `d${n - 1}`, AT, `/d${n}`);
    for (const n of [20, 41]) t.call("newfstatat", AT, `/d${n}/.`, Buffer.alloc(144), 0);
  },
  "a removed directory is a working directory without a name": (t) => {
    t.mkdir("/d");
    t.mkdir("/d/e");
    t.call("chdir", "/d/e");
    t.call("unlinkat", AT, "/d/e", 0x200);
    t.call("getcwd", Buffer.alloc(100), 100);
    t.call("mkdirat", AT, "x", 0o755);
    t.call("newfstatat", AT, ".", Buffer.alloc(144), 0);
    t.look("..");
    t.call("newfstatat", AT, "x", Buffer.alloc(144), 0);
    t.call("linkat", AT, "/f", AT, "x", 0);
    t.list(".");
    t.call("openat", AT, "x", 0o102, 0o644);
    t.file("/f", "x");
    t.call("renameat2", AT, "/f", AT, "x", 0);
    t.call("linkat", AT, "/f", AT, "x", 0);
  },
  "descriptors stand for directories": (t) => {
    populate(t);
    const d = t.open("/full", O_DIRECTORY);
    const f = t.open("/f", 0);
    const p = t.open("/full", O_PATH);
    for (const fd of [d, f, p, 99, -1]) {
      t.call("newfstatat", fd, "x", Buffer.alloc(144), 0);
      t.call("newfstatat", fd, "/f", Buffer.alloc(144), 0);
      t.call("newfstatat", fd, "", Buffer.alloc(144), 0);
      t.call("newfstatat", fd, "", Buffer.alloc(144), 0x1000);
      t.call("newfstatat", fd, ".", Buffer.alloc(144), 0);
      t.call("fchdir", fd);
      t.call("fstat", fd, Buffer.alloc(144));
    }
    t.silently("chdir", "/full");
    const b = Buffer.alloc(64);
    t.note(String(t.silently("getcwd", b, 64)) + b.toString("latin1", 0, 6));
    t.call("getcwd", b, 3);
  },
};
