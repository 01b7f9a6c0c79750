import { spawnSync } from "node:child_process";
import type { diskTypes } from "../language/flags.ts";
import { AT_FDCWD, calls } from "./calls.ts";
import { loopBelow, mountLoop } from "./loop.ts";
import { readStatfs, statfsSize } from "./stat.ts";
import { kernelInUse, system } from "./syscalls.ts";

/* Filesystems on disks of their own: mkfs(8) and FS_IOC_SHUTDOWN. Paths are the agent's own. */

type DiskType = (typeof diskTypes)[number];

const call = { ioctl: system("ioctl", "iip"), fstatfs: system("fstatfs", "ip") } as const;

/** OVERLAYFS_SUPER_MAGIC of linux/magic.h */
const overlayfs = "794c7630";

/**
 * What every kernel since 5.10 mounts: which of them are the default depends on the version of mke2fs(8). Without an index
 * of names, whose hashes have a seed of each filesystem, a listing is in the order in which they were made.
 */
const ext4 = [
  "none",
  "has_journal",
  "ext_attr",
  "filetype",
  "extent",
  "64bit",
  "sparse_super",
  "large_file",
  "extra_isize",
  "metadata_csum",
];

const kibibytes = "16384";

/** What makes a file of that size with a filesystem in it. */
const recipes: Readonly<
  Record<DiskType, (image: string, features: readonly string[]) => readonly string[]>
> = {
  ext4: (image, features) => [
    "-q",
    "-b",
    "4096",
    "-O",
    [...ext4, ...features].join(","),
    image,
    `${kibibytes}k`,
  ],
  vfat: (image) => ["-C", image, kibibytes],
};

/** Makes a file that holds an empty filesystem. @returns why it could not; undefined where it could */
export function makeFilesystem(
  image: string,
  type: DiskType,
  features: readonly string[],
): string | undefined {
  const made = spawnSync(`mkfs.${type}`, recipes[type](image, features), { encoding: "utf8" });
  if (made.error !== undefined) return made.error.message;
  return made.status === 0 ? undefined : made.stderr.trim();
}

/**
 * FS_IOC_SHUTDOWN of linux/fs.h, which ext4 and xfs have. Of filesystems on disks in `root` only, and of an overlay, which
 * has none.
 * @throws where it is another filesystem, which could be that of the machine
 */
export function shutDown(fd: number, how: number, root: string): number {
  const filesystem = Buffer.alloc(statfsSize);
  const known = call.fstatfs(fd, filesystem);
  if (known < 0) return known;
  if (readStatfs(filesystem).type !== overlayfs && loopBelow(fd, "", root) < 0)
    throw new Error("Cannot shut down a filesystem that is not on a disk of the scenario");
  const b = Buffer.alloc(4);
  b.writeUInt32LE(how, 0);
  return call.ioctl(fd, 0x8004587d, b);
}

/** Whether disks can be made in this directory, and be mounted. */
export function makesDisks(directory: string, type: DiskType): boolean {
  const image = `${directory}/${type}.img`;
  const target = `${directory}/${type}`;
  // Programs and loop devices are of the real kernel.
  if (kernelInUse() !== undefined || calls.mkdirat(AT_FDCWD, target, 0o700) < 0) return false;
  if (makeFilesystem(image, type, []) !== undefined) return false;
  return mountLoop(image, target, type, 0) === 0 && calls.umount2(target, 0) === 0;
}
