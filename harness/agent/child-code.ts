import { poke } from "./own-memory.ts";
import { callCode } from "./native.ts";
import { type SystemCall, numberOf } from "./numbers.ts";
import { system } from "./syscalls.ts";

/*
 * Starting a child by raw system calls. clone(2) cannot be called from JavaScript: the child would run on with the
 * interpreter of its parent. So a few instructions clone as vfork(2) does, and then only put the output in its place
 * and call execveat(2). That works where the C library's ways do not: for a descriptor, in a root without /proc, and
 * with the credentials of the calling thread alone.
 */

const call = {
  mmap: system("mmap", "piiiii"),
  mprotect: system("mprotect", "iii"),
} as const;

/**
 * In: the top of a stack for the child, then dirfd, path, argv, envp and flags of execveat, and the descriptor for
 * standard output or -1. Out: what execveat answered, behind them; then, in again, the flags of clone and the number of
 * execveat, or of another call with five arguments that the child is to make in its place. Each is 64 bits wide. Gives
 * what clone answered.
 */
const code = {
  // push rbx; mov rbx, rdi
  // clone([rbx+64], stack, 0, 0, 0); test rax, rax; jne parent
  // mov edi, [rbx+48]; test edi, edi; js exec; dup2(edi, 1)
  // exec: [rbx+72]([rbx+8], [rbx+16], [rbx+24], [rbx+32], [rbx+40]); mov [rbx+56], rax; exit(127)
  // parent: pop rbx; ret
  x64:
    "534889fb8b7b409090488b3331d24531d24531c0b8380000000f054885c0753e" +
    "8b7b3085ff780cbe01000000b8210000000f05" +
    "488b7b08488b7310488b53184c8b53204c8b43288b434890900f0548894338bf7f000000b83c0000000f05" +
    "5bc3",
  // The same with x9 for rbx, which system calls leave alone, and dup3.
  arm64:
    "e90300aa202140f9210140f9020080d2030080d2040080d2881b80d2010000d4400200b5" +
    "201940f9a000f837210080d2020080d2080380d2010000d4" +
    "200540f9210940f9220d40f9231140f9241540f9282540f9010000d4201d00f9e00f80d2a80b80d2010000d4" +
    "c0035fd6",
} as const;

/** The instructions are on the first page, the stack behind it: both fit where pages are of 64 KiB. */
const page = 65536;
let loaded: number | undefined;

function load(): number {
  if (loaded !== undefined) return loaded;
  const readWrite = 3;
  const readExecute = 5;
  const privateAnonymous = 0x22;
  const address = call.mmap(null, 2 * page, readWrite, privateAnonymous, -1, 0);
  const text = Buffer.from(code[process.arch === "arm64" ? "arm64" : "x64"], "hex");
  if (address < 0 || !poke(address, text) || call.mprotect(address, page, readExecute) < 0) {
    throw new Error("Cannot load the instructions that start children");
  }
  loaded = address;
  return loaded;
}

/** Arguments of execveat, or of the call in its place; absent ones are 0. */
export interface Execution {
  readonly first: bigint;
  /** Addresses. */
  readonly path: bigint;
  readonly argv?: bigint;
  readonly envp?: bigint;
  readonly flags?: number;
  readonly stdout?: number;
  /** CLONE_NEW*, CLONE_FILES */
  readonly namespaces?: number;
  readonly call?: SystemCall;
}

/** CLONE_VM|CLONE_VFORK|SIGCHLD */
const asVfork = 0x4111;

/** @returns the pid, which has to be waited for in any case, and what execveat answered: 0 or a negative errno */
export function cloneAndExecute(what: Execution): {
  readonly pid: number;
  readonly result: number;
} {
  const address = load();
  const { first, path, argv = 0n, envp = 0n, flags = 0, stdout = -1 } = what;
  const { namespaces = 0, call: name = "execveat" } = what;
  const b = Buffer.alloc(80);
  const values = [BigInt(address + 2 * page), first, path, argv, envp, BigInt(flags)];
  for (const [index, value] of [...values, BigInt(stdout)].entries())
    b.writeBigInt64LE(value, index * 8);
  b.writeBigInt64LE(BigInt(asVfork | namespaces), 64);
  b.writeBigInt64LE(BigInt(numberOf(name)), 72);
  const pid = callCode(address, b);
  return { pid, result: Number(b.readBigInt64LE(56)) };
}
