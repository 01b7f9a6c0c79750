import { spawnSync } from "node:child_process";
import type { diskTypes } from "../language/flags.ts";
import { AT_FDCWD, calls } from "./calls.ts";
import { openFlags } from "./constants.ts";
import { readStatx, statxMask, statxSize } from "./structs.ts";
import { kernelInUse, system } from "./syscalls.ts";

/* Filesystems on disks of their own: mkfs(8), loop(4) and FS_IOC_SHUTDOWN. Paths are the agent's own. */

type DiskType = (typeof diskTypes)[number];

const call = {
  ioctl: system("ioctl", "iip"),
  ioctlInt: system("ioctl", "iii"),
} as const;

/** What every kernel since 5.10 mounts: which of them are the default depends on the version of mke2fs(8). */
const ext4 = [
  "none",
  "has_journal",
  "ext_attr",
  "dir_index",
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

const LOOP_CTL_GET_FREE = 0x4c82;
const LOOP_CONFIGURE = 0x4c0a;
const LOOP_SET_CAPACITY = 0x4c07;
const LO_FLAGS_AUTOCLEAR = 4;
const EBUSY = 16;

/**
 * Mounts a loop device over the file, which detaches by itself with its last mount.
 * @returns 0, or the negative errno of the call that failed
 */
export function mountLoop(image: string, target: string, type: DiskType, flags: number): number {
  const { O_RDWR, O_CLOEXEC } = openFlags;
  const file = calls.openat(AT_FDCWD, image, O_RDWR | O_CLOEXEC, 0);
  if (file < 0) return file;
  const control = calls.openat(AT_FDCWD, "/dev/loop-control", O_RDWR | O_CLOEXEC, 0);
  try {
    if (control < 0) return control;
    for (;;) {
      const number = call.ioctlInt(control, LOOP_CTL_GET_FREE, 0);
      if (number < 0) return number;
      const result = mountOver(file, `/dev/loop${number}`, target, type, flags);
      // Somebody else was given the same device.
      if (result !== undefined) return result;
    }
  } finally {
    if (control >= 0) calls.close(control);
    calls.close(file);
  }
}

/** Undefined where the device is not free any more. */
function mountOver(
  file: number,
  device: string,
  target: string,
  type: DiskType,
  flags: number,
): number | undefined {
  const loop = calls.openat(AT_FDCWD, device, openFlags.O_RDWR | openFlags.O_CLOEXEC, 0);
  if (loop < 0) return loop;
  try {
    const config = Buffer.alloc(304); // struct loop_config
    config.writeUInt32LE(file, 0);
    config.writeUInt32LE(LO_FLAGS_AUTOCLEAR, 8 + 52);
    const configured = call.ioctl(loop, LOOP_CONFIGURE, config);
    if (configured === -EBUSY) return undefined;
    return configured < 0 ? configured : calls.mount(device, target, type, flags, null);
  } finally {
    calls.close(loop);
  }
}

/** LOOP_SET_CAPACITY. @returns 0, or a negative errno: ENOENT or ENOTTY where no loop device is below */
export function refreshLoopSize(path: string): number {
  const b = Buffer.alloc(statxSize);
  const known = calls.statx(AT_FDCWD, path, 0, statxMask, b);
  if (known < 0) return known;
  const [, minor] = readStatx(b).dev;
  const loop = calls.openat(
    AT_FDCWD,
    `/dev/loop${minor}`,
    openFlags.O_RDWR | openFlags.O_CLOEXEC,
    0,
  );
  if (loop < 0) return loop;
  const result = call.ioctlInt(loop, LOOP_SET_CAPACITY, 0);
  calls.close(loop);
  return result;
}

/** FS_IOC_SHUTDOWN of linux/fs.h, which ext4 and xfs have. */
export function shutDown(fd: number, how: number): number {
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
