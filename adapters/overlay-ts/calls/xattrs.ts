import { xattrFlags } from "../../../harness/agent/constants.ts";
import { lookup } from "../vfs/at.ts";
import type { Path } from "../vfs/mount.ts";
import { fail } from "../vfs/posix-error.ts";
import { AT_FDCWD } from "../vfs/process.ts";
import { getxattr, listxattr, removexattr, setxattr } from "../vfs/xattr.ts";
import { type Arguments, memoryAt, numberAt, stringAt } from "./arguments.ts";
import type { Caller, Handler, Handlers } from "./handler.ts";

/* Calls about extended attributes: each by path, by path without following, and by descriptor. */

const largest = 65536;
const longestName = 255;

type Find = (caller: Caller, args: Arguments) => Path;

const followed: Find = ({ process }, args) => lookup(process, AT_FDCWD, stringAt(args, 0), true);
const itself: Find = ({ process }, args) => lookup(process, AT_FDCWD, stringAt(args, 0), false);
const opened: Find = ({ process }, args) =>
  process.descriptors.get(numberAt(args, 0)).path ?? fail("EOPNOTSUPP");

/** @throws ERANGE */
function nameAt(args: Arguments): string {
  const name = stringAt(args, 1);
  return name === "" || Buffer.byteLength(name) > longestName ? fail("ERANGE") : name;
}

/** What is wrong with the arguments is told before what is wrong with the path. */
const set =
  (find: Find): Handler =>
  (caller, args) => {
    const flags = numberAt(args, 4);
    if ((flags & ~(xattrFlags.XATTR_CREATE | xattrFlags.XATTR_REPLACE)) !== 0) fail("EINVAL");
    const name = nameAt(args);
    const size = numberAt(args, 3);
    if (size > largest) fail("E2BIG");
    const value =
      size === 0 ? new Uint8Array(0) : Uint8Array.from(memoryAt(args, 2).subarray(0, size));
    setxattr(caller.process, find(caller, args), name, value, flags);
  };

const get =
  (find: Find): Handler =>
  (caller, args) => {
    const name = nameAt(args);
    const value = getxattr(caller.process, find(caller, args), name);
    return give(value, args, 2);
  };

const list =
  (find: Find): Handler =>
  (caller, args) => {
    const names = listxattr(caller.process, find(caller, args));
    return give(Buffer.from(names.map((name) => `${name}\0`).join("")), args, 1);
  };

const remove =
  (find: Find): Handler =>
  (caller, args) => {
    const name = nameAt(args);
    removexattr(caller.process, find(caller, args), name);
  };

/** A size of 0 only asks how large it is. ERANGE */
function give(value: Uint8Array, args: Arguments, index: number): number {
  const size = numberAt(args, index + 1);
  if (size === 0) return value.length;
  if (value.length > size) fail("ERANGE");
  memoryAt(args, index).set(value);
  return value.length;
}

export const xattrCalls: Handlers = {
  setxattr: set(followed),
  lsetxattr: set(itself),
  fsetxattr: set(opened),
  getxattr: get(followed),
  lgetxattr: get(itself),
  fgetxattr: get(opened),
  listxattr: list(followed),
  llistxattr: list(itself),
  flistxattr: list(opened),
  removexattr: remove(followed),
  lremovexattr: remove(itself),
  fremovexattr: remove(opened),
};
