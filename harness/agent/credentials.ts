import { capabilityNames } from "../language/flags.ts";
import type { Credentials } from "../language/step.ts";
import type { Kernel } from "./kernel.ts";
import { must } from "./place.ts";
import { kernelInUse, system } from "./syscalls.ts";

/*
 * Credentials of one step. The raw system calls change those of the calling thread only (the C library would change
 * all threads), the saved uid stays 0, and so the thread can come back.
 */

const setresuid = system("setresuid", "iii");
const setresgid = system("setresgid", "iii");
const setgroups = system("setgroups", "ip");
const capset = system("capset", "pp");
const capget = system("capget", "pp");
const prctl = system("prctl", "ii");

/**
 * The kernel forgets at every change of credentials that this process is to be killed with its parent. Where the step
 * hangs, that is the only way in which it ends.
 */
function dieWithParent(): void {
  const PR_SET_PDEATHSIG = 1;
  const SIGKILL = 9;
  must(prctl(PR_SET_PDEATHSIG, SIGKILL), "be killed with its parent");
}

/** Carries out `action` with other credentials. The real uid changes too: access(2) goes by it. */
export function withCredentials<T>(who: Credentials, action: () => T): T {
  const permitted = permittedNow();
  try {
    assume(who, permitted);
    return action();
  } finally {
    resume(permitted);
  }
}

function assume({ uid, gid, groups, caps }: Credentials, permitted: bigint): void {
  must(setGroups(groups ?? []), "set supplementary groups");
  must(setresgid(gid, gid, 0), `become gid ${gid}`);
  must(setresuid(uid, uid, 0), `become uid ${uid}`);
  if (caps !== undefined) must(setEffective(maskOf(caps), permitted), "set capabilities");
  dieWithParent();
}

/** Capabilities first: uid 0 without them could not drop the groups. */
function resume(permitted: bigint): void {
  must(setEffective(permitted, permitted), "regain capabilities");
  must(setresuid(0, 0, 0), "become uid 0 again");
  must(setresgid(0, 0, 0), "become gid 0 again");
  must(setGroups([]), "drop supplementary groups");
  must(setEffective(permitted, permitted), "keep capabilities");
  dieWithParent();
}

/** A user namespace without setgroups(2) has no supplementary groups to drop. */
function setGroups(groups: readonly number[]): number {
  const list = Buffer.alloc(Math.max(4, groups.length * 4));
  for (const [index, group] of groups.entries()) list.writeUInt32LE(group, index * 4);
  const result = setgroups(groups.length, list);
  return result === -1 && groups.length === 0 ? 0 : result;
}

function maskOf(names: readonly string[]): bigint {
  return names.reduce(
    (mask, name) => mask | (1n << BigInt(capabilityNames.indexOf(name as never))),
    0n,
  );
}

/** _LINUX_CAPABILITY_VERSION_3, this thread */
function header(): Buffer {
  const b = Buffer.alloc(8);
  b.writeUInt32LE(0x20080522, 0);
  return b;
}

/** Two struct __user_cap_data_struct: effective, permitted, inheritable; low words first. */
function setEffective(effective: bigint, permitted: bigint): number {
  const data = Buffer.alloc(24);
  for (const half of [0, 1]) {
    const shift = BigInt(half * 32);
    data.writeUInt32LE(Number((effective >> shift) & 0xffff_ffffn), half * 12);
    data.writeUInt32LE(Number((permitted >> shift) & 0xffff_ffffn), half * 12 + 4);
  }
  return capset(header(), data);
}

/** By the kernel that was asked: each has its own. */
const permittedOnce = new Map<Kernel | undefined, bigint>();

/** What the agent may: it never gives any of it up. */
function permittedNow(): bigint {
  const known = permittedOnce.get(kernelInUse());
  if (known !== undefined) return known;
  const data = Buffer.alloc(24);
  must(capget(header(), data), "read its capabilities");
  const permitted = BigInt(data.readUInt32LE(4)) | (BigInt(data.readUInt32LE(16)) << 32n);
  permittedOnce.set(kernelInUse(), permitted);
  return permitted;
}
