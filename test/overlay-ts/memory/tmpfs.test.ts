import { expect, test } from "vitest";
import { tmpfs } from "../../../adapters/overlay-ts/memory/tmpfs.ts";
import type { FileSystem } from "../../../adapters/overlay-ts/vfs/filesystem.ts";
import type { MountSurroundings } from "../../../adapters/overlay-ts/vfs/filesystem-type.ts";
import { PosixError } from "../../../adapters/overlay-ts/vfs/posix-error.ts";
import { Notifications } from "../../../adapters/overlay-ts/vfs/notifications.ts";

interface Mounting {
  readonly mounted?: FileSystem;
  readonly code?: string;
  readonly lines: readonly string[];
}

function mount(options: string, readonly = false): Mounting {
  const lines: string[] = [];
  const who = { uid: 0, gid: 0, realUid: 0, realGid: 0, groups: [], capabilities: new Set([]) };
  const surroundings: MountSurroundings = {
    who,
    initial: true,
    resolve: () => expect.fail("Cannot resolve: no option is a path"),
    newDevice: () => 42,
    hearers: { notifications: new Notifications(), lost: () => undefined },
    now: () => 7n,
    log: (line) => lines.push(line),
  };
  const context = tmpfs.begin(surroundings);
  try {
    for (const parameter of tmpfs.split(options)) context.parameter(parameter);
    return { mounted: context.create("source", readonly), lines };
  } catch (error) {
    if (error instanceof PosixError) return { code: error.code, lines };
    throw error;
  }
}

/** As mountinfo of a real kernel shows them. */
const shown: readonly (readonly [options: string, shown: readonly string[]])[] = [
  ["", []],
  ["mode=700,uid=5,size=5000,nr_inodes=1k", ["size=8k", "nr_inodes=1024", "mode=700", "uid=5"]],
  ["size=1,uid=3", ["size=4k", "uid=3"]],
  ["size=1m,gid=9", ["size=1024k", "gid=9"]],
  ["nr_inodes=0", ["nr_inodes=0"]],
  ["mode=17777", ["mode=7777"]],
  ["mode=7", ["mode=007"]],
  ["size=4k,,mode=1777,uid=0,gid=0", ["size=4k"]],
];

test.for(shown)("the options %j show as mountinfo has them", ([options, expected]) => {
  expect(mount(options).mounted?.showOptions()).toEqual(expected);
});

/** As read(2) of an fsopen descriptor gives them. */
const refused: readonly (readonly [options: string, line: string])[] = [
  ["bogus", "e tmpfs: Unknown parameter 'bogus'"],
  ["size", "e tmpfs: Bad value for 'size'"],
  ["size=x", "e tmpfs: Bad value for 'size'"],
  ["size=-1", "e tmpfs: Bad value for 'size'"],
  ["mode=9", "e tmpfs: Bad value for 'mode'"],
  ["uid=-1", "e tmpfs: Bad value for 'uid'"],
  ["gid=abc", "e tmpfs: Bad value for 'gid'"],
];

test.for(refused)("the options %j are refused with a reason", ([options, line]) => {
  expect(mount(options)).toEqual({ code: "EINVAL", lines: [line] });
});

test("a mount has the owner and mode that were asked for, and a device of its own", () => {
  const { mounted } = mount("mode=750,uid=1,gid=2", true);
  expect(mounted?.root.getattr()).toMatchObject({
    mode: 0o040750,
    uid: 1,
    gid: 2,
    nlink: 2,
    dev: 42,
    ino: 1n,
    btime: 7n,
  });
  expect(mounted?.readonly).toBe(true);
});

test("a remount takes limits that what is there fits in", () => {
  const { mounted } = mount("size=8k");
  const create = (name: string) => mounted?.root.create(name, { mode: 0o100644, uid: 0, gid: 0 });
  create("a")
    ?.open(2, {} as never)
    .write(new Uint8Array(8192), 0);
  const change = (...parameters: readonly [string, string][]) => {
    const changing = mounted?.reconfigure({ old: true, log: () => undefined });
    for (const parameter of parameters) changing?.parameter(parameter);
    changing?.commit(true);
  };
  expect(() => change(["size", "4k"])).toThrow("EINVAL");
  change(["size", "12k"], ["nr_inodes", "3"]);
  expect(mounted?.readonly).toBe(true);
  expect(mounted?.showOptions()).toEqual(["size=12k", "nr_inodes=3"]);
  expect(mounted?.status()).toMatchObject({ blocks: 3, bfree: 1, files: 3, ffree: 1 });
  create("b");
  expect(() => create("c")).toThrow("ENOSPC");
});
