import { expect, test } from "vitest";
import {
  ACL_ACCESS,
  ACL_DEFAULT,
  parseAcl,
  serialiseAcl,
} from "../../../adapters/overlay-ts/vfs/acl.ts";
import type { Creation, Inode } from "../../../adapters/overlay-ts/vfs/inode.ts";
import {
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFLNK,
  S_IFREG,
  S_IFSOCK,
  deviceOf,
} from "../../../adapters/overlay-ts/vfs/mode.ts";
import { native } from "../../../harness/agent/native.ts";
import { onEach, owner } from "./stage.ts";

const acl = (group: number) =>
  serialiseAcl([
    { tag: 0x01, perm: 7, id: 0xffffffff },
    { tag: 0x02, perm: 6, id: 1000 },
    { tag: 0x04, perm: 5, id: 0xffffffff },
    { tag: 0x10, perm: group, id: 0xffffffff },
    { tag: 0x20, perm: 4, id: 0xffffffff },
  ]);

const creations: readonly (readonly [string, Creation])[] = [
  ["a file", { ...owner, mode: S_IFREG | 0o666 }],
  ["a file of another owner with set-id bits", { mode: S_IFREG | 0o6755, uid: 1000, gid: 50 }],
  ["a directory", { ...owner, mode: S_IFDIR | 0o777 }],
  ["a set-group-ID directory", { mode: S_IFDIR | 0o3750, uid: 3, gid: 4 }],
  ["a whiteout", { ...owner, mode: S_IFCHR, rdev: 0 }],
  ["a device with large numbers", { ...owner, mode: S_IFCHR | 0o622, rdev: deviceOf(4000, 70000) }],
  ["a pipe", { mode: S_IFIFO | 0o620, uid: 7, gid: 0 }],
  ["a socket", { ...owner, mode: S_IFSOCK | 0o777 }],
  ["a symbolic link", { mode: S_IFLNK | 0o777, uid: 8, gid: 9, target: "no where" }],
];

const parents: readonly (readonly [string, (parent: Inode) => void])[] = [
  ["a plain directory", () => {}],
  ["a set-group-ID directory", (parent) => parent.setattr({ gid: 77, mode: 0o2775 })],
  ["a directory with a default list", (parent) => parent.setxattr(ACL_DEFAULT, acl(7), 0)],
];

const umask = native("umask", "i");

onEach("a new object has what was decided", (stage) => {
  for (const [parentTitle, prepare] of parents) {
    test.each(creations)(`%s in ${parentTitle}`, (_title, creation) => {
      const { root } = stage();
      prepare(root);
      const before = umask(0o027);
      const made = root.create("new", creation);
      expect(umask(before)).toBe(0o027);

      const { mode, uid, gid, rdev, target } = { rdev: 0, target: undefined, ...creation };
      expect(made.getattr()).toMatchObject({ mode, uid, gid, rdev });
      expect(made.listxattr()).toEqual([]);
      expect(root.lookup("new")).toBe(made);
      expect(target === undefined || made.readlink() === target).toBe(true);
    });
  }

  test("access lists come with it, and the mode of the mask", () => {
    const xattrs = new Map([[ACL_ACCESS, acl(2)]]);
    const made = stage().root.create("f", { ...owner, mode: S_IFREG | 0o724, xattrs });
    expect(made.getattr().mode).toBe(S_IFREG | 0o724);
    expect(parseAcl(made.getxattr(ACL_ACCESS) ?? acl(0))).toEqual(parseAcl(acl(2)));
    expect(made.listxattr()).toEqual([ACL_ACCESS]);
  });

  test("nothing has to be changed after it is made", () => {
    const { atime, mtime, ctime, btime } = stage()
      .root.create("f", { ...owner, mode: S_IFREG | 0o666 })
      .getattr();
    expect([atime, mtime, ctime]).toEqual([btime, btime, btime]);
  });

  test("what cannot be made as decided is not there", () => {
    const { root } = stage();
    const xattrs = new Map([[ACL_ACCESS, Buffer.from("no list")]]);
    for (const mode of [S_IFREG | 0o644, S_IFDIR | 0o755]) {
      expect(() => root.create("f", { ...owner, mode, xattrs })).toThrow("EOPNOTSUPP");
      expect(root.lookup("f")).toBeUndefined();
    }
  });

  test("a name that is taken stays as it was", () => {
    const { root } = stage();
    root.create("f", { ...owner, mode: S_IFREG | 0o600 });
    expect(() => root.create("f", { ...owner, mode: S_IFDIR | 0o755 })).toThrow("EEXIST");
    expect(root.lookup("f")?.getattr().mode).toBe(S_IFREG | 0o600);
  });

  test("a file without a name gets one", () => {
    const { root } = stage();
    const file = root.tmpfile({ mode: S_IFREG | 0o6640, uid: 5, gid: 6 });
    expect(file.getattr()).toMatchObject({ mode: S_IFREG | 0o6640, uid: 5, gid: 6, nlink: 0 });
    root.link("named", file);
    expect(file.getattr().nlink).toBe(1);
    expect(root.lookup("named")).toBe(file);
  });
});
