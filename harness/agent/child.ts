import { calls } from "./calls.ts";
import { cloneAndExecute } from "./child-code.ts";
import { openFlags } from "./constants.ts";
import { addressOf, system } from "./syscalls.ts";

/* Children of the agent that run programs of a scenario. */

const call = {
  wait4: system("wait4", "ipip"),
  kill: system("kill", "ii"),
  pipe2: system("pipe2", "pi"),
} as const;

const SIGKILL = 9;
const CLONE_FILES = 0x400;
const CLONE_NEWNS = 0x2_0000;
export const CLONE_NEWUSER = 0x1000_0000;

/** What execveat(2) takes. The environment is empty. */
export interface Program {
  readonly dirfd: number;
  readonly path: string;
  readonly argv: readonly string[];
  readonly flags: number;
  /** CLONE_NEW*, for a child in namespaces of its own. */
  readonly namespaces?: number;
}

export interface End {
  readonly status?: number;
  readonly signal?: number;
}

/** What the kernel reads by its address must not be collected before it has. */
const alive: Buffer[] = [];

/** Starts a program that is left running: its pid, or a negative errno. */
export function startChild(program: Program, stdout = -1): number {
  const { dirfd, path, argv, flags, namespaces = 0 } = program;
  const name = cString(path);
  const strings = argv.map(cString);
  const pointers = pointersTo(strings);
  const none = pointersTo([]);
  alive.push(name, ...strings, pointers, none);
  const { pid, result } = cloneAndExecute({
    first: BigInt(dirfd),
    path: addressOf(name),
    argv: addressOf(pointers),
    envp: addressOf(none),
    flags,
    stdout,
    namespaces,
  });
  alive.length = 0;
  if (pid < 0 || result === 0) return pid;
  waitFor(pid);
  return result;
}

/** Runs a program to its end: what it wrote to its standard output and how it ended, or a negative errno. */
export function runChild(
  program: Program,
): { readonly end: End; readonly stdout: Buffer } | number {
  const pair = Buffer.alloc(8);
  const piped = call.pipe2(pair, openFlags.O_CLOEXEC);
  if (piped < 0) return piped;
  const [reader, writer] = [pair.readInt32LE(0), pair.readInt32LE(4)];
  const pid = startChild(program, writer);
  calls.close(writer);
  const stdout = pid < 0 ? Buffer.alloc(0) : readAll(reader);
  calls.close(reader);
  return pid < 0 ? pid : { end: waitFor(pid), stdout };
}

/** fsopen(2) by a child in a user namespace of its own, which leaves the descriptor here; or a negative errno. */
export function openFromUserNamespace(type: string): number {
  const name = cString(type);
  alive.push(name);
  const { pid, result } = cloneAndExecute({
    call: "fsopen",
    // A filesystem can be mounted by who has a mount namespace.
    namespaces: CLONE_NEWUSER | CLONE_NEWNS | CLONE_FILES,
    first: addressOf(name),
    path: 1n, // FSOPEN_CLOEXEC
  });
  alive.length = 0;
  if (pid >= 0) waitFor(pid);
  return pid < 0 ? pid : result;
}

/** Kills a child and waits for its end: 0, or a negative errno. */
export function killChild(pid: number): number {
  const result = call.kill(pid, SIGKILL);
  if (result < 0) return result;
  waitFor(pid);
  return 0;
}

function waitFor(pid: number): End {
  const b = Buffer.alloc(4);
  const result = call.wait4(pid, b, 0, null);
  if (result < 0) throw new Error(`Cannot wait for a child: errno ${-result}`);
  const status = b.readUInt32LE(0);
  const signal = status & 0x7f;
  return signal === 0 ? { status: (status >> 8) & 0xff } : { signal };
}

function readAll(fd: number): Buffer {
  const parts: Buffer[] = [];
  for (;;) {
    const b = Buffer.alloc(65536);
    const n = calls.read(fd, b, b.length);
    if (n <= 0) return Buffer.concat(parts);
    parts.push(b.subarray(0, n));
  }
}

function cString(value: string): Buffer {
  return Buffer.from(`${value}\0`);
}

/** An array of pointers that ends with a null one. */
function pointersTo(buffers: readonly Buffer[]): Buffer {
  const b = Buffer.alloc(8 * (buffers.length + 1));
  for (const [index, buffer] of buffers.entries()) b.writeBigUInt64LE(addressOf(buffer), index * 8);
  return b;
}
