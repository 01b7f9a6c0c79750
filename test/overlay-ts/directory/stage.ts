import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execaSync } from "execa";
import { afterAll, afterEach, beforeAll, beforeEach, describe } from "vitest";
import { closeDirectories, directoryRoot } from "../../../adapters/overlay-ts/directory/root.ts";
import type { Credentials } from "../../../adapters/overlay-ts/vfs/credentials.ts";
import type { Inode } from "../../../adapters/overlay-ts/vfs/inode.ts";
import { mountFlags } from "../../../harness/agent/mount-constants.ts";
import { native } from "../../../harness/agent/native.ts";
import { capabilityNames } from "../../../harness/language/flags.ts";
import { isRoot } from "../../agent/kernel.ts";

/* Real filesystems, mounted where nobody else sees them; they are gone with this process. */

const CLONE_NEWNS = 0x20000;
const call = {
  unshare: native("unshare", "i"),
  mount: native("mount", "sssip"),
  umount2: native("umount2", "si"),
};

function succeed(result: number): void {
  if (result < 0) throw new Error(`A system call fails with errno ${-result}`);
}

/** mount(2), where only this process sees it. */
export function mount(source: string, on: string, type: string, flags = 0, options = ""): void {
  succeed(call.mount(source, on, type, flags, Buffer.from(`${options}\0`)));
}

/** umount2(2): EBUSY as long as anything of it is open. */
export function unmount(on: string): void {
  succeed(call.umount2(on, 0));
}

export interface Stage {
  /** An empty directory, as the host sees it. */
  readonly path: string;
  /** The same in the store. */
  readonly root: Inode;
}

/** Makes the filesystem that is mounted on `on`; `beside` is a directory outside of it. */
type Provide = (on: string, beside: string) => void;

const provided: Readonly<Record<string, Provide>> = {
  tmpfs: (on) => mount("none", on, "tmpfs"),
  ...(existsSync("/usr/sbin/mkfs.ext4") && { ext4: mountImage }),
};

function mountImage(on: string, beside: string): void {
  const image = join(beside, "image");
  writeFileSync(image, "");
  truncateSync(image, 64 * 1024 * 1024);
  execaSync("/usr/sbin/mkfs.ext4", ["-q", "-N", "16384", image]);
  const device = execaSync("losetup", ["--find", "--show", image]).stdout;
  mount(device, on, "ext4");
  // It goes when it is unmounted.
  execaSync("losetup", ["--detach", device]);
}

/** Runs the tests of `body` on each filesystem, as root: others can neither mount nor own. */
export function onEach(title: string, body: (stage: () => Stage) => void): void {
  describe.skipIf(!isRoot).each(Object.entries(provided))(`${title}, on %s`, (_type, provide) => {
    let beside = "";
    let on = "";
    let stage: Stage | undefined;
    let count = 0;

    beforeAll(() => {
      beside = mkdtempSync(join(tmpdir(), "directory-store-"));
      on = join(beside, "on");
      chmodSync(beside, 0o755);
      mkdirSync(on);
      succeed(call.unshare(CLONE_NEWNS));
      mount("none", "/", "none", mountFlags.MS_REC + mountFlags.MS_PRIVATE);
      provide(on, beside);
    });
    beforeEach(() => {
      const path = join(on, `${(count += 1)}`);
      mkdirSync(path);
      stage = { path, root: directoryRoot(path) };
    });
    afterEach(() => closeDirectories());
    afterAll(() => {
      // Nothing is left open: otherwise the host refuses.
      unmount(on);
      rmSync(beside, { recursive: true });
    });

    body(() => stage ?? unprepared());
  });
}

function unprepared(): never {
  throw new Error("There is a stage only within a test");
}

/** Owner of new objects. */
export const owner = { uid: 0, gid: 0 } as const;

export const rootUser: Credentials = {
  uid: 0,
  gid: 0,
  realUid: 0,
  realGid: 0,
  groups: [],
  capabilities: new Set(capabilityNames),
};

/** Somebody without any privilege. */
export const user: Credentials = {
  uid: 1000,
  gid: 1000,
  realUid: 1000,
  realGid: 1000,
  groups: [],
  capabilities: new Set(),
};

/** The inode at a path of single names. */
export function at(root: Inode, ...names: readonly string[]): Inode {
  let inode = root;
  for (const name of names) inode = inode.lookup(name) ?? absent(name);
  return inode;
}

function absent(name: string): never {
  throw new Error(`There is no "${name}"`);
}

/** Mounts the filesystem of a stage again, to be written or not. */
export function remount({ path }: Stage, readonly: boolean): void {
  const { MS_REMOUNT, MS_RDONLY } = mountFlags;
  mount("none", join(path, ".."), "none", MS_REMOUNT + (readonly ? MS_RDONLY : 0));
}
