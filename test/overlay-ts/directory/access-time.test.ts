import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Inode } from "../../../adapters/overlay-ts/vfs/inode.ts";
import { openFlags } from "../../../harness/agent/constants.ts";
import { at, onEach, rootUser } from "./stage.ts";

const { O_RDONLY, O_NOATIME } = openFlags;
const long = 1_000_000_000n;

function make(path: string): void {
  writeFileSync(join(path, "file"), "text");
  writeFileSync(join(path, "empty"), "");
  mkdirSync(join(path, "directory"));
  symlinkSync("target", join(path, "link"));
}

/** Whether the access time of a thing that was read long ago moves by `act`. */
function traced(inode: Inode, act: () => void): boolean {
  inode.setattr({ atime: long });
  const { ctime } = inode.getattr();
  act();
  expect(inode.getattr().ctime).toBe(ctime);
  return inode.getattr().atime !== long;
}

function read(inode: Inode, flags: number): void {
  const file = inode.open(flags, rootUser);
  file.read(Buffer.alloc(10), 0);
  file.release();
}

function list(inode: Inode, flags: number): void {
  const file = inode.openDirectory(flags, rootUser);
  file.iterate(0n, () => true);
  file.release();
}

onEach("the access time", (stage) => {
  test.each(["file", "empty", "directory", "link"])(
    "of a %s follows a read that is told",
    (name) => {
      const { path, root } = stage();
      make(path);
      const inode = at(root, name);
      expect(traced(inode, () => inode.accessed())).toBe(true);
    },
  );

  test("stays where a link is read", () => {
    const { path, root } = stage();
    make(path);
    const link = at(root, "link");
    expect(traced(link, () => expect(link.readlink()).toBe("target"))).toBe(false);
  });

  test.each([
    ["follows reading", O_RDONLY, true],
    ["stays without O_NOATIME's trace", O_RDONLY | O_NOATIME, false],
  ])("%s", (_title, flags, moves) => {
    const { path, root } = stage();
    make(path);
    const file = at(root, "file");
    const directory = at(root, "directory");
    expect(traced(file, () => read(file, flags))).toBe(moves);
    expect(traced(directory, () => list(directory, flags))).toBe(moves);
  });
});
