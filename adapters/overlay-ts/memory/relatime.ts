import type { Time } from "../vfs/inode.ts";

const DAY = 24n * 60n * 60n;
const SECOND = 1_000_000_000n;

/**
 * The access time after an access: now, where the old one is not younger than a change or is a day old, counted in
 * whole seconds. Source: mount(8), relatime
 */
export function relativeAtime(atime: Time, mtime: Time, ctime: Time, now: Time): Time {
  const due = mtime >= atime || ctime >= atime || now / SECOND - atime / SECOND >= DAY;
  return due ? now : atime;
}
