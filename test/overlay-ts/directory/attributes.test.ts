import { chmodSync, lstatSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type AttributeChange, XATTR_CREATE } from "../../../adapters/overlay-ts/vfs/inode.ts";
import { S_IFLNK, S_IFMT, S_IFREG } from "../../../adapters/overlay-ts/vfs/mode.ts";
import { inodeFlags } from "../../../harness/agent/constants.ts";
import { at, onEach, owner } from "./stage.ts";

/** VFS_CAP_REVISION_2 with CAP_NET_RAW. */
const capability = Uint8Array.from([1, 0, 0, 2, 0, 0x20, 0, 0, ...Array<number>(12).fill(0)]);
const before = -1_500_000_000_123n;
const after = 4_000_000_000_000_000_007n;

const changes: readonly (readonly [string, AttributeChange])[] = [
  ["the mode", { mode: 0o6751 }],
  ["the owner", { uid: 1000 }],
  ["the group", { gid: 1000 }],
  ["owner and mode", { uid: 1, gid: 2, mode: 0o2640 }],
  ["the size", { size: 2 }],
  ["a size beyond the end", { size: 100_000 }],
  ["the access time", { atime: after }],
  ["the modification time, before 1970", { mtime: before }],
  ["all at once", { size: 1, uid: 3, gid: 4, mode: 0o4711, atime: before, mtime: after }],
  ["nothing", {}],
];

onEach("a change of attributes", (stage) => {
  test.each(changes)("changes %s and nothing else but the change time", (_title, change) => {
    const { path, root } = stage();
    writeFileSync(join(path, "f"), "text");
    const file = at(root, "f");
    file.setattr({ mode: 0o6755, atime: before, mtime: before });
    // Another size takes the capability away: that is the caller's affair before it is ours.
    const set = change.size === undefined ? capability : undefined;
    if (set !== undefined) file.setxattr("security.capability", set, 0);
    const { ctime, mtime, blocks: _, ...kept } = file.getattr();
    file.setattr(change);

    const now = file.getattr();
    expect(now).toMatchObject({ ...kept, ...change, mode: S_IFREG | (change.mode ?? 0o6755) });
    expect(now.ctime).toBeGreaterThan(ctime);
    // The host lets the modification time follow the size, unless it is given too.
    const resized = change.size !== undefined && change.mtime === undefined;
    expect(resized ? now.mtime > mtime : now.mtime === (change.mtime ?? mtime)).toBe(true);
    expect(file.getxattr("security.capability")).toEqual(set);
  });

  test("reaches a symbolic link itself", () => {
    const { path, root } = stage();
    symlinkSync("f", join(path, "link"));
    writeFileSync(join(path, "f"), "");
    const link = at(root, "link");
    link.setattr({ uid: 5, gid: 6, mtime: after });
    expect(link.getattr()).toMatchObject({ uid: 5, gid: 6, mtime: after });
    expect(link.getattr().mode & S_IFMT).toBe(S_IFLNK);
    expect(at(root, "f").getattr().uid).toBe(0);
    expect(() => link.setattr({ mode: 0o600 })).toThrow("EOPNOTSUPP");
    expect(() => link.setxattr("user.a", capability, 0)).toThrow("EPERM");
    link.setxattr("trusted.a", capability, 0);
    expect([link.listxattr(), at(root, "f").listxattr()]).toEqual([["trusted.a"], []]);
  });

  test("shows what the host shows", () => {
    const { path, root } = stage();
    mkdirSync(join(path, "d"));
    writeFileSync(join(path, "d/f"), "text");
    chmodSync(join(path, "d/f"), 0o4321);
    for (const [name, inode] of [
      ["d", at(root, "d")],
      ["d/f", at(root, "d", "f")],
    ] as const) {
      const host = lstatSync(join(path, name), { bigint: true });
      const { ino, size, mode, nlink, blocks, blksize, atime, mtime, ctime } = inode.getattr();
      expect([ino, size, mode, nlink, blocks, blksize, atime, mtime, ctime].map(BigInt)).toEqual([
        host.ino,
        host.size,
        host.mode,
        host.nlink,
        host.blocks,
        host.blksize,
        host.atimeNs,
        host.mtimeNs,
        host.ctimeNs,
      ]);
    }
  });
});

onEach("extended attributes", (stage) => {
  test("are set, listed, read and removed", () => {
    const file = stage().root.create("f", { ...owner, mode: S_IFREG | 0o600 });
    file.setxattr("user.a", Buffer.from("1"), 0);
    file.setxattr("trusted.b", new Uint8Array(0), XATTR_CREATE);
    expect(file.listxattr().toSorted()).toEqual(["trusted.b", "user.a"]);
    expect(file.getxattr("trusted.b")).toEqual(new Uint8Array(0));
    file.removexattr("trusted.b");
    expect(file.getxattr("trusted.b")).toBeUndefined();
  });

  test("are refused as by the host", () => {
    const file = stage().root.create("f", { ...owner, mode: S_IFREG | 0o600 });
    const value = new Uint8Array(1);
    file.setxattr("user.a", value, 0);
    expect(() => file.setxattr("user.a", value, XATTR_CREATE)).toThrow("EEXIST");
    expect(() => file.setxattr("user.b", value, 2)).toThrow("ENODATA");
    expect(() => file.removexattr("user.b")).toThrow("ENODATA");
    expect(() => file.getxattr("nobody.knows")).toThrow("EOPNOTSUPP");
    expect(() => file.setxattr("user.a", new Uint8Array(65537), 0)).toThrow("E2BIG");
    expect(() => file.setxattr(`user.${"n".repeat(300)}`, value, 0)).toThrow("ERANGE");
  });
});

onEach("file flags", (stage) => {
  test("are set and read", () => {
    const { root } = stage();
    const file = root.create("f", { ...owner, mode: S_IFREG | 0o600 });
    const { flags, projid } = file.fileFlags();
    expect(projid).toBe(0);
    file.setFileFlags({ flags: flags | inodeFlags.FS_NODUMP_FL, projid });
    expect(file.fileFlags()).toEqual({ flags: flags | inodeFlags.FS_NODUMP_FL, projid });
    expect(() => file.setFileFlags({ flags, projid: 7 })).toThrow("EOPNOTSUPP");
    expect(root.fileFlags().flags & inodeFlags.FS_NODUMP_FL).toBe(0);
  });

  test("keep from writing what is immutable", () => {
    const { root } = stage();
    const file = root.create("f", { ...owner, mode: S_IFREG | 0o600 });
    const flags = file.fileFlags();
    file.setFileFlags({ ...flags, flags: flags.flags | inodeFlags.FS_IMMUTABLE_FL });
    expect(() => root.unlink("f")).toThrow("EPERM");
    expect(() => file.setattr({ mode: 0 })).toThrow("EPERM");
    file.setFileFlags(flags);
    root.unlink("f");
  });
});
