import { fail } from "../vfs/posix-error.ts";

/** How many buffers have an address at a time: a call takes at most UIO_MAXIOV of them. */
const most = 4096;

/** Addresses of buffers, for structures that hold pointers. The oldest ones are forgotten. */
export class Addresses {
  readonly #buffers = new Map<bigint, Uint8Array>();
  #next = 0x1000_0000n;

  of(buffer: Uint8Array): bigint {
    const address = this.#next;
    this.#next += BigInt(buffer.length + 16);
    this.#buffers.set(address, buffer);
    if (this.#buffers.size > most) {
      for (const oldest of this.#buffers.keys()) {
        this.#buffers.delete(oldest);
        break;
      }
    }
    return address;
  }

  /** @throws EFAULT for an address that was not given, or is forgotten */
  at(address: bigint): Uint8Array {
    return this.#buffers.get(address) ?? fail("EFAULT");
  }
}
