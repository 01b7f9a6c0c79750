import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Inode, OpenDirectory, OpenFile } from "../../../adapters/overlay-ts/vfs/inode.ts";
import { S_IFDIR, S_IFREG, S_IFMT } from "../../../adapters/overlay-ts/vfs/mode.ts";
import { openFlags } from "../../../harness/agent/constants.ts";
import { native } from "../../../harness/agent/native.ts";
import { readDirents } from "../../../harness/agent/structs.ts";
import { at, onEach, owner, rootUser } from "./stage.ts";

const { O_RDONLY, O_RDWR, O_WRONLY, O_APPEND, O_TRUNC, O_DIRECT } = openFlags;
const plain = { ...owner, mode: S_IFREG | 0o644 };
const KEEP_SIZE = 1;

function withFile(inode: Inode, flags: number, act: (file: OpenFile) => void): void {
  const file = inode.open(flags, rootUser);
  act(file);
  file.release();
}

function withDirectory(inode: Inode, act: (directory: OpenDirectory) => void): void {
  const directory = inode.openDirectory(O_RDONLY, rootUser);
  act(directory);
  directory.release();
}

onEach("an open file", (stage) => {
  test("reads and writes where it is told", () => {
    const { path, root } = stage();
    withFile(root.create("f", plain), O_RDWR, (file) => {
      expect(file.write(Buffer.from("hello"), 3)).toBe(5);
      const into = Buffer.alloc(10);
      expect(file.read(into, 1)).toBe(7);
      expect(into.toString("latin1", 0, 7)).toBe("\0\0hello");
      expect(file.read(into, 8)).toBe(0);
      file.inode.setattr({ size: 4 });
      file.sync(true);
      file.sync(false);
      expect(file.mapped()).toBe(file);
    });
    expect(readFileSync(join(path, "f"), "latin1")).toBe("\0\0\0h");
  });

  test("is neither emptied nor made by its flags, and may do without the cache", () => {
    const { path, root } = stage();
    writeFileSync(join(path, "f"), "text");
    withFile(at(root, "f"), O_RDONLY | O_TRUNC | O_DIRECT, (file) => {
      const odd = Buffer.alloc(9).subarray(1, 4);
      expect(file.read(odd, 1)).toBe(3);
      expect(odd.toString()).toBe("ext");
    });
  });

  test("refuses what its flags and its type do not allow", () => {
    const { root } = stage();
    withFile(root.create("f", plain), O_WRONLY | O_APPEND, (file) => {
      file.write(Buffer.from("a"), 0);
      file.write(Buffer.from("b"), 0);
      expect(file.inode.getattr().size).toBe(2);
      expect(() => file.read(Buffer.alloc(1), 0)).toThrow("EBADF");
    });
    expect(() => root.open(O_WRONLY, rootUser)).toThrow("EISDIR");
  });

  test("has holes", () => {
    const { root } = stage();
    withFile(root.create("f", plain), O_RDWR, (file) => {
      file.write(Buffer.from("x"), 65536);
      expect(file.seek(0, "data")).toBe(65536);
      expect(file.seek(0, "hole")).toBe(0);
      expect(() => file.seek(65537, "data")).toThrow("ENXIO");
      const { blocks } = file.inode.getattr();
      file.allocate(KEEP_SIZE, 1 << 20, 4096);
      expect(file.inode.getattr()).toMatchObject({ size: 65537, blocks: blocks + 8 });
      expect(() => file.allocate(0x1000, 0, 1)).toThrow("EOPNOTSUPP");
    });
  });

  test("shares nothing where the filesystem cannot, or with another store", () => {
    const { root } = stage();
    withFile(root.create("f", plain), O_RDWR, (file) =>
      withFile(root.create("g", plain), O_RDWR, (from) => {
        from.write(Buffer.alloc(4096), 0);
        expect(() => file.clone(from, 0, 0, 0)).toThrow("EOPNOTSUPP");
        expect(() => file.clone({ ...from, inode: root }, 0, 0, 0)).toThrow("EXDEV");
      }),
    );
  });
});

const call = {
  openat: native("openat", "isii"),
  getdents64: native("getdents64", "ipi"),
  lseek: native("lseek", "iii"),
  close: native("close", "i"),
};

/** As one reader with a large buffer sees it. */
function direct(path: string): readonly unknown[] {
  const fd = call.openat(-100, path, O_RDONLY, 0);
  const buffer = Buffer.alloc(1 << 18);
  const dirents = readDirents(buffer, call.getdents64(fd, buffer, buffer.length));
  call.close(fd);
  return dirents.map(({ name, ino, off }) => [name, ino, off]);
}

onEach("a listing", (stage) => {
  const names = Array.from({ length: 1500 }, (_, index) => `name-${index}`);

  test("has the order, the numbers, the types and the positions of the host", () => {
    const { path, root } = stage();
    for (const name of names) root.create(name, plain);
    root.create("d", { ...owner, mode: S_IFDIR | 0o755 });
    const entries: unknown[] = [];
    withDirectory(root, (file) =>
      file.iterate(0n, ({ name, ino, type }, next) => {
        const dotted = name.startsWith(".");
        expect(type).toBe(dotted ? S_IFDIR : at(root, name).getattr().mode & S_IFMT);
        return entries.push([name, `${ino}`, `${next}`]) > 0;
      }),
    );
    expect(entries).toEqual(direct(path));
  });

  test("goes on where it was stopped", () => {
    const { path, root } = stage();
    for (const name of names) root.create(name, plain);
    const seen: string[] = [];
    withDirectory(root, (file) => {
      let position = 0n;
      for (let more = true; more;) {
        more = false;
        let room = 7;
        file.iterate(position, ({ name }, next) => {
          more = true;
          if ((room -= 1) < 0) return false;
          seen.push(name);
          position = next;
          return true;
        });
      }
    });
    expect(seen.toSorted()).toEqual([".", "..", ...readdirSync(path)].toSorted());
    expect(statSync(path).nlink).toBe(2);
  });

  test("is positioned as by the host", () => {
    const { root } = stage();
    for (const name of names.slice(0, 20)) root.create(name, plain);
    withDirectory(root, (file) => {
      const positions: bigint[] = [];
      file.iterate(0n, (_entry, next) => positions.push(next) < 5);
      const fifth = positions[4] ?? 0n;
      expect(file.seekDirectory(0n, fifth, 0)).toBe(fifth);
      expect(file.seekDirectory(fifth, 0n, 1)).toBe(fifth);
      expect(() => file.seekDirectory(0n, -1n, 0)).toThrow("EINVAL");
    });
  });

  test("is positioned at its end as by the host", () => {
    const { root } = stage();
    withDirectory(root, (file) => {
      const end = root.filesystem.type === "ext4" ? "9223372036854775807" : "EINVAL";
      const answer = () => {
        try {
          return `${file.seekDirectory(0n, 0n, 2)}`;
        } catch (error) {
          return (error as Error).message;
        }
      };
      expect(answer()).toBe(end);
    });
  });
});
