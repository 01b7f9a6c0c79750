import { atFlags } from "../../../harness/agent/constants.ts";
import { lookup, lookupOrSelf } from "../vfs/at.ts";
import { type TimeChange, chmod, chown, utimens } from "../vfs/attributes.ts";
import { mayAccess } from "../vfs/access.ts";
import type { Path } from "../vfs/mount.ts";
import { fail } from "../vfs/posix-error.ts";
import { AT_FDCWD, type Process } from "../vfs/process.ts";
import {
  type Arguments,
  memoryAt,
  memoryOrNullAt,
  numberAt,
  stringAt,
  stringOrNullAt,
} from "./arguments.ts";
import type { Handlers } from "./handler.ts";
import { writeStat, writeStatfs, writeStatx } from "./stat.ts";

/* Calls about the attributes of objects. */

const { AT_SYMLINK_NOFOLLOW, AT_EMPTY_PATH, AT_EACCESS, AT_NO_AUTOMOUNT } = atFlags;
const AT_STATX_SYNC_TYPE = 0x6000;

/** What (dirfd, path) of a call leads to, by its flags; EINVAL for others than the known ones. */
function targetAt(process: Process, args: Arguments, flags: number, known: number): Path {
  if ((flags & ~known) !== 0) fail("EINVAL");
  const follow = (flags & AT_SYMLINK_NOFOLLOW) === 0;
  const empty = (flags & AT_EMPTY_PATH) !== 0;
  return lookupOrSelf(process, numberAt(args, 0), pathAt(args, empty), follow, empty);
}

/** Since Linux 6.11 a null pointer is as good as the empty path, where that is allowed. */
function pathAt(args: Arguments, empty: boolean): string {
  return empty ? (stringOrNullAt(args, 1) ?? "") : stringAt(args, 1);
}

function openAt({ descriptors }: Process, args: Arguments): Path {
  return descriptors.get(numberAt(args, 0)).path ?? fail("EINVAL");
}

function anyAt({ descriptors }: Process, args: Arguments): Path {
  return descriptors.any(numberAt(args, 0)).path ?? fail("EINVAL");
}

const looking = AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH | AT_NO_AUTOMOUNT | AT_STATX_SYNC_TYPE;
const changing = AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH;
const followed = 0;

export const metadataCalls: Handlers = {
  newfstatat({ process }, args) {
    const known = looking & ~AT_STATX_SYNC_TYPE;
    writeStat(memoryAt(args, 2), targetAt(process, args, numberAt(args, 3), known).inode.getattr());
  },
  fstat({ process }, args) {
    writeStat(memoryAt(args, 1), anyAt(process, args).inode.getattr());
  },
  statx({ process }, args) {
    const flags = numberAt(args, 2);
    if ((flags & AT_STATX_SYNC_TYPE) === AT_STATX_SYNC_TYPE) fail("EINVAL");
    if (numberAt(args, 3) < 0) fail("EINVAL");
    writeStatx(memoryAt(args, 4), targetAt(process, args, flags, looking));
  },
  faccessat({ process }, args) {
    access(process, args, followed);
  },
  faccessat2({ process }, args) {
    access(process, args, numberAt(args, 3));
  },
  statfs({ process }, args) {
    writeStatfs(memoryAt(args, 1), lookup(process, AT_FDCWD, stringAt(args, 0), true));
  },
  fstatfs({ process }, args) {
    writeStatfs(memoryAt(args, 1), anyAt(process, args));
  },
  fchmodat({ process }, args) {
    chmod(process, targetAt(process, args, followed, followed), numberAt(args, 2));
  },
  fchmodat2({ process }, args) {
    chmod(process, targetAt(process, args, numberAt(args, 3), changing), numberAt(args, 2));
  },
  fchmod({ process }, args) {
    chmod(process, openAt(process, args), numberAt(args, 1));
  },
  fchownat({ process }, args) {
    const path = targetAt(process, args, numberAt(args, 4), changing);
    chown(process, path, numberAt(args, 2), numberAt(args, 3));
  },
  fchown({ process }, args) {
    chown(process, openAt(process, args), numberAt(args, 1), numberAt(args, 2));
  },
  utimensat({ process }, args) {
    const times = timesAt(args);
    if (times.every(({ nsec }) => nsec === UTIME_OMIT)) return;
    const flags = numberAt(args, 3);
    const byDescriptor = stringOrNullAt(args, 1) === null && numberAt(args, 0) !== AT_FDCWD;
    if (byDescriptor && flags !== 0) fail("EINVAL");
    const path = byDescriptor ? openAt(process, args) : targetAt(process, args, flags, changing);
    const [atime = "now", mtime = "now"] = times.map(changeOf);
    utimens(process, path, atime, mtime);
  },
};

/** As the real user, unless AT_EACCESS says otherwise. */
function access(process: Process, args: Arguments, flags: number): void {
  const mode = numberAt(args, 2);
  if ((mode & ~7) !== 0) fail("EINVAL");
  const effective = (flags & AT_EACCESS) !== 0;
  const who = effective ? process.who : process.identity.realCredentials;
  process.actAs(who, () =>
    mayAccess(targetAt(process, args, flags, AT_EACCESS | changing), mode, who),
  );
}

const UTIME_NOW = 0x3fffffff;
const UTIME_OMIT = 0x3ffffffe;

interface Timespec {
  readonly sec: bigint;
  readonly nsec: number;
}

/** Two struct timespec, or none for now. */
function timesAt(args: Arguments): readonly Timespec[] {
  const b = memoryOrNullAt(args, 2);
  return [0, 16].map((at) =>
    b === null
      ? { sec: 0n, nsec: UTIME_NOW }
      : { sec: b.readBigInt64LE(at), nsec: Number(b.readBigInt64LE(at + 8)) },
  );
}

/** What is wrong with a path is told before what is wrong with a time. */
function changeOf({ sec, nsec }: Timespec): TimeChange {
  if (nsec === UTIME_NOW) return "now";
  if (nsec === UTIME_OMIT) return "omit";
  if (nsec < 0 || nsec > 999_999_999) fail("EINVAL");
  return sec * 1_000_000_000n + BigInt(nsec);
}
