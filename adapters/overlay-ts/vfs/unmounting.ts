import { umountFlags } from "../../../harness/agent/mount-constants.ts";
import { lookup } from "./at.ts";
import type { Mount } from "./mount.ts";
import { mayMount } from "./mounting.ts";
import { fail } from "./posix-error.ts";
import { AT_FDCWD, type Process } from "./process.ts";

const { MNT_FORCE, MNT_DETACH, MNT_EXPIRE, UMOUNT_NOFOLLOW } = umountFlags;

/** umount2(2) */
export function umount(process: Process, target: string, flags: number): void {
  if ((flags & ~(MNT_FORCE | MNT_DETACH | MNT_EXPIRE | UMOUNT_NOFOLLOW)) !== 0) fail("EINVAL");
  const follow = (flags & UMOUNT_NOFOLLOW) === 0;
  const { mount, inode } = lookup(process, AT_FDCWD, target, follow);
  mayMount(process);
  const { system } = process;
  if (inode !== mount.root || mount === system.mounts.root) fail("EINVAL");
  const busy = mount.children.size > 0 || system.inUse(mount);
  if ((flags & MNT_EXPIRE) !== 0) expire(mount, flags, busy);
  else if (busy && (flags & MNT_DETACH) === 0) fail("EBUSY");
  // What is mounted in it goes first.
  for (const each of [...system.mounts.below(mount)].toReversed()) {
    system.mounts.detach(each);
    system.unmounted(each.filesystem);
  }
}

/** The first time marks what nobody uses; the second one, without use between them, unmounts it. */
function expire(mount: Mount, flags: number, busy: boolean): void {
  if ((flags & (MNT_FORCE | MNT_DETACH)) !== 0) fail("EINVAL");
  if (busy) fail("EBUSY");
  if (mount.expiring) return;
  mount.expiring = true;
  fail("EAGAIN");
}
