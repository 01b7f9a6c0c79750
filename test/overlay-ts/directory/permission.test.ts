import { join } from "node:path";
import { chmodSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ACL_ACCESS, serialiseAcl } from "../../../adapters/overlay-ts/vfs/acl.ts";
import { S_IFDIR, S_IFREG } from "../../../adapters/overlay-ts/vfs/mode.ts";
import { MAY_EXEC, MAY_READ, MAY_WRITE } from "../../../adapters/overlay-ts/vfs/permission.ts";
import { inodeFlags, openFlags } from "../../../harness/agent/constants.ts";
import { native } from "../../../harness/agent/native.ts";
import { closeDirectories, directoryRoot } from "../../../adapters/overlay-ts/directory/root.ts";
import { at, onEach, owner, remount, rootUser, user } from "./stage.ts";

const plain = { ...owner, mode: S_IFREG | 0o640 };

onEach("who may what", (stage) => {
  test("goes by the mode", () => {
    const file = stage().root.create("f", { ...plain, uid: 1000 });
    file.permission(MAY_READ | MAY_WRITE, user);
    expect(() => file.permission(MAY_EXEC, user)).toThrow("EACCES");
    expect(() => file.permission(MAY_READ, { ...user, uid: 5, gid: 5 })).toThrow("EACCES");
  });

  test("goes by the access list", () => {
    const file = stage().root.create("f", plain);
    const entries = [
      [0x01, 6],
      [0x02, 4, 1000],
      [0x04, 0],
      [0x10, 6],
      [0x20, 0],
    ] as const;
    const acl = entries.map(([tag, perm, id = 0xffffffff]) => ({ tag, perm, id }));
    file.setxattr(ACL_ACCESS, serialiseAcl(acl), 0);
    file.permission(MAY_READ, user);
    expect(() => file.permission(MAY_WRITE, user)).toThrow("EACCES");
  });

  test("gives nobody what is immutable or read-only to write", () => {
    const { root } = stage();
    const file = root.create("f", plain);
    const flags = file.fileFlags();
    file.setFileFlags({ ...flags, flags: flags.flags | inodeFlags.FS_IMMUTABLE_FL });
    expect(() => file.permission(MAY_WRITE, rootUser)).toThrow("EPERM");
    file.permission(MAY_READ, rootUser);
    file.setFileFlags(flags);
    remount(stage(), true);
    expect(() => file.permission(MAY_WRITE, rootUser)).toThrow("EROFS");
    remount(stage(), false);
  });

  test("goes by the mode where the filesystem has no access lists", () => {
    const file = directoryRoot("/proc/self").lookup("status");
    file?.permission(MAY_READ, user);
    expect(() => file?.permission(MAY_WRITE, user)).toThrow("EACCES");
  });
});

const setresuid = native("setresuid", "iii");
const unchanged = -1;

/** Makes the host see another user. */
function asUser<T>(act: () => T): T {
  expect(setresuid(unchanged, user.uid, unchanged)).toBe(0);
  try {
    return act();
  } finally {
    setresuid(unchanged, 0, unchanged);
  }
}

onEach("without privilege", (stage) => {
  test("a file of somebody else is read, though not without a trace", () => {
    const { path, root } = stage();
    writeFileSync(join(path, "f"), "text");
    const into = Buffer.alloc(4);
    const count = asUser(() => {
      const file = at(root, "f").open(openFlags.O_RDONLY | openFlags.O_NOATIME, user);
      try {
        return file.read(into, 0);
      } finally {
        file.release();
      }
    });
    expect([count, into.toString()]).toEqual([4, "text"]);
  });

  test("the host refuses what it refuses that user", () => {
    const { root } = stage();
    const file = root.create("f", { ...plain, mode: S_IFREG | 0o600 });
    const refused = asUser(() =>
      [
        () => root.create("g", { ...plain, uid: 1000 }),
        () => root.unlink("f"),
        () => file.open(openFlags.O_RDONLY, user),
        () => file.setattr({ mode: 0o777 }),
      ].map((deed) => {
        try {
          return deed();
        } catch (error) {
          return (error as Error).message;
        }
      }),
    );
    expect(refused).toEqual(["EACCES", "EACCES", "EACCES", "EPERM"]);
  });

  test("a directory that cannot be read is a root, without handles to open", () => {
    const { path, root } = stage();
    const handle = root.filesystem.encodeHandle(root);
    for (const mode of [0o755, 0o711]) {
      chmodSync(path, mode);
      closeDirectories();
      const mine = asUser(() => directoryRoot(path));
      expect(asUser(() => handle && mine.filesystem.decodeHandle(handle))).toBeUndefined();
    }
  });

  test("everything with a name stays open, since no handle can be opened", () => {
    const { path, root } = stage();
    root.setattr({ mode: 0o777 });
    closeDirectories();
    asUser(() => {
      const mine = directoryRoot(path);
      const folder = mine.create("d", { mode: S_IFDIR | 0o755, uid: 1000, gid: 0 });
      const made = Array.from({ length: 2200 }, (_, index) =>
        folder.create(`${index}`, { mode: S_IFREG | 0o600, uid: 1000, gid: 0 }),
      );
      expect(made.every((each, index) => folder.lookup(`${index}`) === each)).toBe(true);
      expect(made[0]?.getattr().nlink).toBe(1);
      for (const index of made.keys()) folder.unlink(`${index}`);
      expect(() => made[0]?.getattr()).toThrow("ESTALE");
    });
  });
});
