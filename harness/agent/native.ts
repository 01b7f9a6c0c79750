import { createRequire } from "node:module";
import type * as Koffi from "koffi";
import type { ArgumentsOf, SysCall } from "./kernel.ts";
import { type SystemCall, numberOf } from "./numbers.ts";

/*
 * The real kernel, and the only user of koffi: calls by number, synchronously, on the calling thread. An answer of -1
 * becomes the negative errno, so that a result is one number. koffi is loaded by the first call, because what answers
 * its calls itself must work where koffi does not.
 */

/** The type of each letter of a shape. */
const types = { i: "long", s: "const char *", p: "void *" } as const;

type Call = (...args: readonly unknown[]) => unknown;

interface Foreign {
  readonly koffi: typeof Koffi;
  readonly library: ReturnType<typeof Koffi.load>;
  readonly code: ReturnType<typeof Koffi.proto>;
}

let foreign: Foreign | undefined;

function load(): Foreign {
  if (foreign !== undefined) return foreign;
  const koffi = createRequire(import.meta.url)("koffi") as typeof Koffi;
  foreign = { koffi, library: koffi.load(null), code: koffi.proto("long (void *)") };
  return foreign;
}

const prototypes = new Map<string, Call>();

/** The libc function syscall(2) for a shape of arguments; one prototype serves all calls of a shape. */
function prototype(shape: string): Call {
  const known = prototypes.get(shape);
  if (known !== undefined) return known;
  const parameters = shape.split("").map((letter) => types[letter as keyof typeof types]);
  const made = load().library.func("syscall", "long", ["long", ...parameters]) as Call;
  prototypes.set(shape, made);
  return made;
}

/**
 * A system call of the real kernel with its shape: `native("mkdirat", "isi")`.
 * Results beyond 2^53 (no file here is that large) would come as bigint, and are cut to a number.
 */
export function native<const S extends string>(
  name: SystemCall,
  shape: S,
): SysCall<ArgumentsOf<S>> {
  let call: Call | undefined;
  let number = 0;
  return (...args: readonly unknown[]) => {
    if (call === undefined) {
      call = prototype(shape);
      number = numberOf(name);
    }
    const result = call(number, ...args);
    return result === -1 ? -load().koffi.errno() : Number(result);
  };
}

/** The address of a buffer's first byte, for structures that hold pointers. Keep the buffer alive meanwhile. */
export function addressOf(buffer: Uint8Array): bigint {
  return load().koffi.address(buffer);
}

/** The bytes at an address, as they are: for memory that the kernel shares. It has to be unmapped by who mapped it. */
export function memoryAt(address: number, length: number): Buffer {
  return Buffer.from(load().koffi.view(BigInt(address), length));
}

/** Calls machine code of the agent's own at an address, with a pointer to its parameters. */
export function callCode(address: number, parameters: Uint8Array): number {
  const { koffi, code } = load();
  return Number(koffi.call(BigInt(address), code, parameters));
}
