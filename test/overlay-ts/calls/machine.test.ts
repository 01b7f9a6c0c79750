import { expect, test } from "vitest";
import { Machine } from "../../../adapters/overlay-ts/calls/machine.ts";
import { memoryFileSystem } from "../../../adapters/overlay-ts/memory/filesystem.ts";
import { tmpfs } from "../../../adapters/overlay-ts/memory/tmpfs.ts";
import { errnoName } from "../../../harness/agent/errno-table.ts";

const AT = -100;

function start(initial = true): Machine {
  const now = () => 1_000_000_000n;
  const rootFilesystem = memoryFileSystem({ now, device: 7, mode: 0o755 });
  return new Machine({ rootFilesystem, types: [tmpfs], now, initial });
}

function answer(result: number): number | string {
  return result < 0 ? errnoName(-result) : result;
}

test("mountinfo shows every mount below the root, with its flags and escapes", () => {
  const machine = start();
  machine.call("mkdirat", [AT, "/a b", 0o755]);
  machine.call("mount", ["so\\ur ce", "/a b", "tmpfs", 2 | 1024, "mode=700"]);
  machine.call("mkdirat", [AT, "/a b/in", 0o755]);
  machine.call("mkdirat", [AT, "/c", 0o755]);
  machine.call("mount", ["/a b/in", "/c", null, 4096, null]);
  machine.call("mount", ["x", "/c", null, 4096 | 32 | 1, null]);
  expect(machine.mountinfo().split("\n").slice(0, 3)).toEqual([
    "21 21 0:7 / / rw,relatime - tmpfs none rw,mode=755",
    "22 21 0:41 / /a\\040b rw,nosuid,noatime - tmpfs so\\134ur\\040ce rw,mode=700",
    "23 21 0:41 /in /c ro,relatime - tmpfs so\\134ur\\040ce rw,mode=700",
  ]);
  machine.call("chroot", ["/c"]);
  expect(machine.mountinfo()).toMatch(/^23 21 0:41 \/in \/ ro/);
});

test("another process has descriptors and record locks of its own", () => {
  const machine = start();
  const other = machine.fork();
  const fd = machine.call("openat", [AT, "/f", 0o102, 0o644]);
  expect(answer(other.call("close", [fd]))).toBe("EBADF");
  const theirs = other.call("openat", [AT, "/f", 2, 0]);
  const lock = () => {
    const b = Buffer.alloc(32);
    b.writeInt16LE(1, 0);
    return b;
  };
  expect(answer(machine.call("fcntl", [fd, 6, lock()]))).toBe(0);
  expect(answer(other.call("fcntl", [theirs, 6, lock()]))).toBe("EAGAIN");
  machine.call("close", [machine.call("openat", [AT, "/f", 0, 0])]);
  expect(answer(other.call("fcntl", [theirs, 6, lock()]))).toBe(0);
});

test("root of another namespace has no trusted attributes and no device nodes", () => {
  const machine = start(false);
  const b = Buffer.from("v");
  machine.call("mkdirat", [AT, "/d", 0o755]);
  expect(answer(machine.call("setxattr", ["/d", "trusted.a", b, 1, 0]))).toBe("EPERM");
  expect(answer(machine.call("getxattr", ["/d", "trusted.a", b, 1]))).toBe("ENODATA");
  expect(answer(machine.call("mknodat", [AT, "/n", 0o020644, 0x103]))).toBe("EPERM");
  expect(answer(machine.call("mknodat", [AT, "/w", 0o020644, 0]))).toBe(0);
});

test("what is not called here answers ENOSYS", () => {
  expect(answer(start().call("execveat", [AT, "/f"]))).toBe("ENOSYS");
});

test("a filesystem ends with its last mount, descriptor or context", () => {
  const ended: string[] = [];
  const now = () => 0n;
  const rootFilesystem = memoryFileSystem({ now, device: 7 });
  const type = {
    ...tmpfs,
    begin(surroundings: Parameters<typeof tmpfs.begin>[0]) {
      const context = tmpfs.begin(surroundings);
      return {
        ...context,
        create(source: string, readonly: boolean) {
          const filesystem = context.create(source, readonly);
          filesystem.shutdown = () => ended.push(source);
          return filesystem;
        },
      };
    },
  };
  const machine = new Machine({ rootFilesystem, types: [type], now, initial: true });
  machine.call("mkdirat", [AT, "/m", 0o755]);
  machine.call("mount", ["mounted", "/m", "tmpfs", 0, null]);
  const held = machine.call("openat", [AT, "/m", 0, 0]);
  expect(answer(machine.call("umount2", ["/m", 0]))).toBe("EBUSY");
  machine.call("umount2", ["/m", 2]);
  expect(ended).toEqual([]);
  machine.call("close", [held]);
  expect(ended).toEqual(["mounted"]);
  for (const source of ["context", "descriptor"]) {
    const context = machine.call("fsopen", ["tmpfs", 0]);
    machine.call("fsconfig", [context, 1, "source", source, 0]);
    machine.call("fsconfig", [context, 6, null, null, 0]);
    const mount = source === "context" ? -1 : machine.call("fsmount", [context, 0, 0]);
    machine.call("close", [context]);
    machine.call("close", [mount]);
  }
  expect(ended).toEqual(["mounted", "context", "descriptor"]);
});
