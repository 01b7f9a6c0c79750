import type { Parameter } from "../vfs/inode.ts";
import { fail } from "../vfs/posix-error.ts";
import { PAGE_SIZE } from "./pages.ts";

/** Options of tmpfs(5). */
export interface Options {
  /** In pages; 0 is no limit. */
  readonly size?: number;
  /** 0 is no limit. */
  readonly nr_inodes?: number;
  /** Of the root. */
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

const units: Readonly<Record<string, number>> = { "": 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/** How each is read; undefined is a bad value. */
const readers: Readonly<Record<keyof Options, (value: string) => number | undefined>> = {
  size(value) {
    const bytes = quantity(value);
    return bytes === undefined ? undefined : Math.ceil(bytes / PAGE_SIZE);
  },
  nr_inodes: quantity,
  mode: (value) => (/^[0-7]+$/.test(value) ? Number.parseInt(value, 8) & 0o7777 : undefined),
  uid: id,
  gid: id,
};

/** Bytes, with a unit. */
function quantity(value: string): number | undefined {
  const [, digits, unit = ""] = /^(\d+)([kmg]?)$/i.exec(value) ?? [];
  return digits === undefined ? undefined : Number(digits) * (units[unit.toLowerCase()] ?? 1);
}

function id(value: string): number | undefined {
  return /^\d+$/.test(value) ? Number(value) : undefined;
}

/**
 * The options and one more.
 * @param log hears why, in the words of the kernel
 * @throws EINVAL
 */
export function withParameter(
  options: Options,
  [key, value]: Parameter,
  log: (line: string) => void,
): Options {
  if (!isOption(key)) {
    log(`e tmpfs: Unknown parameter '${key}'`);
    return fail("EINVAL");
  }
  const read = typeof value === "string" ? readers[key](value) : undefined;
  if (read === undefined) {
    log(`e tmpfs: Bad value for '${key}'`);
    return fail("EINVAL");
  }
  return { ...options, [key]: read };
}

function isOption(key: string): key is keyof Options {
  return Object.hasOwn(readers, key);
}

/** As mountinfo shows them. */
export function shownOptions({
  size,
  nr_inodes: inodes,
  mode,
  uid,
  gid,
}: Options): readonly string[] {
  return [
    ...(size === undefined ? [] : [`size=${(size * PAGE_SIZE) / 1024}k`]),
    ...(inodes === undefined ? [] : [`nr_inodes=${inodes}`]),
    ...(mode === undefined || mode === 0o1777 ? [] : [`mode=${mode.toString(8).padStart(3, "0")}`]),
    ...(uid === undefined || uid === 0 ? [] : [`uid=${uid}`]),
    ...(gid === undefined || gid === 0 ? [] : [`gid=${gid}`]),
  ];
}
