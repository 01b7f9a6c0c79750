import { addressOf, mapTable, system } from "./syscalls.ts";

/*
 * Memory of the agent by its address. The kernel copies on behalf of the process, so that an address which cannot be
 * reached is an answer of a system call, and not a signal that ends the agent.
 */

const call = {
  process_vm_readv: system("process_vm_readv", "ipipii"),
  process_vm_writev: system("process_vm_writev", "ipipii"),
} as const;

/** Fills the buffer from the address; false where not all of it could be read. */
export function peek(address: number, into: Buffer): boolean {
  return copied(call.process_vm_readv, address, into);
}

/** Writes the buffer to the address; false where not all of it could be written. */
export function poke(address: number, from: Buffer): boolean {
  return copied(call.process_vm_writev, address, from);
}

/** The file that is mapped at an address, by proc_pid_maps(5). */
export function mappedFile(
  address: number,
): { readonly dev: readonly number[]; readonly ino: string } | undefined {
  const lines = mapTable();
  const start = address.toString(16);
  const line = lines.find((each) => each.replace(/^0+/, "").startsWith(`${start}-`));
  if (line === undefined) return undefined;
  const [, , , device = "", ino = ""] = line.split(" ");
  return { dev: device.split(":").map((part) => Number.parseInt(part, 16)), ino };
}

/** Few bytes may be copied in part: a fault in the middle is a fault. */
function copied(copy: typeof call.process_vm_readv, address: number, buffer: Buffer): boolean {
  if (buffer.length === 0) return true;
  const local = vector(addressOf(buffer), buffer.length);
  const remote = vector(BigInt(address), buffer.length);
  return copy(process.pid, local, 1, remote, 1, 0) === buffer.length;
}

/** struct iovec */
function vector(base: bigint, length: number): Buffer {
  const b = Buffer.alloc(16);
  b.writeBigUInt64LE(base, 0);
  b.writeBigUInt64LE(BigInt(length), 8);
  return b;
}
