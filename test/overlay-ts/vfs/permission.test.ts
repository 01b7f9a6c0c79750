import { Buffer } from "node:buffer";
import { mkdirSync, mkdtempSync, chmodSync, rmSync, writeFileSync, chownSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { memoryFileSystem } from "../../../adapters/overlay-ts/memory/filesystem.ts";
import { ACL_ACCESS, serialiseAcl } from "../../../adapters/overlay-ts/vfs/acl.ts";
import type { Credentials } from "../../../adapters/overlay-ts/vfs/credentials.ts";
import type { Inode } from "../../../adapters/overlay-ts/vfs/inode.ts";
import { PosixError } from "../../../adapters/overlay-ts/vfs/posix-error.ts";
import { AT_FDCWD } from "../../../harness/agent/calls.ts";
import { errnoName } from "../../../harness/agent/errno-table.ts";
import { system } from "../../../harness/agent/syscalls.ts";
import { capabilityNames } from "../../../harness/language/flags.ts";

const AT_EACCESS = 0x200;
const call = {
  faccessat2: system("faccessat2", "isii"),
  setresuid: system("setresuid", "iii"),
  setresgid: system("setresgid", "iii"),
  setgroups: system("setgroups", "ip"),
  lsetxattr: system("lsetxattr", "sspii"),
};

const person = (uid: number, gid: number, groups: readonly number[] = []): Credentials => ({
  uid,
  gid,
  realUid: uid,
  realGid: gid,
  groups,
  capabilities: new Set(uid === 0 ? capabilityNames : []),
});

const people: Readonly<Record<string, Credentials>> = {
  root: person(0, 0),
  "the owner": person(5, 99),
  "the group": person(77, 6),
  "a member of the group": person(77, 99, [98, 6]),
  "a named user": person(1000, 99),
  "a named user of the group": person(1000, 6),
  "a named group": person(77, 50),
  "two named groups": person(77, 50, [51]),
  "a named group and the group": person(77, 50, [6]),
  others: person(77, 99),
};

const modes = [0, 0o700, 0o070, 0o007, 0o640, 0o604, 0o751, 0o124, 0o421, 0o110, 0o200, 0o777];
/** Tags, permissions, ids; mode bits come with them. */
const lists = [
  undefined,
  [
    [1, 6, -1],
    [2, 4, 1000],
    [4, 2, -1],
    [8, 1, 50],
    [8, 6, 51],
    [16, 7, -1],
    [32, 1, -1],
  ],
  [
    [1, 0, -1],
    [2, 7, 1000],
    [4, 7, -1],
    [8, 7, 50],
    [16, 2, -1],
    [32, 7, -1],
  ],
  [
    [1, 7, -1],
    [4, 0, -1],
    [8, 4, 50],
    [16, 4, -1],
    [32, 7, -1],
  ],
  [
    [1, 7, -1],
    [2, 7, 1000],
    [4, 7, -1],
    [16, 0, -1],
    [32, 5, -1],
  ],
] as const;
const masks = [0, 1, 2, 3, 4, 5, 6, 7];

const isRoot = process.getuid?.() === 0;
const root = mkdtempSync(join(isRoot ? "/dev/shm" : tmpdir(), "permission-"));
chmodSync(root, 0o755);
afterAll(() => rmSync(root, { recursive: true }));

test.runIf(isRoot).for(Object.entries(people))(
  "what %s may do is what the kernel lets them",
  ([name, who]) => {
    const filesystem = memoryFileSystem({ now: () => 0n, device: 1 });
    const seen: Record<string, unknown> = {};
    const allowed: Record<string, unknown> = {};
    for (const type of ["file", "dir"] as const)
      for (const [number, list] of lists.entries())
        for (const mode of modes) {
          const at = `${name.replaceAll(" ", "-")}-${type}-${number}-${mode.toString(8)}`;
          const acl = list?.map(([tag, perm, id]) => ({ tag, perm, id: id >>> 0 }));
          const value = acl === undefined ? undefined : serialiseAcl(acl);
          make(join(root, at), type, mode, value);
          const inode = filesystem.root.create(at, {
            mode: mode | (type === "dir" ? 0o040000 : 0o100000),
            uid: 5,
            gid: 6,
          });
          if (value !== undefined) inode.setxattr(ACL_ACCESS, value, 0);
          seen[at] = masks.map((mask) => permission(inode, mask, who));
          allowed[at] = as(who, () =>
            masks.map((mask) => {
              const result = call.faccessat2(AT_FDCWD, join(root, at), mask, AT_EACCESS);
              return result < 0 ? errnoName(-result) : "yes";
            }),
          );
        }
    expect(seen).toEqual(allowed);
  },
);

test("what cannot be written is not, whoever asks", () => {
  const filesystem = memoryFileSystem({ now: () => 0n, device: 1 });
  const make = (name: string, mode: number) =>
    filesystem.root.create(name, { mode, uid: 0, gid: 0 });
  const file = make("file", 0o100644);
  const fifo = make("fifo", 0o010644);
  const fixed = make("fixed", 0o100644);
  fixed.setFileFlags({ flags: 0x10, projid: 0 });
  const who = person(0, 0);
  expect([permission(fixed, 2, who), permission(fixed, 4, who)]).toEqual(["EPERM", "yes"]);
  filesystem.reconfigure(true, []);
  const answers = [file, fixed, fifo].map((inode) => permission(inode, 2, who));
  expect(answers).toEqual(["EROFS", "EROFS", "yes"]);
  expect(permission(file, 4, who)).toBe("yes");
});

function make(path: string, type: "file" | "dir", mode: number, acl: Uint8Array | undefined): void {
  if (type === "dir") mkdirSync(path);
  else writeFileSync(path, "");
  chownSync(path, 5, 6);
  chmodSync(path, mode);
  if (acl === undefined) return;
  const result = call.lsetxattr(path, ACL_ACCESS, acl, acl.length, 0);
  if (result < 0) throw new Error(`Cannot set the list of ${path}: ${errnoName(-result)}`);
}

/** Acts as another, on this thread. */
function as<T>(who: Credentials, act: () => T): T {
  const groups = Buffer.alloc(4 * who.groups.length);
  for (const [index, gid] of who.groups.entries()) groups.writeUInt32LE(gid, index * 4);
  call.setgroups(who.groups.length, groups);
  call.setresgid(-1, who.gid, -1);
  call.setresuid(-1, who.uid, -1);
  try {
    return act();
  } finally {
    call.setresuid(-1, 0, -1);
    call.setresgid(-1, 0, -1);
  }
}

function permission(inode: Inode, mask: number, who: Credentials): string {
  try {
    inode.permission(mask, who);
    return "yes";
  } catch (error) {
    if (error instanceof PosixError) return error.code;
    throw error;
  }
}
