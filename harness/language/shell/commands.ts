import type { Call, OpName } from "../step.ts";
import { maskFor, openCommand } from "./open.ts";
import type { Known } from "./known.ts";
import { filling, isLong, octal, word } from "./word.ts";

/*
 * What busybox can say of the calls: each entry makes the one call with its arguments, or it is not there. A command that
 * makes others on the way is only used where they make no difference, and `undefined` where they would.
 */

type Said = (call: never, path: (path: unknown) => string, known: Known) => string | undefined;

const succeeds = ({ want }: Pick<Call, "want">): boolean =>
  want === undefined || "succeeds" in want || "gives" in want;

/** A shell makes things under its own mask, as the agent does: 022. */
const masked = (mode: number): string => (mode & ~0o022).toString(8);

export const commands: Readonly<Partial<Record<OpName, Said>>> = {
  // mkdir -m would be a chmod too.
  mkdir: ({ path: p, mode = 0o755 }: Call<"mkdir">, path) =>
    (mode & 0o7000) !== 0
      ? undefined
      : mode === 0o755
        ? `mkdir ${path(p)}`
        : `(umask ${maskFor(mode)}; mkdir ${path(p)})`,
  mknod: ({ path: p, type, major = 0, minor = 0, mode = 0o644 }: Call<"mknod">, path) => {
    const letter = { chr: "c", blk: "b", fifo: "p", file: "", socket: "" }[type];
    if (letter === "") return undefined;
    const numbers = letter === "p" ? "" : ` ${major} ${minor}`;
    return `mknod -m ${masked(mode)} ${path(p)} ${letter}${numbers}`;
  },
  // The root of a scenario is not that of a script: an absolute target would lead out of it.
  // ln looks for a directory at the name, and does not try.
  symlink: ({ target, path: p }: Call<"symlink">, path, known) =>
    /^\/|^$/.test(target) || known.mayBeDirectory(p)
      ? undefined
      : `ln -sT ${word(target)} ${path(p)}`,
  link: ({ from, to, flags = [] }: Call<"link">, path) =>
    flags.length > 0 ? undefined : `link ${path(from)} ${path(to)}`,
  unlink: ({ path: p }: Call<"unlink">, path) => `unlink ${path(p)}`,
  rmdir: ({ path: p }: Call<"rmdir">, path) => `rmdir ${path(p)}`,
  // mv copies where rename(2) gives EXDEV, which is watched for, and steps into directories. Of one of several names
  // the number may change when it is copied up: that looks like a copy.
  rename: ({ from, to, flags = [], ...call }: Call<"rename">, path, known) =>
    flags.length > 0 || !succeeds(call) || known.mayBeDirectory(to) || known.mayBeLinked(from)
      ? undefined
      : `move ${path(from)} ${path(to)}`,
  readlink: ({ path: p }: Call<"readlink">, path) => `readlink -nv ${path(p)}`,
  lstat: ({ path: p }: Call<"lstat">, path) => `status ${path(p)}`,
  stat: ({ path: p }: Call<"stat">, path) => `status -L ${path(p)}`,
  chmod: ({ path: p, mode }: Call<"chmod">, path) => `chmod ${mode.toString(8)} ${path(p)}`,
  chown: ({ path: p, uid, gid }: Call<"chown">, path) =>
    uid < 0 || gid < 0 ? undefined : `chown ${uid}:${gid} ${path(p)}`,
  lchown: ({ path: p, uid, gid }: Call<"lchown">, path) =>
    uid < 0 || gid < 0 ? undefined : `chown -h ${uid}:${gid} ${path(p)}`,
  // It opens and sets the length of what it has opened: another call where either is refused.
  truncate: ({ path: p, length, ...call }: Call<"truncate">, path) =>
    succeeds(call) ? `there ${path(p)} && truncate -c -s ${length} ${path(p)}` : undefined,
  // With `set -C` a shell looks for the file itself, and opens what is none.
  open: (call: Call<"open">, path, known) =>
    known.mayBeFifo(call.path) || (call.flags.includes("O_EXCL") && !succeeds(call))
      ? undefined
      : openCommand(call, path(call.path), known),
  read: ({ slot, length, ...call }: Call<"read">, _, known) =>
    length === 0 || !succeeds(call)
      ? undefined
      : `dd bs=${length} count=1 status=none <&${known.number(slot) ?? 9}`,
  write: ({ slot, data, ...call }: Call<"write">, _, known) => {
    if ((typeof data === "object" && "program" in data) || !succeeds(call)) return undefined;
    const made = isLong(data) ? `fill ${filling(data)}` : `printf %b ${word(octal(data))}`;
    return `${made} >&${known.number(slot) ?? 9}`;
  },
  // A shell closes what is not open, and does not mind.
  close: ({ slot, ...call }: Call<"close">, _, known) => {
    const number = known.number(slot) ?? 9;
    return succeeds(call) ? `true >&${number} && exec ${number}>&-` : undefined;
  },
  dup: ({ slot, into, ...call }: Call<"dup">, _, known) => {
    const number = known.number(into);
    return number === undefined || !succeeds(call)
      ? undefined
      : `exec ${number}<&${known.number(slot) ?? 9}`;
  },
  fsync: ({ slot, ...call }: Call<"fsync">, _, known) =>
    succeeds(call)
      ? `dd if=/dev/null conv=notrunc,fsync status=none >&${known.number(slot) ?? 9}`
      : undefined,
  // By the name of the descriptor: the same as by itself while nothing was read of it.
  readdir: ({ slot, ...call }: Call<"readdir">, _, known) => {
    const number = known.number(slot) ?? 9;
    return known.take(slot) && succeeds(call)
      ? `true <&${number} && list /proc/self/fd/${number}/`
      : undefined;
  },
  remount: () => "umount merged && mount_overlay",
};
