import { AT_FDCWD, calls } from "../../harness/agent/calls.ts";
import { readNames } from "../../harness/agent/structs.ts";
import { system } from "../../harness/agent/syscalls.ts";

/* What node:fs cannot do to a file. */

const call = {
  mknodat: system("mknodat", "isii"),
  lremovexattr: system("lremovexattr", "ss"),
};

const characterDevice = 0o020000;

/** Major and minor below 256. */
export function makeDevice(path: string, major: number, minor: number): void {
  const result = call.mknodat(AT_FDCWD, path, characterDevice, major * 256 + minor);
  if (result < 0) throw new Error(`Cannot make a device at "${path}": errno ${-result}`);
}

const names = Buffer.alloc(65536);

export function xattrNames(path: string): readonly string[] {
  const length = calls.llistxattr(path, names, names.length);
  return length <= 0 ? [] : readNames(names, length);
}

export function removeXattr(path: string, name: string): void {
  call.lremovexattr(path, name);
}
