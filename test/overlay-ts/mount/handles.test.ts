import { expect, test } from "vitest";
import type { FileSystem, Inode } from "../../../adapters/overlay-ts/vfs/inode.ts";
import type { FileHandle } from "../../../adapters/overlay-ts/vfs/filesystem-status.ts";
import { S_IFREG } from "../../../adapters/overlay-ts/vfs/mode.ts";
import { fail } from "../../../adapters/overlay-ts/vfs/posix-error.ts";
import { Ground } from "./memory.ts";

const exported = "lowerdir=l1,upperdir=u,workdir=w,nfs_export=on";

const at = ({ root }: FileSystem, name: string): Inode => root.lookup(name) ?? fail("ENOENT");

const encode = (mounted: FileSystem, name: string): FileHandle =>
  mounted.encodeHandle(at(mounted, name)) ?? fail("EOPNOTSUPP");

const flagsAt = 6;
const ofUpper = 4;

test("a handle leads to its object before and after copy-up, and after the next mount", () => {
  const ground = new Ground(true);
  const first = ground.mount("n", exported);
  first.root.create("new", { mode: S_IFREG | 0o644, uid: 0, gid: 0 });
  const names = ["file", "sub", "new", "in"] as const;
  const handles = names.map((name) => [name, encode(first, name)] as const);
  const check = (mounted: typeof first): void => {
    for (const [name, handle] of handles) {
      expect(mounted.decodeHandle(handle)?.getattr().ino).toBe(at(mounted, name).getattr().ino);
    }
  };
  check(first);
  for (const name of names) at(first, name).setattr({ mode: 0o700 });
  check(first);
  ground.unmount("n");
  check(ground.mount("n", exported));
});

test("the handle of a lower object stays the same, that of an upper one says so", () => {
  const ground = new Ground(true);
  const mounted = ground.mount("n", exported);
  const before = encode(mounted, "file").bytes;
  at(mounted, "file").setattr({ mode: 0o700 });
  expect(encode(mounted, "file").bytes).toEqual(before);
  expect([before[flagsAt], encode(mounted, "in").bytes[flagsAt]]).toEqual([0, ofUpper]);
});

test("a handle of what was removed is stale", () => {
  const ground = new Ground(true);
  const mounted = ground.mount("n", exported);
  const handle = encode(mounted, "file");
  mounted.root.unlink("file");
  ground.unmount("n");
  expect(ground.mount("n", exported).decodeHandle(handle)).toBeUndefined();
});

test("without the option there are no handles", () => {
  const mounted = new Ground(true).mount("n", "lowerdir=l1,upperdir=u,workdir=w");
  expect(mounted.encodeHandle(mounted.root)).toBeUndefined();
});
