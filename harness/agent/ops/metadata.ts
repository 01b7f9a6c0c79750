import type { metadataOps } from "../../language/ops/metadata.ts";
import type { Outcome } from "../../language/transcript.ts";
import { AT_SYMLINK_NOFOLLOW, calls } from "../calls.ts";
import { accessModes, atFlags, bits } from "../constants.ts";
import { fdOf, plain, target } from "../context.ts";
import { readDescriptorInfo } from "../descriptor-info.ts";
import { done, made } from "../outcome.ts";
import { type Statx, readStatx, statxMask, statxSize, timespecs, typeOf } from "../structs.ts";
import { setQuota } from "../quota.ts";
import { readStat, readStatfs, statSize, statfsSize } from "../stat.ts";
import { descriptorTable, system } from "../syscalls.ts";
import type { Performers } from "./op.ts";

const call = {
  newfstatat: system("newfstatat", "ispi"),
  fstat: system("fstat", "ip"),
  faccessat: system("faccessat", "isi"),
  faccessat2: system("faccessat2", "isii"),
  statfs: system("statfs", "sp"),
  fstatfs: system("fstatfs", "ip"),
  fchmodat: system("fchmodat", "isi"),
  fchmod: system("fchmod", "ii"),
  fchmodat2: system("fchmodat2", "isii"),
  fchownat: system("fchownat", "isiii"),
  fchown: system("fchown", "iii"),
  futimens: system("utimensat", "ippi"),
} as const;

const b = Buffer.alloc(statxSize);

function stat(result: number): Outcome {
  return made(result, () => readStat(b));
}

/** Names of STATX_ATTR_*, linux/stat.h */
const attributes: readonly (readonly [number, string])[] = [
  [0x4, "COMPRESSED"],
  [0x10, "IMMUTABLE"],
  [0x20, "APPEND"],
  [0x40, "NODUMP"],
  [0x800, "ENCRYPTED"],
  [0x1000, "AUTOMOUNT"],
  [0x2000, "MOUNT_ROOT"],
  [0x10_0000, "VERITY"],
  [0x20_0000, "DAX"],
];

function shown(x: Statx): unknown {
  const { mask, attributes: set, mountId, btime, mode, ...rest } = x;
  return {
    ...rest,
    type: typeOf(mode),
    mode: mode & 0o7777,
    mask,
    attributes: attributes.filter(([bit]) => (set & bit) !== 0).map(([, name]) => name),
    ...((mask & 0x800) !== 0 && { btime }),
    ...((mask & 0x1000) !== 0 && { mountId }),
  };
}

export const metadataPerformers: Performers<keyof typeof metadataOps> = {
  stat: (context, { path }) =>
    stat(call.newfstatat(...target(context, path), b.subarray(0, statSize), 0)),
  lstat: (context, { path }) =>
    stat(call.newfstatat(...target(context, path), b.subarray(0, statSize), AT_SYMLINK_NOFOLLOW)),
  fstat: (context, { slot }) => stat(call.fstat(fdOf(context, slot), b)),
  statx(context, { path, flags }) {
    const result = calls.statx(...target(context, path), bits(atFlags, flags), statxMask, b);
    return made(result, () => shown(readStatx(b)));
  },
  access: (context, { path, mode }) =>
    done(call.faccessat(...target(context, path), bits(accessModes, mode))),
  faccessat2: (context, { path, mode, flags }) =>
    done(call.faccessat2(...target(context, path), bits(accessModes, mode), bits(atFlags, flags))),
  fdinfo(context, { slot }) {
    context.standpoint.home();
    const found = descriptorTable(fdOf(context, slot));
    return found === undefined ? { errno: "EBADF" } : { value: readDescriptorInfo(found) };
  },
  statfs(_context, { path }) {
    const result = call.statfs(plain(path), b.subarray(0, statfsSize));
    return made(result, () => readStatfs(b));
  },
  fstatfs: (context, { slot }) => made(call.fstatfs(fdOf(context, slot), b), () => readStatfs(b)),
  setquota: (_context, { path, bytes }) => done(setQuota(plain(path), bytes)),
  chmod: (context, { path, mode }) => done(call.fchmodat(...target(context, path), mode)),
  fchmod: (context, { slot, mode }) => done(call.fchmod(fdOf(context, slot), mode)),
  fchmodat2: (context, { path, mode, flags }) =>
    done(call.fchmodat2(...target(context, path), mode, bits(atFlags, flags))),
  chown: (context, { path, uid, gid }) =>
    done(call.fchownat(...target(context, path), uid, gid, 0)),
  lchown: (context, { path, uid, gid }) =>
    done(call.fchownat(...target(context, path), uid, gid, AT_SYMLINK_NOFOLLOW)),
  fchown: (context, { slot, uid, gid }) => done(call.fchown(fdOf(context, slot), uid, gid)),
  utimensat: (context, { path, atime, mtime, flags }) =>
    done(
      calls.utimensat(...target(context, path), timespecs([atime, mtime]), bits(atFlags, flags)),
    ),
  futimens: (context, { slot, atime, mtime }) =>
    done(call.futimens(fdOf(context, slot), null, timespecs([atime, mtime]), 0)),
};
