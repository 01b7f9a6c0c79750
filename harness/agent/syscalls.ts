import koffi from "koffi";
import { type SystemCall, numberOf } from "./numbers.ts";

/*
 * The only user of koffi: everything that is a system call goes through here, by number, synchronously, on the
 * calling thread. An answer of -1 becomes the negative errno, so that a result is one number.
 */

/** Arguments: i = int or long, s = string as a path or a name, p = bytes in and out or null. */
type Argument = number | string | Uint8Array | null;
const types = { i: "long", s: "const char *", p: "void *" } as const;

/** A negative result is a negative errno. */
export type SysCall<A extends readonly Argument[]> = (...args: A) => number;

type ArgumentsOf<S extends string> = S extends `${infer Head}${infer Tail}`
  ? [
      Head extends "i" ? number : Head extends "s" ? string : Uint8Array | null,
      ...ArgumentsOf<Tail>,
    ]
  : [];

const libc = koffi.load(null);
const prototypes = new Map<string, (...args: readonly unknown[]) => unknown>();

/** The libc function syscall(2) for a shape of arguments; one prototype serves all calls of a shape. */
function prototype(shape: string): (...args: readonly unknown[]) => unknown {
  const known = prototypes.get(shape);
  if (known !== undefined) return known;
  const parameters = shape.split("").map((letter) => types[letter as keyof typeof types]);
  const made = libc.func("syscall", "long", ["long", ...parameters]) as (
    ...args: readonly unknown[]
  ) => unknown;
  prototypes.set(shape, made);
  return made;
}

/**
 * A system call with its shape: `system("mkdirat", "isi")`.
 * Results beyond 2^53 (no file here is that large) would come as bigint, and are cut to a number.
 */
export function system<const S extends string>(
  name: SystemCall,
  shape: S,
): SysCall<ArgumentsOf<S>> {
  const number = numberOf(name);
  const call = prototype(shape);
  return (...args: readonly unknown[]) => {
    const result = call(number, ...args);
    return result === -1 ? -koffi.errno() : Number(result);
  };
}

/** The address of a buffer's first byte, for structures that hold pointers. Keep the buffer alive meanwhile. */
export function addressOf(buffer: Uint8Array): bigint {
  return koffi.address(buffer);
}

const code = koffi.proto("long (void *)");

/** Calls machine code of the agent's own at an address, with a pointer to its parameters. */
export function callCode(address: number, parameters: Uint8Array): number {
  return Number(koffi.call(BigInt(address), code, parameters));
}
