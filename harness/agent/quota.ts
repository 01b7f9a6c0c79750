import { AT_FDCWD, calls } from "./calls.ts";
import { openFlags } from "./constants.ts";
import { system } from "./syscalls.ts";

/*
 * Limits of what a filesystem holds, which answer EDQUOT. btrfs is the one whose quotas need no mount option and no file
 * in it: linux/btrfs.h, btrfs-quota(5).
 */

const call = { ioctl: system("ioctl", "iip"), ioctlInt: system("ioctl", "iii") } as const;

const BTRFS_IOC_QUOTA_CTL = 0xc0109428;
const BTRFS_IOC_QGROUP_LIMIT = 0x8030942b;
const BTRFS_IOC_QUOTA_RESCAN_WAIT = 0x942e;
const enable = 1n;
const disable = 2n;
/** Of struct btrfs_qgroup_limit: all that the subvolume refers to. */
const BTRFS_QGROUP_LIMIT_MAX_RFER = 1n;

/**
 * Limits the subvolume of a directory to `bytes`, or takes every limit away.
 * @returns 0, or a negative errno: ENOTTY where the filesystem is another one
 */
export function setQuota(directory: string, bytes: number | undefined): number {
  const { O_RDONLY, O_DIRECTORY, O_CLOEXEC } = openFlags;
  const fd = calls.openat(AT_FDCWD, directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (fd < 0) return fd;
  try {
    if (bytes === undefined) return control(fd, disable);
    const enabled = control(fd, enable);
    if (enabled < 0) return enabled;
    // Until everything is counted nothing is refused.
    const counted = call.ioctlInt(fd, BTRFS_IOC_QUOTA_RESCAN_WAIT, 0);
    return counted < 0 ? counted : limit(fd, bytes);
  } finally {
    calls.close(fd);
  }
}

/** struct btrfs_ioctl_quota_ctl_args */
function control(fd: number, command: bigint): number {
  const args = Buffer.alloc(16);
  args.writeBigUInt64LE(command, 0);
  return call.ioctl(fd, BTRFS_IOC_QUOTA_CTL, args);
}

/** struct btrfs_ioctl_qgroup_limit_args: group 0 is that of the subvolume. */
function limit(fd: number, bytes: number): number {
  const args = Buffer.alloc(48);
  args.writeBigUInt64LE(BTRFS_QGROUP_LIMIT_MAX_RFER, 8);
  args.writeBigUInt64LE(BigInt(bytes), 16);
  return call.ioctl(fd, BTRFS_IOC_QGROUP_LIMIT, args);
}
