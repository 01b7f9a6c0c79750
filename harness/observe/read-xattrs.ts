import { calls } from "../agent/calls.ts";
import { errnoName } from "../agent/errno-table.ts";
import { readNames } from "../agent/structs.ts";
import { system } from "../agent/syscalls.ts";
import { byBytes } from "./order.ts";

const call = {
  flistxattr: system("flistxattr", "ipi"),
  fgetxattr: system("fgetxattr", "ispi"),
} as const;

const names = Buffer.allocUnsafe(65536);
const value = Buffer.allocUnsafe(65536);

interface Xattrs {
  readonly xattrs?: Readonly<Record<string, Uint8Array>>;
}

const none: Xattrs = {};

/** xfs shows its access control lists a second time, by the names that they have on disk. */
const shownTwice = "trusted.SGI_ACL_";

/** All extended attributes, through the descriptor where there is one; none where none can be listed. */
export function xattrsOf(path: string, fd: number | undefined): Xattrs {
  const length =
    fd === undefined
      ? calls.llistxattr(path, names, names.length)
      : call.flistxattr(fd, names, names.length);
  if (length <= 0) return none;
  const xattrs: Record<string, Uint8Array> = {};
  for (const name of readNames(names, length).toSorted(byBytes)) {
    if (name.startsWith(shownTwice)) continue;
    const n =
      fd === undefined
        ? calls.lgetxattr(path, name, value, value.length)
        : call.fgetxattr(fd, name, value, value.length);
    xattrs[name] =
      n < 0 ? Buffer.from(errnoName(-n)) : Uint8Array.prototype.slice.call(value, 0, n);
  }
  return { xattrs };
}
