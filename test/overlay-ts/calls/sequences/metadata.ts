import { openFlags as O } from "../../../../harness/agent/constants.ts";
import type { Trace } from "../trace.ts";

const AT = -100;

function tree(t: Trace): void {
  t.mkdir("/d");
  t.file("/d/f", "x");
  t.file("/f", "root's");
  t.file("/mine", "mine");
  t.silently("fchownat", AT, "/mine", 1000, 1000, 0);
  t.silently("symlinkat", "mine", AT, "/l");
  t.silently("symlinkat", "none", AT, "/dangling");
}

function times(a: readonly [number, number], m: readonly [number, number]): Buffer {
  const b = Buffer.alloc(32);
  for (const [index, value] of [...a, ...m].entries()) b.writeBigInt64LE(BigInt(value), index * 8);
  return b;
}

const NOW = 0x3fffffff;
const OMIT = 0x3ffffffe;

const who = [
  [0, 0, 0n],
  [1000, 1000, 0n],
  [1000, 1000, 1n << 3n],
  [1000, 1000, 1n << 0n],
  [1000, 1000, 1n << 4n],
  [1001, 1000, 0n],
  [1001, 1000, 1n << 1n],
  [1001, 1000, 1n << 2n],
] as const;

export const metadataSequences: Readonly<Record<string, (t: Trace) => void>> = {
  "who may change modes and owners": (t) => {
    for (const [uid, gid, capabilities] of who) {
      tree(t);
      for (const path of ["/f", "/mine", "/d", "/l", "/dangling"]) {
        t.mark(path);
        t.as(
          uid,
          gid,
          () => {
            t.call("fchmodat", AT, path, 0o6711);
            t.look(path);
            t.call("fchmodat2", AT, path, 0o2700, 0x100);
            t.call("fchmodat2", AT, path, 0o700, 0x20);
            t.look(path);
            for (const [u, g] of [
              [-1, -1],
              [1000, -1],
              [-1, 1000],
              [-1, 5],
              [0, 0],
              [1001, 1000],
            ] as const) {
              t.call("fchownat", AT, path, u, g, 0);
              t.call("fchownat", AT, path, u, g, 0x100);
              t.look(path);
            }
            t.call("fchownat", AT, path, 1, 1, 0x20);
          },
          capabilities,
        );
      }
      for (const path of ["/f", "/mine", "/l", "/dangling", "/d/f", "/d"])
        t.silently("unlinkat", AT, path, path === "/d" ? 0x200 : 0);
    }
  },
  "who may set times": (t) => {
    for (const [uid, gid, capabilities] of who) {
      for (const mode of [0o644, 0o666]) {
        tree(t);
        t.silently("fchmodat", AT, "/f", mode);
        for (const path of ["/f", "/mine", "/l", "/dangling", "/none"]) {
          for (const each of [
            null,
            times([0, NOW], [0, NOW]),
            times([0, NOW], [0, OMIT]),
            times([0, OMIT], [0, OMIT]),
            times([5, 0], [6, 999_999_999]),
            times([5, 0], [0, OMIT]),
            times([5, -1], [6, 0]),
            times([5, 0], [6, 1_000_000_000]),
            times([-5, 5], [6, 0]),
          ]) {
            for (const flags of [0, 0x100]) {
              t.mark(path);
              t.as(
                uid,
                gid,
                () => {
                  t.call("utimensat", AT, path, each, flags);
                  t.look(path);
                },
                capabilities,
              );
            }
          }
        }
      }
    }
    t.call("utimensat", AT, "/f", null, 0x20);
    t.call("utimensat", AT, null, null, 0);
    t.call("utimensat", t.open("/f", 0), null, null, 0);
    t.call("utimensat", t.open("/f", O.O_PATH), null, null, 0);
    t.call("utimensat", t.open("/f", O.O_PATH), "", null, 0x1000);
    t.call("utimensat", t.open("/f", 0), null, null, 0x100);
  },
  "who may have access": (t) => {
    for (const [uid, gid, capabilities] of who) {
      tree(t);
      for (const [path, mode] of [
        ["/f", 0o604],
        ["/f", 0o711],
        ["/mine", 0o040],
        ["/mine", 0o070],
        ["/d", 0o700],
        ["/d", 0o644],
      ] as const) {
        t.silently("fchmodat", AT, path, mode);
        t.as(
          uid,
          gid,
          () => {
            for (const how of [0, 1, 2, 3, 4, 5, 6, 7, 8]) {
              t.call("faccessat", AT, path, how);
              t.call("faccessat2", AT, path, how, 0x200);
              t.call("faccessat2", AT, path, how, 0x20);
            }
            t.call("openat", AT, "/d/none", 0, 0);
            t.call("faccessat", AT, "/d/f", 4);
            t.call("mkdirat", AT, "/d/new", 0o755);
            t.call("unlinkat", AT, "/d/new", 0x200);
            t.silently("close", t.open(path, 1));
            t.list(path);
          },
          capabilities,
        );
      }
    }
  },
};
