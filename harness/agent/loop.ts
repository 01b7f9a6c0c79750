import { existsSync, readFileSync, realpathSync } from "node:fs";
import { AT_FDCWD, calls } from "./calls.ts";
import { atFlags, openFlags } from "./constants.ts";
import { readStatx, statxMask, statxSize } from "./structs.ts";
import { system } from "./syscalls.ts";

/* Loop devices over files of a scenario: loop(4). Paths are the agent's own. */

const call = {
  ioctl: system("ioctl", "iip"),
  ioctlInt: system("ioctl", "iii"),
} as const;

const LOOP_CTL_GET_FREE = 0x4c82;
const LOOP_CONFIGURE = 0x4c0a;
const LOOP_SET_CAPACITY = 0x4c07;
const LO_FLAGS_AUTOCLEAR = 4;
/** linux/major.h */
const loopMajor = 7;
const EBUSY = 16;
const ENOTBLK = 15;

/**
 * Mounts a loop device over the file, which detaches by itself with its last mount.
 * @returns 0, or the negative errno of the call that failed
 */
export function mountLoop(image: string, target: string, type: string, flags: number): number {
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
  type: string,
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

/**
 * LOOP_SET_CAPACITY of the device below an object.
 * @returns 0, or a negative errno: ENOTBLK where there is none over a file in `root`
 */
export function refreshLoopSize(path: string, root: string): number {
  const number = loopBelow(AT_FDCWD, path, root);
  if (number < 0) return number;
  const how = openFlags.O_RDWR | openFlags.O_CLOEXEC;
  const loop = calls.openat(AT_FDCWD, `/dev/loop${number}`, how, 0);
  if (loop < 0) return loop;
  const result = call.ioctlInt(loop, LOOP_SET_CAPACITY, 0);
  calls.close(loop);
  return result;
}

/**
 * The number of the loop device that holds an object, if it is over a file in `root`: nobody else's disk is touched.
 * @param path relative to the descriptor; empty for the descriptor itself
 * @returns a negative errno where there is none, ENOTBLK for another disk
 */
export function loopBelow(fd: number, path: string, root: string): number {
  const b = Buffer.alloc(statxSize);
  const known = calls.statx(fd, path, atFlags.AT_EMPTY_PATH, statxMask, b);
  if (known < 0) return known;
  const [major, minor] = readStatx(b).dev;
  const file = `/sys/block/loop${minor}/loop/backing_file`;
  const own =
    major === loopMajor &&
    existsSync(file) &&
    readFileSync(file, "utf8").startsWith(`${realpathSync(root)}/`);
  return own ? minor : -ENOTBLK;
}
