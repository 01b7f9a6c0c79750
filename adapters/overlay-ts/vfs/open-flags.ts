import { openFlags, resolveFlags } from "../../../harness/agent/constants.ts";
import { MAY_READ, MAY_WRITE } from "./permission.ts";
import { fail } from "./posix-error.ts";
import type { WalkRules } from "./walk.ts";

/* Flags of open(2) and openat2(2), and which of them go together. */

export const {
  O_CREAT,
  O_EXCL,
  O_NOCTTY,
  O_TRUNC,
  O_APPEND,
  O_DIRECT,
  O_DIRECTORY,
  O_NOFOLLOW,
  O_NOATIME,
  O_CLOEXEC,
  O_PATH,
  O_TMPFILE,
  O_LARGEFILE,
  O_RDONLY,
  O_WRONLY,
  O_RDWR,
} = openFlags;

/** O_TMPFILE is a bit of its own beside O_DIRECTORY. */
const tmpfileBit = O_TMPFILE & ~O_DIRECTORY;
const valid = Object.values(openFlags).reduce((all, flag) => all | flag, 0o20000);
const withPath = O_DIRECTORY | O_NOFOLLOW | O_PATH | O_CLOEXEC;

/** struct open_how */
export interface OpenHow {
  readonly flags: number;
  readonly mode: number;
  readonly resolve: number;
}

/** As open(2) of 64 bits corrects what it is given: build_open_how. */
export function howOf(flags: number, mode: number): OpenHow {
  const known = flags & valid;
  const used = (known & O_PATH) === 0 ? known | O_LARGEFILE : known & withPath;
  return { flags: used, mode: creates(used) ? mode & 0o7777 : 0, resolve: 0 };
}

function creates(flags: number): boolean {
  return (flags & (O_CREAT | tmpfileBit)) !== 0;
}

export function asksTmpfile(flags: number): boolean {
  return (flags & tmpfileBit) !== 0;
}

/** @throws EINVAL for what does not go together: build_open_flags */
export function checkHow({ flags, mode, resolve }: OpenHow): void {
  const { RESOLVE_BENEATH, RESOLVE_IN_ROOT } = resolveFlags;
  const allResolve = Object.values(resolveFlags).reduce((all, flag) => all | flag, 0);
  if ((flags & ~valid) !== 0 || (resolve & ~allResolve) !== 0) fail("EINVAL");
  if ((resolve & RESOLVE_BENEATH) !== 0 && (resolve & RESOLVE_IN_ROOT) !== 0) fail("EINVAL");
  if (creates(flags) ? (mode & ~0o7777) !== 0 : mode !== 0) fail("EINVAL");
  const both = O_DIRECTORY | O_CREAT;
  if ((flags & both) === both) fail("EINVAL");
  if (asksTmpfile(flags)) {
    if ((flags & O_DIRECTORY) === 0 || (accessOf(flags) & MAY_WRITE) === 0) fail("EINVAL");
  }
  if ((flags & O_PATH) !== 0 && (flags & ~withPath) !== 0) fail("EINVAL");
  if ((resolve & resolveFlags.RESOLVE_CACHED) !== 0) {
    if ((flags & (O_TRUNC | O_CREAT | tmpfileBit)) !== 0) fail("EAGAIN");
  }
}

const accessModes = [MAY_READ, MAY_WRITE, MAY_READ | MAY_WRITE, MAY_READ | MAY_WRITE] as const;

/** What one has to be allowed. */
export function accessOf(flags: number): number {
  const access = accessModes[flags & 3] ?? 0;
  return (flags & O_TRUNC) === 0 ? access : access | MAY_WRITE;
}

export function rulesOf(resolve: number): WalkRules {
  const { RESOLVE_NO_XDEV, RESOLVE_NO_SYMLINKS, RESOLVE_BENEATH, RESOLVE_IN_ROOT } = resolveFlags;
  return {
    sameMount: (resolve & RESOLVE_NO_XDEV) !== 0,
    noSymlinks: (resolve & RESOLVE_NO_SYMLINKS) !== 0,
    beneath: (resolve & RESOLVE_BENEATH) !== 0,
    inRoot: (resolve & RESOLVE_IN_ROOT) !== 0,
  };
}
