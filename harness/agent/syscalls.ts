import { existsSync, readFileSync } from "node:fs";
import type { ArgumentsOf, Kernel, SysCall } from "./kernel.ts";
import { addressOf as nativeAddress, native } from "./native.ts";
import type { SystemCall } from "./numbers.ts";

/*
 * Every system call of the agent goes through here: to the real kernel, or to one that the adapter brings. What an
 * agent does to a subject, and how it looks at it, is the same for both.
 */

let current: Kernel | undefined;

/** From now on `kernel` answers, or the real one where it is undefined. Gives the one that answered before. */
export function useKernel(kernel: Kernel | undefined): Kernel | undefined {
  const before = current;
  current = kernel;
  return before;
}

/** The one that answers; undefined for the real one. */
export function kernelInUse(): Kernel | undefined {
  return current;
}

/** A system call with its shape: `system("mkdirat", "isi")`. */
export function system<const S extends string>(
  name: SystemCall,
  shape: S,
): SysCall<ArgumentsOf<S>> {
  const real = native(name, shape);
  return (...args) => (current === undefined ? real(...args) : current.call(name, args));
}

/** The address of a buffer's first byte, for structures that hold pointers. Keep the buffer alive meanwhile. */
export function addressOf(buffer: Uint8Array): bigint {
  return current === undefined ? nativeAddress(buffer) : current.addressOf(buffer);
}

/** The lines of /proc/self/maps: proc_pid_maps(5). */
export function mapTable(): readonly string[] {
  return (current?.maps() ?? readFileSync("/proc/self/maps", "utf8")).trimEnd().split("\n");
}

/** The lines of /proc/self/fdinfo/FD: proc_pid_fdinfo(5). Undefined for a descriptor that is not open. */
export function descriptorTable(fd: number): readonly string[] | undefined {
  return (current === undefined ? fdinfo(fd) : current.fdinfo(fd))?.trimEnd().split("\n");
}

function fdinfo(fd: number): string | undefined {
  const file = `/proc/self/fdinfo/${fd}`;
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** The lines of /proc/self/mountinfo: proc_pid_mountinfo(5). */
export function mountTable(): readonly string[] {
  const text = current?.mountinfo() ?? readFileSync("/proc/self/mountinfo", "utf8");
  return text.trimEnd().split("\n");
}
