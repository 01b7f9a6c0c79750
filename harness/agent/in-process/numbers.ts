import { constants } from "node:fs";
import type { Time } from "../../language/content.ts";
import { sentences } from "./absent.ts";
import { Lack } from "./failure.ts";

/* Numbers of `node:fs`, for the platform that runs it: libraries that follow node take these. */

const numbers = constants as unknown as Readonly<Record<string, number | undefined>>;

/** Every descriptor of a library is like this already. */
const meaningless: readonly string[] = ["O_LARGEFILE", "O_CLOEXEC"];

export function openNumber(flags: readonly string[]): number {
  return flags.reduce((all, name) => all | openBit(name), 0);
}

function openBit(name: string): number {
  if (meaningless.includes(name)) return 0;
  const bit = numbers[name];
  if (bit === undefined) throw new Lack(`node:fs has no ${name} on this platform`);
  return bit;
}

export function accessNumber(modes: readonly string[]): number {
  return modes.reduce((all, name) => all | (numbers[name] ?? 0), 0);
}

/** XATTR_CREATE and XATTR_REPLACE of linux/xattr.h: `node:fs` has none. */
const xattrBits: Readonly<Record<string, number>> = { XATTR_CREATE: 1, XATTR_REPLACE: 2 };

export function xattrNumber(flags: readonly string[]): number {
  return flags.reduce((all, name) => all | (xattrBits[name] ?? 0), 0);
}

const formats = [
  ["file", constants.S_IFREG],
  ["dir", constants.S_IFDIR],
  ["symlink", constants.S_IFLNK],
  ["chr", constants.S_IFCHR],
  ["blk", constants.S_IFBLK],
  ["fifo", constants.S_IFIFO],
  ["socket", constants.S_IFSOCK],
] as const;

export type ObjectType = (typeof formats)[number][0] | "unknown";

export function typeOf(mode: number): ObjectType {
  return formats.find(([, format]) => format === (mode & constants.S_IFMT))?.[0] ?? "unknown";
}

export function formatOf(type: string): number {
  return formats.find(([name]) => name === type)?.[1] ?? 0;
}

/** [major, minor] of the encoding of linux/kdev_t.h, new_decode_dev. */
export function device(dev: number): readonly [major: number, minor: number] {
  return [(dev >>> 8) & 0xfff, (dev & 0xff) | ((dev >>> 12) & 0xfff00)];
}

/**
 * A time as seconds.
 * @throws Lack where a double cannot hold it: near the present its steps are 119 ns wide
 */
export function secondsOf(time: Exclude<Time, "omit">): number {
  if (time === "now") return Date.now() / 1000;
  const seconds = time.sec + time.nsec / 1e9;
  if (Math.round((seconds - time.sec) * 1e9) !== time.nsec) throw new Lack(sentences.nanoseconds);
  return seconds;
}

/** Nanoseconds of a time in milliseconds, whole and fraction apart: their product would not fit a double. */
export function nanoseconds(ms: number): bigint {
  const whole = Math.floor(ms);
  return BigInt(whole) * 1_000_000n + BigInt(Math.round((ms - whole) * 1e6));
}
